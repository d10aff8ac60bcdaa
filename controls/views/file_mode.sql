-- One row per setting that holds a file mode, as a number; the server prints it in octal or in decimal.
create view file_mode as
select name, iif(value glob '0[0-7][0-7][0-7]',
                 substr(value, 2, 1) * 64 + substr(value, 3, 1) * 8 + substr(value, 4, 1), cast(value as integer)) as mode
from setting where name in ('log_file_mode', 'data_directory_mode') and value is not null;
