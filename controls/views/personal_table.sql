-- One row per table that the data map says holds data of people or secrets, where it exists.
create view personal_table as
select user_table.database, user_table.oid, user_table.subject, user_table.relation, user_table.has_rls,
       classified_table.category, classified_table.subject_key, classified_table.row_scope
from classified_table join user_table using (database, relation)
where classified_table.category in ('personal', 'art9', 'art10', 'pan', 'credential');
