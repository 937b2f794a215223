-- Shows what mParticle's user can do in this database. It changes nothing. Compare with privileges.md.

-- The user is there.
SELECT usename AS user_name, usesuper AS is_superuser, usecreatedb AS may_create_databases
FROM pg_user
WHERE usename = 'mparticle_user';

-- Each privilege that setup.sql grants: every line must say that it is granted.
SELECT 'USAGE' AS privilege, 'crm' AS what,
  has_schema_privilege('mparticle_user', 'crm', 'usage') AS is_granted;
SELECT 'USAGE' AS privilege, 'sales' AS what,
  has_schema_privilege('mparticle_user', 'sales', 'usage') AS is_granted;
SELECT 'SELECT' AS privilege, 'crm.customers' AS what,
  has_table_privilege('mparticle_user', 'crm.customers', 'select') AS is_granted;
SELECT 'SELECT' AS privilege, 'crm.orders' AS what,
  has_table_privilege('mparticle_user', 'crm.orders', 'select') AS is_granted;
SELECT 'SELECT' AS privilege, 'sales.leads' AS what,
  has_table_privilege('mparticle_user', 'sales.leads', 'select') AS is_granted;

-- What setup.sql does not grant: every line should say that it is not. In Redshift, CREATE in the schema
-- "public" is everybody's unless that was taken away.
SELECT 'CREATE' AS privilege, 'crm' AS what,
  has_schema_privilege('mparticle_user', 'crm', 'create') AS is_granted;
SELECT 'CREATE' AS privilege, 'sales' AS what,
  has_schema_privilege('mparticle_user', 'sales', 'create') AS is_granted;

-- What the user gets of tables to come; empty unless the set-up included them.
SELECT n.nspname AS schema_name, array_to_string(d.defaclacl, ', ') AS privileges
FROM pg_default_acl d
LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace;

-- From here on in Redshift only: the same from its own views, with everything the user holds.
SELECT namespace_name, relation_name, privilege_type
FROM svv_relation_privileges
WHERE identity_name = 'mparticle_user'
ORDER BY namespace_name, relation_name;

SELECT namespace_name, privilege_type
FROM svv_schema_privileges
WHERE identity_name = 'mparticle_user'
ORDER BY namespace_name;

SELECT schema_name, object_type, owner_name, privilege_type
FROM svv_default_privileges
WHERE grantee_name = 'mparticle_user';
