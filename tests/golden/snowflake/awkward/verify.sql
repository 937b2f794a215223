-- Shows what mParticle can do in Snowflake. It changes nothing. Compare with privileges.md.
USE ROLE SECURITYADMIN;

-- What the role may do: nothing more than privileges.md lists.
SHOW GRANTS TO ROLE "role with spaces";

-- Who may work as the role: the user, and whoever you added.
SHOW GRANTS OF ROLE "role with spaces";

-- Which roles the user has.
SHOW GRANTS TO USER "`tick`";

-- The user's type and how it can sign in.
DESCRIBE USER "`tick`";

-- Which network policy holds for the user.
SHOW PARAMETERS LIKE 'NETWORK_POLICY' FOR USER "`tick`";

-- Grants on objects to come. Those of a schema silence those of its database there.
SHOW FUTURE GRANTS IN DATABASE "Half ""inch""";
SHOW FUTURE GRANTS IN SCHEMA "Half ""inch"""."it's";

-- The addresses that may sign in.
DESCRIBE NETWORK POLICY "`tick`_POLICY";
DESCRIBE NETWORK RULE "Half ""inch"""."it's"."`tick`_ADDRESSES";

-- Reads one row of each table as the role does: an error names what is missing. To run this part, first let
-- yourself work as the role, and take it back afterwards:
--   GRANT ROLE "role with spaces" TO USER (you);   REVOKE ROLE "role with spaces" FROM USER (you);
USE ROLE "role with spaces";
USE WAREHOUSE "select";
SELECT 1 FROM "Half ""inch"""."it's"."a.b.c" LIMIT 1;
SELECT 1 FROM "Half ""inch"""."it's"."back\slash" LIMIT 1;
SELECT 1 FROM "Half ""inch"""."it's"."${name}" LIMIT 1;
SELECT 1 FROM "Half ""inch"""."it's"."Kunden-Größe" LIMIT 1;
SELECT 1 FROM "Half ""inch"""."it's"."-- x" LIMIT 1;
SELECT 1 FROM "Half ""inch"""."it's"."*/" LIMIT 1;
SELECT 1 FROM "Half ""inch"""."it's"."שלום" LIMIT 1;

-- How data leaves: ENABLED must be true, and STORAGE_ALLOWED_LOCATIONS one place only. Keep the values of
-- STORAGE_AWS_IAM_USER_ARN and STORAGE_AWS_EXTERNAL_ID: mParticle must trust exactly these two, and the
-- early access asks for them.
USE ROLE ACCOUNTADMIN;
DESCRIBE INTEGRATION "{{braces}}";
