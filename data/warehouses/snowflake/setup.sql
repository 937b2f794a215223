-- Sets up Snowflake for mParticle Warehouse Sync.
--
-- Run it in a Snowsight worksheet, as a person who may use the roles named below. It can be run again
-- at any time: what is there is kept and brought up to date, nothing is replaced.
{{#with_password}}
-- Before you run it, put the password in place of {{password|string|comment}} in the first part. Choose a new, long
-- one, and do not save the file with it.
{{/with_password}}

-- == The role and the user ==
-- USERADMIN is the least role that can make them.
USE ROLE USERADMIN;

-- A role of its own: mParticle can do what is granted below, and nothing else.
CREATE ROLE IF NOT EXISTS {{role_name|identifier}};

{{#with_password}}
-- A user of its own. Its type tells Snowflake that no person is behind it who could confirm a sign-in.
CREATE USER IF NOT EXISTS {{user_name|identifier}} TYPE = LEGACY_SERVICE;

-- Sets the type of a user that was there before, too, and where it starts.
ALTER USER {{user_name|identifier}} SET
  TYPE = LEGACY_SERVICE
  DEFAULT_ROLE = {{role_name|identifier}}
  DEFAULT_WAREHOUSE = {{warehouse|identifier}}
  COMMENT = 'mParticle Warehouse Sync';

-- The password: put it in place of the text between the quotes. Leave this statement out of a later run
-- if the password stays.
ALTER USER {{user_name|identifier}} SET PASSWORD = {{password|string}};
{{/with_password}}
{{#with_token}}
-- A user of its own, without a password: it signs in with an access token only.
CREATE USER IF NOT EXISTS {{user_name|identifier}} TYPE = SERVICE;

-- Sets the type of a user that was there before, too, and where it starts.
ALTER USER {{user_name|identifier}} SET
  TYPE = SERVICE
  DEFAULT_ROLE = {{role_name|identifier}}
  DEFAULT_WAREHOUSE = {{warehouse|identifier}}
  COMMENT = 'mParticle Warehouse Sync';
{{/with_token}}

{{#grants}}
{{#to_user}}
-- {{why|comment}}
GRANT ROLE {{object|identifier}} TO USER {{to|identifier}};
{{/to_user}}
{{/grants}}

{{#create_warehouse}}
-- == The virtual warehouse ==
-- SYSADMIN is the least role that can make one.
USE ROLE SYSADMIN;

-- The smallest size, asleep until a query comes and again a minute after the last one. teardown.sql knows
-- by the comment that the set-up made it.
CREATE WAREHOUSE IF NOT EXISTS {{warehouse|identifier}}
  WAREHOUSE_SIZE = 'XSMALL'
  AUTO_SUSPEND = 60
  AUTO_RESUME = TRUE
  INITIALLY_SUSPENDED = TRUE
  COMMENT = 'mParticle Warehouse Sync';

-- Makes a warehouse that was there before sleep when idle, too; its size stays.
ALTER WAREHOUSE {{warehouse|identifier}} SET
  AUTO_SUSPEND = 60
  AUTO_RESUME = TRUE;

{{/create_warehouse}}
-- == What the role may use and read ==
-- SECURITYADMIN may grant on objects that others own.
USE ROLE SECURITYADMIN;

{{#grants}}
{{#on_account}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO ROLE {{to|identifier}};

{{/on_account}}
{{#on_schema}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO ROLE {{to|identifier}};

{{/on_schema}}
{{#on_table}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO ROLE {{to|identifier}};

{{/on_table}}
{{#on_view}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO ROLE {{to|identifier}};

{{/on_view}}
{{#on_all}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO ROLE {{to|identifier}};

{{/on_all}}
{{#on_future}}
-- {{why|comment}}
-- This silences grants on future objects of the whole database inside this schema, for every role.
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO ROLE {{to|identifier}};

{{/on_future}}
{{/grants}}
-- == How data leaves ==
-- Only ACCOUNTADMIN can make what follows, unless you have given another role the right to.
USE ROLE ACCOUNTADMIN;

-- The way out: query results may go to mParticle's storage, and to no other place.
CREATE STORAGE INTEGRATION IF NOT EXISTS {{storage_integration_name|identifier}}
  TYPE = EXTERNAL_STAGE
  STORAGE_PROVIDER = 'S3'
  STORAGE_AWS_ROLE_ARN = {{storage_role_arn|string}}
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ({{storage_location|string}});

-- Sets the same for an integration that was there before, and hands each file over to the owner of the
-- storage. It is never replaced, so that the identity that mParticle trusts stays.
ALTER STORAGE INTEGRATION {{storage_integration_name|identifier}} SET
  STORAGE_AWS_ROLE_ARN = {{storage_role_arn|string}}
  STORAGE_AWS_OBJECT_ACL = 'bucket-owner-full-control'
  ENABLED = TRUE
  STORAGE_ALLOWED_LOCATIONS = ({{storage_location|string}})
  COMMENT = 'mParticle Warehouse Sync';

{{#grants}}
{{#on_integration}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON {{object_type|keyword}} {{object|identifier}} TO ROLE {{to|identifier}};
{{/on_integration}}
{{/grants}}
{{#create_warehouse}}

-- A limit on what the virtual warehouse may cost: a notice at 80 percent of the month's credits, and
-- no further query at 100.
CREATE RESOURCE MONITOR IF NOT EXISTS {{monitor|identifier}} WITH
  CREDIT_QUOTA = {{credit_quota|number}}
  FREQUENCY = MONTHLY
  START_TIMESTAMP = IMMEDIATELY
  TRIGGERS ON 80 PERCENT DO NOTIFY
           ON 100 PERCENT DO SUSPEND;

-- Sets the limit of a monitor that was there before.
ALTER RESOURCE MONITOR {{monitor|identifier}} SET CREDIT_QUOTA = {{credit_quota|number}};

-- Puts the virtual warehouse under that limit.
ALTER WAREHOUSE {{warehouse|identifier}} SET RESOURCE_MONITOR = {{monitor|identifier}};
{{/create_warehouse}}
{{#with_network}}

-- == Where the user may sign in from ==
-- ACCOUNTADMIN stays in use: one role must own the rule and the policy and stand above the user's owner. The
-- rule is kept in the schema of the data, because each rule needs a schema.

-- The addresses. Snowflake has no CREATE .. IF NOT EXISTS for a network rule, so a rule that is there
-- is brought up to date instead. (In SnowSQL, write EXECUTE IMMEDIATE $$ before BEGIN and $$; for the last ;)
BEGIN
  CREATE NETWORK RULE {{network_rule|identifier}}
    TYPE = IPV4
    VALUE_LIST = ({{#network_policy_ips}}{{item|string}}{{^last}}, {{/last}}{{/network_policy_ips}})
    MODE = INGRESS
    COMMENT = 'mParticle Warehouse Sync';
EXCEPTION
  WHEN OTHER THEN
    ALTER NETWORK RULE {{network_rule|identifier}} SET
      VALUE_LIST = ({{#network_policy_ips}}{{item|string}}{{^last}}, {{/last}}{{/network_policy_ips}});
END;

-- A policy that lets these addresses in and no others.
CREATE NETWORK POLICY IF NOT EXISTS {{network_policy|identifier}}
  ALLOWED_NETWORK_RULE_LIST = ({{network_rule|identifier|string}});

-- Sets the same for a policy that was there before.
ALTER NETWORK POLICY {{network_policy|identifier}} SET
  ALLOWED_NETWORK_RULE_LIST = ({{network_rule|identifier|string}});

-- Holds for this user only, and outranks the policy of the account.
ALTER USER {{user_name|identifier}} SET NETWORK_POLICY = {{network_policy|identifier}};
{{/with_network}}
{{#with_token}}

-- == The access token ==
-- It can work as this role only. Snowflake shows its secret once, in the result of this statement: copy it
-- into Sluice at once and keep it nowhere else. Renew it before its 90 days end. A token that is there stays
-- as it is; if your Snowflake does not know IF NOT EXISTS here yet, leave these three words out.
ALTER USER {{user_name|identifier}} ADD PROGRAMMATIC ACCESS TOKEN IF NOT EXISTS {{token_name|identifier}}
  ROLE_RESTRICTION = {{role_name|identifier|string}}
  DAYS_TO_EXPIRY = 90
  COMMENT = 'mParticle Warehouse Sync';
{{/with_token}}
