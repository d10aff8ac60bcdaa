-- One row per schema, routine, foreign server, foreign data wrapper, database and parameter: its owner, and its name as grant and revoke take it.
create view grant_target as
select database, 'n' as kind, oid as object_oid, owner_oid, 'schema ' || name_quoted as object from schema union all
select database, 'f', oid, owner_oid, 'routine ' || name_quoted from function union all
select database, 'S', oid, owner_oid, 'foreign server ' || name_quoted from foreign_server union all
select database, 'F', oid, owner_oid, 'foreign data wrapper ' || name_quoted from foreign_data_wrapper union all
select '', 'd', oid, owner_oid, 'database ' || name_quoted from database union all
select '', 'p', oid, 10, 'parameter ' || name from parameter;
