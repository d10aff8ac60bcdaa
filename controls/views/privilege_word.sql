-- One row per privilege: its bit in the masks of acl_entry, and its word as grant and revoke take it.
create view privilege_word as
with privilege (mask, word) as (
  values (1, 'insert'), (2, 'select'), (4, 'update'), (8, 'delete'), (16, 'truncate'), (32, 'references'), (64, 'trigger'), (128, 'execute'),
         (256, 'usage'), (512, 'create'), (1024, 'temporary'), (2048, 'connect'), (4096, 'set'), (8192, 'alter system'), (16384, 'maintain'))
select mask, word from privilege;
