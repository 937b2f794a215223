-- Takes back all that setup.sql made. Pause or delete mParticle's pipelines first. It can be run again:
-- what is gone already is passed over. Your data is not touched. The role, the user and the integration are
-- taken to be mParticle's alone: leave out what you use for something else.
--
-- ACCOUNTADMIN stands above the roles that made them.
USE ROLE ACCOUNTADMIN;

-- A policy in use cannot be dropped, so the user lets go of it first.
ALTER USER IF EXISTS mparticle_user UNSET NETWORK_POLICY;

-- From here on nobody can sign in as the user. Its access tokens end with it.
DROP USER IF EXISTS mparticle_user;

-- The way out is closed.
DROP INTEGRATION IF EXISTS mp_eu1_42_7_s3;

-- All grants to the role, those on future objects included, end with it.
DROP ROLE IF EXISTS mparticle_role;

-- The policy before the rule it uses.
DROP NETWORK POLICY IF EXISTS mparticle_user_POLICY;
DROP NETWORK RULE IF EXISTS acme.crm.mparticle_user_ADDRESSES;

-- The virtual warehouse, if the set-up made it: one that was there before has another comment, and stays.
-- It needs some other virtual warehouse in use. (In SnowSQL, write EXECUTE IMMEDIATE $$ before DECLARE and $$;
-- for the last ;)
DECLARE
  made INTEGER DEFAULT 0;
BEGIN
  SHOW WAREHOUSES;
  SELECT COUNT(*) INTO :made
  FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()))
  WHERE "name" = 'MPARTICLE_WH' AND "comment" = 'mParticle Warehouse Sync';
  IF (made > 0) THEN
    DROP WAREHOUSE IF EXISTS mparticle_wh;
  END IF;
END;

-- Its limit.
DROP RESOURCE MONITOR IF EXISTS mparticle_wh_MONITOR;
