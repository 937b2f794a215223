-- Sets up Redshift for mParticle Warehouse Sync. setup.sh does the part in AWS.
--
-- Run it in the database {{database|comment}}, in query editor v2 or psql, as a superuser or as a user who may
-- create users and owns the objects named below. It can be run again at any time: what is there is kept.
-- Before you run it, put the password in place of {{password|string|comment}} in section 2: a new, long one.
-- Redshift wants 8 to 64 characters with an upper-case letter, a lower-case letter and a digit. Type it here
-- and in Sluice only, and do not save the file with it.

-- 1. The user. Redshift has no CREATE USER IF NOT EXISTS, so a procedure looks first. Names reach it as
-- values, so none can be taken for a part of its text. It is dropped again right away.
CREATE OR REPLACE PROCEDURE public.sluice_create_user(wanted VARCHAR(256)) AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_user WHERE usename = wanted) THEN
    -- A password that nobody knows stands until section 2 sets yours.
    EXECUTE 'CREATE USER ' || quote_ident(wanted)
      || ' PASSWORD ' || quote_literal('md5' || md5(random()::varchar || timeofday()::varchar || random()::varchar));
  END IF;
END;
$$ LANGUAGE plpgsql;

CALL public.sluice_create_user({{user_name|string}});

DROP PROCEDURE public.sluice_create_user(VARCHAR);

-- 2. The password: put it in place of the text between the quotes. Leave this statement out of a later
-- run if the password stays.
ALTER USER {{user_name|identifier}} PASSWORD {{password|string}};

-- 3. What the user may read. Granting again does no harm.

{{#grants}}
{{#on_schema}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON SCHEMA {{object|identifier}} TO {{to|identifier}};

{{/on_schema}}
{{#on_table}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON TABLE {{object|identifier}} TO {{to|identifier}};

{{/on_table}}
{{#on_all}}
-- {{why|comment}}
GRANT {{privilege|keyword}} ON ALL TABLES IN SCHEMA {{object|identifier}} TO {{to|identifier}};

{{/on_all}}
{{/grants}}
{{#future_grants}}
{{#table_owners}}
-- Read every table and view that this owner makes there later.
ALTER DEFAULT PRIVILEGES FOR USER {{item|identifier}} IN SCHEMA {{schema|identifier}}
  GRANT SELECT ON TABLES TO {{user_name|identifier}};

{{/table_owners}}
{{^table_owners}}
-- Read every table and view that you, who run this, make there later.
ALTER DEFAULT PRIVILEGES IN SCHEMA {{schema|identifier}}
  GRANT SELECT ON TABLES TO {{user_name|identifier}};

{{/table_owners}}
{{/future_grants}}
-- 4. Only if a superuser has once run REVOKE ASSUMEROLE ON ALL FROM PUBLIC FOR ALL in this cluster: let the
-- user unload through the chain of your role and mParticle's. Put the ARN of your own role, which setup.sh
-- shows, before the comma; no blank may stand behind it.
-- GRANT ASSUMEROLE ON '<aws_iam_role_arn>,{{assume_role_arn|comment}}'
--   TO {{user_name|identifier|comment}} FOR UNLOAD;
