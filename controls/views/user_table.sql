-- One row per table that holds rows of users: tables, partitioned, foreign and materialized ones outside system schemas and extensions.
create view user_table as
select relation.database, relation.oid, database.name_quoted || ': ' || relation.name_quoted as subject,
       relation.name_quoted as relation, relation.kind, relation.parent_oid, relation.has_rls, relation.persistence
from relation join database on database.name = relation.database
where relation.kind in ('r', 'p', 'f', 'm') and not relation.is_system and relation.extension is null;
