-- Shows what mParticle can do in Snowflake. It changes nothing. Compare with privileges.md.
USE ROLE SECURITYADMIN;

-- What the role may do: nothing more than privileges.md lists.
SHOW GRANTS TO ROLE {{role_name|identifier}};

-- Who may work as the role: the user, and whoever you added.
SHOW GRANTS OF ROLE {{role_name|identifier}};

-- Which roles the user has.
SHOW GRANTS TO USER {{user_name|identifier}};

-- The user's type and how it can sign in.
DESCRIBE USER {{user_name|identifier}};

-- Which network policy holds for the user.
SHOW PARAMETERS LIKE 'NETWORK_POLICY' FOR USER {{user_name|identifier}};

-- Grants on objects to come. Those of a schema silence those of its database there.
SHOW FUTURE GRANTS IN DATABASE {{database|identifier}};
{{#schemas}}
SHOW FUTURE GRANTS IN SCHEMA {{name|identifier}};
{{/schemas}}
{{#with_network}}

-- The addresses that may sign in.
DESCRIBE NETWORK POLICY {{network_policy|identifier}};
DESCRIBE NETWORK RULE {{network_rule|identifier}};
{{/with_network}}
{{#with_token}}

-- The user's tokens, with the role each is bound to and the day it ends.
SHOW USER PROGRAMMATIC ACCESS TOKENS FOR USER {{user_name|identifier}};
{{/with_token}}
{{#create_warehouse}}

-- The virtual warehouse: XSMALL, auto_suspend 60, and under its resource monitor.
SHOW WAREHOUSES LIKE {{warehouse|stored|string}};
{{/create_warehouse}}

-- Reads one row of each table as the role does: an error names what is missing. To run this part, first let
-- yourself work as the role, and take it back afterwards:
--   GRANT ROLE {{role_name|identifier|comment}} TO USER (you);   REVOKE ROLE {{role_name|identifier|comment}} FROM USER (you);
USE ROLE {{role_name|identifier}};
USE WAREHOUSE {{warehouse|identifier}};
{{#grants}}
{{#on_table}}
SELECT 1 FROM {{object|identifier}} LIMIT 1;
{{/on_table}}
{{#on_view}}
SELECT 1 FROM {{object|identifier}} LIMIT 1;
{{/on_view}}
{{/grants}}

-- How data leaves: ENABLED must be true, and STORAGE_ALLOWED_LOCATIONS one place only. Keep the values of
-- STORAGE_AWS_IAM_USER_ARN and STORAGE_AWS_EXTERNAL_ID: mParticle must trust exactly these two, and the
-- early access asks for them.
USE ROLE ACCOUNTADMIN;
DESCRIBE INTEGRATION {{storage_integration_name|identifier}};
