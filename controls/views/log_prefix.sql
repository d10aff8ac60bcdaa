-- One row: log_line_prefix without literal percent signs and padding, so that each escape is % and its letter.
create view log_prefix as
select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
         value, '%%', ''), '-', ''), '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''), '9', '') as escapes
from setting where name = 'log_line_prefix';
