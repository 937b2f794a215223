-- Sets up Snowflake for mParticle Warehouse Sync.
--
-- Run it in a Snowsight worksheet, as a person who may use the roles named below. It can be run again
-- at any time: what is there is kept and brought up to date, nothing is replaced.
-- Before you run it, put the password in place of '<password>' in the first part. Choose a new, long
-- one, and do not save the file with it.

-- == The role and the user ==
-- USERADMIN is the least role that can make them.
USE ROLE USERADMIN;

-- A role of its own: mParticle can do what is granted below, and nothing else.
CREATE ROLE IF NOT EXISTS MPARTICLE_ROLE;

-- A user of its own. Its type tells Snowflake that no person is behind it who could confirm a sign-in.
CREATE USER IF NOT EXISTS MPARTICLE_USER TYPE = LEGACY_SERVICE;

-- Sets the type of a user that was there before, too, and where it starts.
ALTER USER MPARTICLE_USER SET
  TYPE = LEGACY_SERVICE
  DEFAULT_ROLE = MPARTICLE_ROLE
  DEFAULT_WAREHOUSE = COMPUTE_WH
  COMMENT = 'mParticle Warehouse Sync';

-- The password: put it in place of the text between the quotes. Leave this statement out of a later run
-- if the password stays.
ALTER USER MPARTICLE_USER SET PASSWORD = '<password>';

-- Let the user work as the role.
GRANT ROLE MPARTICLE_ROLE TO USER MPARTICLE_USER;

-- == What the role may use and read ==
-- SECURITYADMIN may grant on objects that others own.
USE ROLE SECURITYADMIN;

-- Run queries on this virtual warehouse.
GRANT USAGE ON WAREHOUSE COMPUTE_WH TO ROLE MPARTICLE_ROLE;

-- See the database; what is in it stays closed until it is granted.
GRANT USAGE ON DATABASE ACME TO ROLE MPARTICLE_ROLE;

-- See the schema; what is in it stays closed until it is granted.
GRANT USAGE ON SCHEMA ACME.CRM TO ROLE MPARTICLE_ROLE;

-- See the schema; what is in it stays closed until it is granted.
GRANT USAGE ON SCHEMA ACME.ML TO ROLE MPARTICLE_ROLE;

-- Read the rows of this table.
GRANT SELECT ON TABLE ACME.CRM.CUSTOMERS TO ROLE MPARTICLE_ROLE;

-- Read the rows of this table.
GRANT SELECT ON TABLE ACME.ML.SCORES TO ROLE MPARTICLE_ROLE;

-- == How data leaves ==
-- Only ACCOUNTADMIN can make what follows, unless you have given another role the right to.
USE ROLE ACCOUNTADMIN;

-- The way out: query results may go to mParticle's storage, and to no other place.
CREATE STORAGE INTEGRATION IF NOT EXISTS MP_US1_1234_5678_S3
  TYPE = EXTERNAL_STAGE
  STORAGE_PROVIDER = 'S3'
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ('s3://us1-ingest-pipeline-data/1234/5678');

-- Sets the same for an integration that was there before, and hands each file over to the owner of the
-- storage. It is never replaced, so that the identity that mParticle trusts stays.
ALTER STORAGE INTEGRATION MP_US1_1234_5678_S3 SET
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::338661164609:role/ingest-pipeline-data-external-1234-5678'
  STORAGE_AWS_OBJECT_ACL = 'bucket-owner-full-control'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ('s3://us1-ingest-pipeline-data/1234/5678')
  COMMENT = 'mParticle Warehouse Sync';

-- Unload query results to the storage of mParticle and nowhere else.
GRANT USAGE ON INTEGRATION MP_US1_1234_5678_S3 TO ROLE MPARTICLE_ROLE;
