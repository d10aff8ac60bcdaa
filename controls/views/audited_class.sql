-- One row per pgaudit class that the server-wide pgaudit.log covers; the last word on a class in the list counts.
create view audited_class as
select class.column1 as class
from (values ('read'), ('write'), ('function'), ('role'), ('ddl'), ('misc'), ('misc_set')) as class
where (select item not like '-%' and item <> 'none' from setting_item
       where name = 'pgaudit.log' and item in (class.column1, 'all', '-' || class.column1, '-all', 'none')
       order by position desc limit 1)
  and exists (select 1 from setting_item where name = 'shared_preload_libraries' and item in ('pgaudit', '$libdir/pgaudit'));
