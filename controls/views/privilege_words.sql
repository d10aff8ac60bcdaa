-- One row per mask of privileges in use, with its words as grant and revoke take them.
create view privilege_words as
select mask, rtrim(iif(mask & 2, 'select, ', '') || iif(mask & 1, 'insert, ', '') || iif(mask & 4, 'update, ', '') || iif(mask & 8, 'delete, ', '')
         || iif(mask & 16, 'truncate, ', '') || iif(mask & 32, 'references, ', '') || iif(mask & 64, 'trigger, ', '') || iif(mask & 128, 'execute, ', '')
         || iif(mask & 256, 'usage, ', '') || iif(mask & 512, 'create, ', '') || iif(mask & 1024, 'temporary, ', '') || iif(mask & 2048, 'connect, ', '')
         || iif(mask & 4096, 'set, ', '') || iif(mask & 8192, 'alter system, ', '') || iif(mask & 16384, 'maintain, ', ''), ', ') as words
from (select privileges as mask from acl_entry union select grantable from acl_entry union select privileges from default_acl)
where mask > 0;
