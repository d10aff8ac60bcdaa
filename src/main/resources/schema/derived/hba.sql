-- Rows that the hba engine derives from facts: what each rule decides, who gets in from where, what user-name maps reach.

-- One row per rule in order of evaluation, from hba_line, or from hba_rule where the raw files were not readable. Judged over all connections, not samples.
create table hba_verdict (
  number integer primary key,                  -- hba_line.number or hba_rule.number, as source says
  source text not null,                        -- hba_line or hba_rule
  subject text not null,                       -- file:line, e.g. pg_hba.conf:12; a suffix #n where one line repeats
  file text not null,                          -- base name of the file
  line integer not null,                       -- first physical line
  rule text not null,                          -- the rule as one line of text, secrets left out
  scope text not null,                         -- the rule up to its method, for writing another one; '' with error
  type text,                                   -- local, host, hostssl, hostnossl, hostgssenc, hostnogssenc; null with error
  method text,                                 -- method; null with error
  decision text,                               -- reject, accept (trust: nothing is asked) or ask (credentials decide); null with error
  error text,                                  -- why the server does not load the rule; null = none
  is_inert integer not null,                   -- 1: loads but cannot match, e.g. hostssl while ssl is off
  is_effective integer,                        -- 1: some connection meets it first; 0: none can; null = undecided
  is_shadowed integer not null,                -- 1: earlier rules take every connection it could match
  shadowed_by text,                            -- subjects of the earlier rules that take them, first ones; null = not shadowed
  is_contradicted integer not null,            -- 1: shadowed by a rule of another method, so the written intent never runs
  is_remote integer,                           -- 1: effective for an address that is neither socket nor loopback; null = undecided
  is_plain integer,                            -- 1: effective for a TCP connection without TLS and GSS encryption; null = undecided
  is_plain_remote integer,                     -- 1: both at once, for one connection; null = undecided
  is_all_databases integer not null,           -- 1: key word all as database
  is_all_users integer not null,               -- 1: key word all as user
  is_replication integer not null,             -- 1: key word replication as database
  is_loopback integer not null,                -- 1: its addresses are loopback only
  family integer,                              -- 4 or 6; 0 for key word all; null for local, names, samehost, samenet
  prefix_length integer,                       -- bits of the network; 0 for key word all; null as family, or a mask with holes
  first_address text,                          -- first address of its range as hex, as hba_rule.first_address; null as prefix_length, or key word all
  last_address text,                           -- last address likewise
  named_users integer not null,                -- existing roles that its user field matches
  login_users integer not null,                -- those of them that can log in; 0: nobody can use the rule
  map text,                                    -- user-name map it uses; null = none
  client_certificate text,                     -- clientcert option, or verify-full for method cert; null = none
  undecided_reason text                        -- what leaves it open (DNS name, samenet, lost quotes, missing fact); null = nothing
) strict;

-- One row per effective access from the network or socket: who may reach what from where by which rule; merged to few rows. Login roles and connectable databases only.
create table hba_access (
  number integer primary key,                  -- 1.. in order of rule
  rule_number integer not null,                -- hba_verdict.number
  subject text not null,                       -- hba_verdict.subject
  place text not null,                         -- socket, loopback or remote
  ranges text not null,                        -- JSON array of CIDR blocks or first-last; [] for socket
  first_address text,                          -- lowest address as hex, as hba_rule.first_address; null for socket
  last_address text,                           -- highest address likewise
  users text not null,                         -- in words: all, all but a, b, or names
  user_count integer not null,                 -- login roles in it
  superuser_count integer not null,            -- of them superusers
  databases text not null,                     -- in words, as users; replication = physical replication
  is_replication integer not null,             -- 1: physical replication
  is_plain integer not null,                   -- 1: without encryption
  is_tls integer not null,                     -- 1: over TLS
  is_gss integer not null,                     -- 1: over GSS encryption
  method text not null,                        -- method that then decides; never reject
  is_certain integer not null                  -- 0: an undecided rule may decide otherwise
) strict;

-- Effective access from the network, over all rules together: one row per range, users, databases, protection and method, merged until no two rows can be joined. Login roles and connectable databases only.
create table network_access (
  number integer primary key,                  -- 1.. remote first, unprotected first, weakest method first
  place text not null,                         -- remote or loopback
  sources text not null,                       -- ranges in words, the first six; anywhere, any IPv4 or any IPv6 = all but loopback
  ranges text not null,                        -- JSON array of CIDR blocks or first-last
  users text not null,                         -- in words: all, all but a, b, or names
  user_count integer not null,                 -- login roles in it
  superuser_count integer not null,            -- of them superusers
  databases text not null,                     -- in words, as users; replication = physical replication
  is_replication integer not null,             -- 1: physical replication
  protection text not null,                    -- none, TLS, GSS, or several joined by or: what the client may choose
  is_plain integer not null,                   -- 1: without encryption, too
  method text not null,                        -- method that then decides; never reject
  rules text not null,                         -- hba_verdict.subject of the rules, the first six; derived_step names all
  is_certain integer not null                  -- 0: an undecided rule may decide otherwise
) strict;

-- One row per login role, place, protection and method by which it may come in; the way to judge roles.
create table hba_reach (
  role_oid integer not null,                   -- role.oid, roles with can_login
  place text not null,                         -- socket, loopback or remote
  protection text not null,                    -- none (socket), plain, tls or gss
  method text not null,                        -- method; never reject
  is_replication integer not null,             -- 1: physical replication (roles with REPLICATION or superusers), 0: databases
  rule_number integer not null,                -- hba_verdict.number of the first such rule
  subject text not null,                       -- its subject
  rule_count integer not null,                 -- number of such rules
  is_certain integer not null,                 -- 1: one of them certainly applies; 0: undecided
  primary key (role_oid, place, protection, method, is_replication)
) strict;

-- One row per user-name map entry, from ident_line, or from ident_rule where the raw files were not readable.
create table ident_verdict (
  number integer primary key,                  -- ident_line.number or ident_rule.number, as source says
  source text not null,                        -- ident_line or ident_rule
  subject text not null,                       -- file:line
  map text,                                    -- map name; null with error
  system_user text,                            -- system user, a regular expression when it starts with /
  database_user text,                          -- database user: name, \1, all, +role or /regex
  error text,                                  -- why the server does not load it; null = none
  is_used integer,                             -- 1: some loaded hba rule names the map; null = hba rules unknown
  is_regex integer not null,                   -- 1: the system user is a regular expression
  is_anchored integer not null,                -- 1: no regular expression, or one anchored by ^ and $
  is_open integer not null,                    -- 1: the database user is taken from the caller (\1), all, a group or a pattern
  superusers text not null,                    -- JSON array of superuser login roles that it may yield
  reaches_superuser integer,                   -- 1: yields one of them; null = undecided
  undecided_reason text                        -- what leaves it open; null = nothing
) strict;
