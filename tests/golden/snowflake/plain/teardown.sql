-- Takes back all that setup.sql made. Pause or delete mParticle's pipelines first. It can be run again:
-- what is gone already is passed over. Your data is not touched. The role, the user and the integration are
-- taken to be mParticle's alone: leave out what you use for something else.
--
-- ACCOUNTADMIN stands above the roles that made them.
USE ROLE ACCOUNTADMIN;

-- From here on nobody can sign in as the user. Its access tokens end with it.
DROP USER IF EXISTS MPARTICLE_USER;

-- The way out is closed.
DROP INTEGRATION IF EXISTS MP_US1_1234_5678_S3;

-- All grants to the role, those on future objects included, end with it.
DROP ROLE IF EXISTS MPARTICLE_ROLE;
