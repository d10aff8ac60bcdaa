-- One row per role whose persona is declared with an owner and an approval record.
create view approved_role as
select role.oid, role.name, persona.persona, ifnull(persona_kind.is_break_glass, 0) as is_break_glass, ifnull(persona_kind.may_own, 0) as may_own
from role join persona using (name) left join persona_kind on persona_kind.name = persona.persona
where persona.ticket is not null and persona.owner is not null;
