-- Shows what mParticle can do in Snowflake. It changes nothing. Compare with privileges.md.
USE ROLE SECURITYADMIN;

-- What the role may do: nothing more than privileges.md lists.
SHOW GRANTS TO ROLE mparticle_role;

-- Who may work as the role: the user, and whoever you added.
SHOW GRANTS OF ROLE mparticle_role;

-- Which roles the user has.
SHOW GRANTS TO USER mparticle_user;

-- The user's type and how it can sign in.
DESCRIBE USER mparticle_user;

-- Which network policy holds for the user.
SHOW PARAMETERS LIKE 'NETWORK_POLICY' FOR USER mparticle_user;

-- Grants on objects to come. Those of a schema silence those of its database there.
SHOW FUTURE GRANTS IN DATABASE acme;
SHOW FUTURE GRANTS IN SCHEMA acme.crm;

-- The addresses that may sign in.
DESCRIBE NETWORK POLICY mparticle_user_POLICY;
DESCRIBE NETWORK RULE acme.crm.mparticle_user_ADDRESSES;

-- The user's tokens, with the role each is bound to and the day it ends.
SHOW USER PROGRAMMATIC ACCESS TOKENS FOR USER mparticle_user;

-- The virtual warehouse: XSMALL, auto_suspend 60, and under its resource monitor.
SHOW WAREHOUSES LIKE 'MPARTICLE_WH';

-- Reads one row of each table as the role does: an error names what is missing. To run this part, first let
-- yourself work as the role, and take it back afterwards:
--   GRANT ROLE mparticle_role TO USER (you);   REVOKE ROLE mparticle_role FROM USER (you);
USE ROLE mparticle_role;
USE WAREHOUSE mparticle_wh;
SELECT 1 FROM acme.crm.customer_scores LIMIT 1;

-- How data leaves: ENABLED must be true, and STORAGE_ALLOWED_LOCATIONS one place only. Keep the values of
-- STORAGE_AWS_IAM_USER_ARN and STORAGE_AWS_EXTERNAL_ID: mParticle must trust exactly these two, and the
-- early access asks for them.
USE ROLE ACCOUNTADMIN;
DESCRIBE INTEGRATION mp_eu1_42_7_s3;
