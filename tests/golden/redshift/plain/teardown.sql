-- Takes back all that setup.sql made. Pause or delete mParticle's pipelines first, and run it in the same
-- database, as the same kind of user. It can be run again: what is gone already is passed over. Your data
-- is not touched. teardown.sh does the part in AWS.

-- A user cannot be dropped while it holds a privilege in this database, and a privilege cannot be taken
-- from a user or in a schema that is not there. So two procedures look first; they are dropped at the end.
CREATE OR REPLACE PROCEDURE public.sluice_revoke(wanted VARCHAR(256), schema_wanted VARCHAR(256)) AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_user WHERE usename = wanted)
     AND EXISTS (SELECT 1 FROM pg_namespace WHERE lower(nspname) = lower(schema_wanted)) THEN
    EXECUTE 'REVOKE ALL ON ALL TABLES IN SCHEMA ' || quote_ident(schema_wanted) || ' FROM ' || quote_ident(wanted);
    EXECUTE 'REVOKE ALL ON SCHEMA ' || quote_ident(schema_wanted) || ' FROM ' || quote_ident(wanted);
  END IF;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE PROCEDURE public.sluice_revoke_future(wanted VARCHAR(256), schema_wanted VARCHAR(256), owner VARCHAR(256)) AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_user WHERE usename = wanted)
     AND EXISTS (SELECT 1 FROM pg_user WHERE usename = owner)
     AND EXISTS (SELECT 1 FROM pg_namespace WHERE lower(nspname) = lower(schema_wanted)) THEN
    EXECUTE 'ALTER DEFAULT PRIVILEGES FOR USER ' || quote_ident(owner) || ' IN SCHEMA ' || quote_ident(schema_wanted)
      || ' REVOKE ALL ON TABLES FROM ' || quote_ident(wanted);
  END IF;
END;
$$ LANGUAGE plpgsql;

-- All that was granted, schema by schema.
CALL public.sluice_revoke('mparticle_user', 'crm');
CALL public.sluice_revoke('mparticle_user', 'sales');

DROP PROCEDURE public.sluice_revoke(VARCHAR, VARCHAR);
DROP PROCEDURE public.sluice_revoke_future(VARCHAR, VARCHAR, VARCHAR);

-- From here on nobody can sign in as the user. This stops with a message if the user owns something or
-- holds a privilege that setup.sql did not give; the message names it.
DROP USER IF EXISTS mparticle_user;
