-- Shows what mParticle's user can do in this database. It changes nothing. Compare with privileges.md.

-- The user is there.
SELECT usename AS user_name, usesuper AS is_superuser, usecreatedb AS may_create_databases
FROM pg_user
WHERE usename = 'mp_$$user''--';

-- Each privilege that setup.sql grants: every line must say that it is granted.
SELECT 'USAGE' AS privilege, '"Odd ""schema"""' AS what,
  has_schema_privilege('mp_$$user''--', 'odd "schema"', 'usage') AS is_granted;
SELECT 'SELECT' AS privilege, '"Odd ""schema"""."it''s"' AS what,
  has_table_privilege('mp_$$user''--', '"Odd ""schema"""."it''s"', 'select') AS is_granted;
SELECT 'SELECT' AS privilege, '"Odd ""schema"""."select"' AS what,
  has_table_privilege('mp_$$user''--', '"Odd ""schema"""."select"', 'select') AS is_granted;
SELECT 'SELECT' AS privilege, '"Odd ""schema"""."päper $$ x"' AS what,
  has_table_privilege('mp_$$user''--', '"Odd ""schema"""."päper $$ x"', 'select') AS is_granted;

-- What setup.sql does not grant: every line should say that it is not. In Redshift, CREATE in the schema
-- "public" is everybody's unless that was taken away.
SELECT 'CREATE' AS privilege, 'odd "schema"' AS what,
  has_schema_privilege('mp_$$user''--', 'odd "schema"', 'create') AS is_granted;

-- What the user gets of tables to come; empty unless the set-up included them.
SELECT n.nspname AS schema_name, array_to_string(d.defaclacl, ', ') AS privileges
FROM pg_default_acl d
LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace;

-- From here on in Redshift only: the same from its own views, with everything the user holds.
SELECT namespace_name, relation_name, privilege_type
FROM svv_relation_privileges
WHERE identity_name = 'mp_$$user''--'
ORDER BY namespace_name, relation_name;

SELECT namespace_name, privilege_type
FROM svv_schema_privileges
WHERE identity_name = 'mp_$$user''--'
ORDER BY namespace_name;

SELECT schema_name, object_type, owner_name, privilege_type
FROM svv_default_privileges
WHERE grantee_name = 'mp_$$user''--';
