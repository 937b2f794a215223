-- Takes back all that setup.sql made. Pause or delete mParticle's pipelines first. It can be run again:
-- what is gone already is passed over. Your data is not touched.
USE ROLE ACCOUNTADMIN;

{{#with_network}}
-- A policy in use cannot be dropped, so the user lets go of it first.
ALTER USER IF EXISTS {{user_name|identifier}} UNSET NETWORK_POLICY;

{{/with_network}}
-- From here on nobody can sign in as the user. Its access tokens end with it.
DROP USER IF EXISTS {{user_name|identifier}};

-- The way out is closed.
DROP INTEGRATION IF EXISTS {{storage_integration_name|identifier}};

-- All grants to the role, those on future objects included, end with it.
DROP ROLE IF EXISTS {{role_name|identifier}};
{{#with_network}}

-- The policy before the rule it uses.
DROP NETWORK POLICY IF EXISTS {{network_policy|identifier}};
DROP NETWORK RULE IF EXISTS {{network_rule|identifier}};
{{/with_network}}
{{#create_warehouse}}

-- The virtual warehouse and its limit, which the set-up made for mParticle. Leave these two out if others
-- use the warehouse by now.
DROP WAREHOUSE IF EXISTS {{warehouse|identifier}};
DROP RESOURCE MONITOR IF EXISTS {{monitor|identifier}};
{{/create_warehouse}}
