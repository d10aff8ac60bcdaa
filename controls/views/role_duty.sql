-- One row per role and duty: declared for it or for a role it reaches, or shown by its rights. A superuser has the duty admin by its attribute.
create view role_duty as
select role.oid as role_oid, persona.persona as duty, 'declared' as how, role.name_quoted as path
from role join persona using (name)
union
select reach.role_oid, persona.persona, 'member of ' || target.name_quoted, reach.path
from role_reach as reach join role as target on target.oid = reach.target_oid join persona on persona.name = target.name
where reach.inherits or reach.can_set
union
select role_oid, 'admin', means, path from superuser_equivalent where means in ('superuser', 'superuser membership', 'createrole')
union
select role_oid, 'app', 'writes rows', path from role_privilege where privilege in ('INSERT', 'UPDATE', 'DELETE') and relations > owned
union
select role_oid, 'migration', 'acts as owner of tables', path from role_privilege where privilege = 'SELECT' and owned > 0;
