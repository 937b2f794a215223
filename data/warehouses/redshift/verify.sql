-- Shows what mParticle's user can do in this database. It changes nothing. Compare with privileges.md.

-- The user is there.
SELECT usename AS user_name, usesuper AS is_superuser, usecreatedb AS may_create_databases
FROM pg_user
WHERE usename = {{user_name|string}};

-- Each privilege that setup.sql grants: every line must say that it is granted.
{{#grants}}
{{#on_schema}}
SELECT 'USAGE' AS privilege, {{object|identifier|string}} AS what,
  has_schema_privilege({{to|string}}, {{object|stored|string}}, 'usage') AS is_granted;
{{/on_schema}}
{{#on_table}}
SELECT 'SELECT' AS privilege, {{object|identifier|string}} AS what,
  has_table_privilege({{to|string}}, {{object|identifier|string}}, 'select') AS is_granted;
{{/on_table}}
{{/grants}}

-- What setup.sql does not grant: every line should say that it is not. In Redshift, CREATE in the schema
-- "public" is everybody's unless that was taken away.
{{#schemas}}
SELECT 'CREATE' AS privilege, {{name|stored|string}} AS what,
  has_schema_privilege({{user_name|string}}, {{name|stored|string}}, 'create') AS is_granted;
{{/schemas}}

-- What the user gets of tables to come; empty unless the set-up included them.
SELECT n.nspname AS schema_name, array_to_string(d.defaclacl, ', ') AS privileges
FROM pg_default_acl d
LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace;

-- From here on in Redshift only: the same from its own views, with everything the user holds.
SELECT namespace_name, relation_name, privilege_type
FROM svv_relation_privileges
WHERE identity_name = {{user_name|string}}
ORDER BY namespace_name, relation_name;

SELECT namespace_name, privilege_type
FROM svv_schema_privileges
WHERE identity_name = {{user_name|string}}
ORDER BY namespace_name;

SELECT schema_name, object_type, owner_name, privilege_type
FROM svv_default_privileges
WHERE grantee_name = {{user_name|string}};
