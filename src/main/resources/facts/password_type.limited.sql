-- One row per role, through the function that pgevidence reader-role installs. It is called only after its owner and text were checked.
-- count: select count(*) from pg_catalog.pg_roles
select role_oid, password_type, scram_iterations
from pgevidence.password_types()
order by role_oid
