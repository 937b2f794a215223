-- Shows what mParticle can do in Snowflake. It changes nothing. Compare with privileges.md.
USE ROLE SECURITYADMIN;

-- What the role may do: nothing more than privileges.md lists.
SHOW GRANTS TO ROLE MPARTICLE_ROLE;

-- Who may work as the role: the user, and whoever you added.
SHOW GRANTS OF ROLE MPARTICLE_ROLE;

-- Which roles the user has.
SHOW GRANTS TO USER MPARTICLE_USER;

-- The user's type and how it can sign in.
DESCRIBE USER MPARTICLE_USER;

-- Which network policy holds for the user.
SHOW PARAMETERS LIKE 'NETWORK_POLICY' FOR USER MPARTICLE_USER;

-- Grants on objects to come. Those of a schema silence those of its database there.
SHOW FUTURE GRANTS IN DATABASE ACME;
SHOW FUTURE GRANTS IN SCHEMA ACME.CRM;
SHOW FUTURE GRANTS IN SCHEMA ACME.ML;

-- Reads one row of each table as the role does: an error names what is missing. To run this part, first let
-- yourself work as the role, and take it back afterwards:
--   GRANT ROLE MPARTICLE_ROLE TO USER (you);   REVOKE ROLE MPARTICLE_ROLE FROM USER (you);
USE ROLE MPARTICLE_ROLE;
USE WAREHOUSE COMPUTE_WH;
SELECT 1 FROM ACME.CRM.CUSTOMERS LIMIT 1;
SELECT 1 FROM ACME.ML.SCORES LIMIT 1;

-- How data leaves: ENABLED must be true, and STORAGE_ALLOWED_LOCATIONS one place only. Keep the values of
-- STORAGE_AWS_IAM_USER_ARN and STORAGE_AWS_EXTERNAL_ID: mParticle must trust exactly these two, and the
-- early access asks for them.
USE ROLE ACCOUNTADMIN;
DESCRIBE INTEGRATION MP_US1_1234_5678_S3;
