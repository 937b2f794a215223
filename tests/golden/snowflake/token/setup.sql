-- Sets up Snowflake for mParticle Warehouse Sync.
--
-- Run it in a Snowsight worksheet, as a person who may use the roles named below. It can be run again
-- at any time: what is there is kept and brought up to date, nothing is replaced.

-- == The role and the user ==
-- USERADMIN is the least role that can make them.
USE ROLE USERADMIN;

-- A role of its own: mParticle can do what is granted below, and nothing else.
CREATE ROLE IF NOT EXISTS mparticle_role;

-- A user of its own, without a password: it signs in with an access token only.
CREATE USER IF NOT EXISTS mparticle_user TYPE = SERVICE;

-- Sets the type of a user that was there before, too, and where it starts.
ALTER USER mparticle_user SET
  TYPE = SERVICE
  DEFAULT_ROLE = mparticle_role
  DEFAULT_WAREHOUSE = mparticle_wh
  COMMENT = 'mParticle Warehouse Sync';

-- Let the user work as the role.
GRANT ROLE mparticle_role TO USER mparticle_user;

-- == The virtual warehouse ==
-- SYSADMIN is the least role that can make one.
USE ROLE SYSADMIN;

-- The smallest size, asleep until a query comes and again a minute after the last one. teardown.sql knows
-- by the comment that the set-up made it.
CREATE WAREHOUSE IF NOT EXISTS mparticle_wh
  WAREHOUSE_SIZE = 'XSMALL'
  AUTO_SUSPEND = 60
  AUTO_RESUME = TRUE
  INITIALLY_SUSPENDED = TRUE
  COMMENT = 'mParticle Warehouse Sync';

-- Makes a warehouse that was there before sleep when idle, too; its size stays.
ALTER WAREHOUSE mparticle_wh SET
  AUTO_SUSPEND = 60
  AUTO_RESUME = TRUE;

-- == What the role may use and read ==
-- SECURITYADMIN may grant on objects that others own.
USE ROLE SECURITYADMIN;

-- Run queries on this virtual warehouse.
GRANT USAGE ON WAREHOUSE mparticle_wh TO ROLE mparticle_role;

-- See the database; what is in it stays closed until it is granted.
GRANT USAGE ON DATABASE acme TO ROLE mparticle_role;

-- See the schema; what is in it stays closed until it is granted.
GRANT USAGE ON SCHEMA acme.crm TO ROLE mparticle_role;

-- Read the rows of this view.
GRANT SELECT ON VIEW acme.crm.customer_scores TO ROLE mparticle_role;

-- Read every table that is in the schema now.
GRANT SELECT ON ALL TABLES IN SCHEMA acme.crm TO ROLE mparticle_role;

-- Read every view that is in the schema now.
GRANT SELECT ON ALL VIEWS IN SCHEMA acme.crm TO ROLE mparticle_role;

-- Read every table that is made there later.
-- This silences grants on future objects of the whole database inside this schema, for every role.
GRANT SELECT ON FUTURE TABLES IN SCHEMA acme.crm TO ROLE mparticle_role;

-- Read every view that is made there later.
-- This silences grants on future objects of the whole database inside this schema, for every role.
GRANT SELECT ON FUTURE VIEWS IN SCHEMA acme.crm TO ROLE mparticle_role;

-- == How data leaves ==
-- Only ACCOUNTADMIN can make what follows, unless you have given another role the right to.
USE ROLE ACCOUNTADMIN;

-- The way out: query results may go to mParticle's storage, and to no other place.
CREATE STORAGE INTEGRATION IF NOT EXISTS mp_eu1_42_7_s3
  TYPE = EXTERNAL_STAGE
  STORAGE_PROVIDER = 'S3'
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::583371261087:role/ingest-pipeline-data-external-42-7'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ('s3://eu1-ingest-pipeline-data/42/7');

-- Sets the same for an integration that was there before, and hands each file over to the owner of the
-- storage. It is never replaced, so that the identity that mParticle trusts stays.
ALTER STORAGE INTEGRATION mp_eu1_42_7_s3 SET
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::583371261087:role/ingest-pipeline-data-external-42-7'
  STORAGE_AWS_OBJECT_ACL = 'bucket-owner-full-control'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ('s3://eu1-ingest-pipeline-data/42/7')
  COMMENT = 'mParticle Warehouse Sync';

-- Unload query results to the storage of mParticle and nowhere else.
GRANT USAGE ON INTEGRATION mp_eu1_42_7_s3 TO ROLE mparticle_role;

-- A limit on what the virtual warehouse may cost: a notice at 80 percent of the month's credits, and
-- no further query at 100.
CREATE RESOURCE MONITOR IF NOT EXISTS mparticle_wh_MONITOR WITH
  CREDIT_QUOTA = 25
  FREQUENCY = MONTHLY
  START_TIMESTAMP = IMMEDIATELY
  TRIGGERS ON 80 PERCENT DO NOTIFY
           ON 100 PERCENT DO SUSPEND;

-- Sets the limit of a monitor that was there before.
ALTER RESOURCE MONITOR mparticle_wh_MONITOR SET CREDIT_QUOTA = 25;

-- Puts the virtual warehouse under that limit.
ALTER WAREHOUSE mparticle_wh SET RESOURCE_MONITOR = mparticle_wh_MONITOR;

-- == Where the user may sign in from ==
-- ACCOUNTADMIN stays in use: one role must own the rule and the policy and stand above the user's owner. The
-- rule is kept in the schema of the data, because each rule needs a schema.

-- The addresses. Snowflake has no CREATE .. IF NOT EXISTS for a network rule, so a rule that is there
-- is brought up to date instead. (In SnowSQL, write EXECUTE IMMEDIATE $$ before BEGIN and $$; for the last ;)
BEGIN
  CREATE NETWORK RULE acme.crm.mparticle_user_ADDRESSES
    TYPE = IPV4
    VALUE_LIST = ('192.0.2.0/24', '198.51.100.7')
    MODE = INGRESS
    COMMENT = 'mParticle Warehouse Sync';
EXCEPTION
  WHEN OTHER THEN
    ALTER NETWORK RULE acme.crm.mparticle_user_ADDRESSES SET
      VALUE_LIST = ('192.0.2.0/24', '198.51.100.7');
END;

-- A policy that lets these addresses in and no others.
CREATE NETWORK POLICY IF NOT EXISTS mparticle_user_POLICY
  ALLOWED_NETWORK_RULE_LIST = ('acme.crm.mparticle_user_ADDRESSES');

-- Sets the same for a policy that was there before.
ALTER NETWORK POLICY mparticle_user_POLICY SET
  ALLOWED_NETWORK_RULE_LIST = ('acme.crm.mparticle_user_ADDRESSES');

-- Holds for this user only, and outranks the policy of the account.
ALTER USER mparticle_user SET NETWORK_POLICY = mparticle_user_POLICY;

-- == The access token ==
-- It can work as this role only. Snowflake shows its secret once, in the result of this statement: copy it
-- into Sluice at once and keep it nowhere else. Renew it before its 90 days end. A token that is there stays
-- as it is; if your Snowflake does not know IF NOT EXISTS here yet, leave these three words out.
ALTER USER mparticle_user ADD PROGRAMMATIC ACCESS TOKEN IF NOT EXISTS mparticle_user_TOKEN
  ROLE_RESTRICTION = 'mparticle_role'
  DAYS_TO_EXPIRY = 90
  COMMENT = 'mParticle Warehouse Sync';
