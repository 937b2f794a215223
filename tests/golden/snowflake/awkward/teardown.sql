-- Takes back all that setup.sql made. Pause or delete mParticle's pipelines first. It can be run again:
-- what is gone already is passed over. Your data is not touched. The role, the user and the integration are
-- taken to be mParticle's alone: leave out what you use for something else.
--
-- ACCOUNTADMIN stands above the roles that made them.
USE ROLE ACCOUNTADMIN;

-- A policy in use cannot be dropped, so the user lets go of it first.
ALTER USER IF EXISTS "`tick`" UNSET NETWORK_POLICY;

-- From here on nobody can sign in as the user. Its access tokens end with it.
DROP USER IF EXISTS "`tick`";

-- The way out is closed.
DROP INTEGRATION IF EXISTS "{{braces}}";

-- All grants to the role, those on future objects included, end with it.
DROP ROLE IF EXISTS "role with spaces";

-- The policy before the rule it uses.
DROP NETWORK POLICY IF EXISTS "`tick`_POLICY";
DROP NETWORK RULE IF EXISTS "Half ""inch"""."it's"."`tick`_ADDRESSES";
