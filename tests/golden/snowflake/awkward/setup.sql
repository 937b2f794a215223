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
CREATE ROLE IF NOT EXISTS "role with spaces";

-- A user of its own. Its type tells Snowflake that no person is behind it who could confirm a sign-in.
CREATE USER IF NOT EXISTS "`tick`" TYPE = LEGACY_SERVICE;

-- Sets the type of a user that was there before, too, and where it starts.
ALTER USER "`tick`" SET
  TYPE = LEGACY_SERVICE
  DEFAULT_ROLE = "role with spaces"
  DEFAULT_WAREHOUSE = "select"
  COMMENT = 'mParticle Warehouse Sync';

-- The password: put it in place of the text between the quotes. Leave this statement out of a later run
-- if the password stays.
ALTER USER "`tick`" SET PASSWORD = '<password>';

-- Let the user work as the role.
GRANT ROLE "role with spaces" TO USER "`tick`";

-- == What the role may use and read ==
-- SECURITYADMIN may grant on objects that others own.
USE ROLE SECURITYADMIN;

-- Run queries on this virtual warehouse.
GRANT USAGE ON WAREHOUSE "select" TO ROLE "role with spaces";

-- See the database; what is in it stays closed until it is granted.
GRANT USAGE ON DATABASE "Half ""inch""" TO ROLE "role with spaces";

-- See the schema; what is in it stays closed until it is granted.
GRANT USAGE ON SCHEMA "Half ""inch"""."it's" TO ROLE "role with spaces";

-- Read the rows of this table.
GRANT SELECT ON TABLE "Half ""inch"""."it's"."a.b.c" TO ROLE "role with spaces";

-- Read the rows of this table.
GRANT SELECT ON TABLE "Half ""inch"""."it's"."back\slash" TO ROLE "role with spaces";

-- Read the rows of this table.
GRANT SELECT ON TABLE "Half ""inch"""."it's"."${name}" TO ROLE "role with spaces";

-- Read the rows of this table.
GRANT SELECT ON TABLE "Half ""inch"""."it's"."Kunden-Größe" TO ROLE "role with spaces";

-- Read the rows of this table.
GRANT SELECT ON TABLE "Half ""inch"""."it's"."-- x" TO ROLE "role with spaces";

-- Read the rows of this table.
GRANT SELECT ON TABLE "Half ""inch"""."it's"."*/" TO ROLE "role with spaces";

-- Read the rows of this table.
GRANT SELECT ON TABLE "Half ""inch"""."it's"."שלום" TO ROLE "role with spaces";

-- == How data leaves ==
-- Only ACCOUNTADMIN can make what follows, unless you have given another role the right to.
USE ROLE ACCOUNTADMIN;

-- The way out: query results may go to mParticle's storage, and to no other place.
CREATE STORAGE INTEGRATION IF NOT EXISTS "{{braces}}"
  TYPE = EXTERNAL_STAGE
  STORAGE_PROVIDER = 'S3'
  STORAGE_AWS_ROLE_ARN = 'arn:aws-us-gov:iam::123456789012:role/path/other_role'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ('s3://au1-ingest-pipeline-data/1/2');

-- Sets the same for an integration that was there before, and hands each file over to the owner of the
-- storage. It is never replaced, so that the identity that mParticle trusts stays.
ALTER STORAGE INTEGRATION "{{braces}}" SET
  STORAGE_AWS_ROLE_ARN = 'arn:aws-us-gov:iam::123456789012:role/path/other_role'
  STORAGE_AWS_OBJECT_ACL = 'bucket-owner-full-control'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ('s3://au1-ingest-pipeline-data/1/2')
  COMMENT = 'mParticle Warehouse Sync';

-- Unload query results to the storage of mParticle and nowhere else.
GRANT USAGE ON INTEGRATION "{{braces}}" TO ROLE "role with spaces";

-- == Where the user may sign in from ==
-- ACCOUNTADMIN stays in use: one role must own the rule and the policy and stand above the user's owner. The
-- rule is kept in the schema of the data, because each rule needs a schema.

-- The addresses. Snowflake has no CREATE .. IF NOT EXISTS for a network rule, so a rule that is there
-- is brought up to date instead. (In SnowSQL, write EXECUTE IMMEDIATE $$ before BEGIN and $$; for the last ;)
BEGIN
  CREATE NETWORK RULE "Half ""inch"""."it's"."`tick`_ADDRESSES"
    TYPE = IPV4
    VALUE_LIST = ('192.0.2.1')
    MODE = INGRESS
    COMMENT = 'mParticle Warehouse Sync';
EXCEPTION
  WHEN OTHER THEN
    ALTER NETWORK RULE "Half ""inch"""."it's"."`tick`_ADDRESSES" SET
      VALUE_LIST = ('192.0.2.1');
END;

-- A policy that lets these addresses in and no others.
CREATE NETWORK POLICY IF NOT EXISTS "`tick`_POLICY"
  ALLOWED_NETWORK_RULE_LIST = ('"Half ""inch"""."it''s"."`tick`_ADDRESSES"');

-- Sets the same for a policy that was there before.
ALTER NETWORK POLICY "`tick`_POLICY" SET
  ALLOWED_NETWORK_RULE_LIST = ('"Half ""inch"""."it''s"."`tick`_ADDRESSES"');

-- Holds for this user only, and outranks the policy of the account.
ALTER USER "`tick`" SET NETWORK_POLICY = "`tick`_POLICY";
