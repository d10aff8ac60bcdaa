-- One row per role and direct member: the statements that end the membership or its ADMIN OPTION and bring it back as it was, for up to two grantors.
-- From 16 a grant that the member passed on must go first (has_dependents). The grantor is named, since a revoke by another one does nothing.
create view membership_edge as
with edge as (
  select granted.role_oid, granted.member_oid,
         role.name_quoted || ' from ' || member.name_quoted || iif((select major from server) >= 16, ifnull(' granted by ' || grantor.name_quoted, ''), '') as revoked,
         'grant ' || role.name_quoted || ' to ' || member.name_quoted
           || iif((select major from server) >= 16, ' with admin ' || iif(has_admin, 'true', 'false') || ', inherit ' || iif(granted.inherits, 'true', 'false') || ', set ' || iif(can_set, 'true', 'false'),
                  iif(has_admin, ' with admin option', ''))
           || ifnull(' granted by ' || grantor.name_quoted, '') as regrant,
         has_admin,
         (select major from server) >= 16 and exists (select 1 from membership as given where given.role_oid = granted.role_oid and given.grantor_oid = granted.member_oid) as has_dependents
  from membership as granted join role on role.oid = granted.role_oid join role as member on member.oid = granted.member_oid
  left join role as grantor on grantor.oid = granted.grantor_oid
), pair as materialized (
  select role_oid, member_oid, ifnull(max(has_dependents), 0) as has_dependents,
         'revoke ' || min(revoked) || iif(min(revoked) = max(revoked), '', '; revoke ' || max(revoked)) as revoke_membership,
         'revoke admin option for ' || min(iif(has_admin, revoked, null))
           || iif(min(iif(has_admin, revoked, null)) = max(iif(has_admin, revoked, null)), '', '; revoke admin option for ' || max(iif(has_admin, revoked, null))) as revoke_admin,
         min(regrant) || iif(min(regrant) = max(regrant), '', '; ' || max(regrant)) as regrant
  from edge group by role_oid, member_oid)
select role_oid, member_oid, has_dependents, revoke_membership, revoke_admin, regrant from pair;
