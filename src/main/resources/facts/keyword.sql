-- One row per key word that quote_ident() quotes: all but unreserved ones. Right: any login.
-- count: select count(*) from pg_catalog.pg_get_keywords() where catcode <> 'U'
select word, catcode from pg_catalog.pg_get_keywords() where catcode <> 'U' order by word
