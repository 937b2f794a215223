#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redshift's SQL runs on a real PostgreSQL: set up twice, verify, read as the new user, tear down twice."""
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

import engines

MARK = "-- From here on in Redshift only"


def find_binaries():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb")) or [shutil.which("initdb")]
    if not found[-1]:
        print("1..0 # SKIP PostgreSQL is not installed")
        sys.exit(0)
    return os.path.dirname(found[-1])


class Server:
    """A PostgreSQL of the test's own, reached through a socket in its folder only."""

    def __init__(self):
        self.bin = find_binaries()
        self.folder = tempfile.mkdtemp(prefix="sluice-pg-")
        self.prefix = []
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.prefix = ["runuser", "-u", "postgres", "--"]
        self.run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "-D", self.folder + "/data")
        self.run("pg_ctl", "-D", self.folder + "/data", "-l", self.folder + "/log", "-w", "-o",
                 f"-c listen_addresses='' -k {self.folder} -c fsync=off", "start")

    def run(self, program, *args):
        subprocess.run([*self.prefix, os.path.join(self.bin, program), *args], check=True,
                       stdout=subprocess.DEVNULL, cwd="/")

    def psql(self, sql, user="postgres", database="postgres"):
        return subprocess.run([*self.prefix, os.path.join(self.bin, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                               "-h", self.folder, "-U", user, "-d", database], input=sql, capture_output=True, text=True, cwd="/")

    def stop(self):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


WORLD = '''
CREATE SCHEMA crm; CREATE SCHEMA sales; CREATE SCHEMA hidden; CREATE USER etl_user;
CREATE SCHEMA "Odd ""schema";
GRANT ALL ON SCHEMA crm TO etl_user;
CREATE TABLE crm.customers (id int, updated_at timestamp); INSERT INTO crm.customers VALUES (1, '2026-01-01');
CREATE TABLE crm.private (id int); CREATE TABLE sales.leads (id int); CREATE TABLE hidden.secrets (id int);
CREATE TABLE "Odd ""schema"."it's $$ ; DROP" (id int);
'''
PLAIN = {"database": "dev", "schema": "crm", "tables": ["customers", "sales.leads"], "user_name": "mparticle_user",
         "cluster_identifier": "acme"}


class RedshiftSqlTest(engines.EngineTest):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        super().setUp()
        self.assertEqual(self.server.psql("CREATE DATABASE dev").returncode, 0)
        self.sql(WORLD)
        self.addCleanup(self.clear)

    def clear(self):
        self.server.psql("DROP DATABASE dev WITH (FORCE)")
        for user in ("etl_user", '"mp_$$User\'--"', "mparticle_user"):
            self.server.psql(f"DROP USER IF EXISTS {user}")

    def sql(self, text, user="postgres", good=True):
        result = self.server.psql(text, user, "dev")
        self.assertEqual(result.returncode == 0, good, result.stderr + result.stdout)
        return result.stdout.strip()

    def set_up(self, values):
        folder = self.render("redshift", values)
        setup = self.read(folder, "setup.sql").replace("'<password>'", "'Str0ngEnough'")
        self.sql(setup)
        self.sql(setup)
        return folder

    def test_set_up_twice_grants_what_it_says_and_no_more(self):
        folder = self.set_up(PLAIN)
        self.assertEqual(self.sql("SELECT id FROM crm.customers", "mparticle_user"), "1")
        self.sql("SELECT * FROM sales.leads", "mparticle_user")
        for denied in ("SELECT * FROM crm.private", "SELECT * FROM hidden.secrets", "INSERT INTO crm.customers VALUES (2)",
                       "CREATE TABLE crm.mine (id int)", "DROP TABLE crm.customers", "CREATE USER another"):
            self.sql(denied, "mparticle_user", good=False)
        said = self.sql(self.read(folder, "verify.sql").split(MARK)[0]).split("\n")
        self.assertEqual(said[0], "mparticle_user|f|f")
        # Four privileges that must be there, two that must not.
        self.assertEqual(said[1:7], ["USAGE|crm|t", "USAGE|sales|t", "SELECT|crm.customers|t", "SELECT|sales.leads|t",
                                     "CREATE|crm|f", "CREATE|sales|f"])

    def test_verify_shows_a_missing_grant(self):
        folder = self.set_up(PLAIN)
        self.sql("REVOKE SELECT ON crm.customers FROM mparticle_user")
        self.assertIn("SELECT|crm.customers|f", self.sql(self.read(folder, "verify.sql").split(MARK)[0]).split("\n"))

    def test_no_procedure_stays_behind(self):
        self.set_up(PLAIN)
        self.assertEqual(self.sql("SELECT count(*) FROM pg_proc WHERE proname LIKE 'sluice%'"), "0")

    def test_tear_down_twice_leaves_nothing(self):
        folder = self.set_up(dict(PLAIN, future_grants=True, table_owners=["etl_user", "nobody_here"][:1]))
        teardown = self.read(folder, "teardown.sql")
        self.sql(teardown)
        self.sql(teardown)
        self.assertEqual(self.sql("SELECT count(*) FROM pg_user WHERE usename = 'mparticle_user'"), "0")
        self.assertEqual(self.sql("SELECT count(*) FROM pg_default_acl"), "0")
        self.assertEqual(self.sql("SELECT count(*) FROM pg_proc WHERE proname LIKE 'sluice%'"), "0")
        self.assertEqual(self.sql("SELECT id FROM crm.customers"), "1")

    def test_tear_down_passes_over_what_is_gone(self):
        folder = self.set_up(PLAIN)
        self.sql("DROP TABLE crm.customers; DROP SCHEMA sales CASCADE")
        self.sql(self.read(folder, "teardown.sql"))
        self.assertEqual(self.sql("SELECT count(*) FROM pg_user WHERE usename = 'mparticle_user'"), "0")

    def test_tables_to_come(self):
        folder = self.set_up(dict(PLAIN, future_grants=True, table_owners=["etl_user"]))
        self.sql("CREATE TABLE crm.later (id int)", "etl_user")
        self.sql("SELECT * FROM crm.later; SELECT * FROM crm.private", "mparticle_user")
        self.sql("CREATE TABLE crm.of_another (id int)")
        self.sql("SELECT * FROM crm.of_another", "mparticle_user", good=False)
        self.sql(self.read(folder, "teardown.sql"))

    def test_tables_to_come_of_whoever_runs_it(self):
        folder = self.set_up(dict(PLAIN, future_grants=True))
        self.sql("CREATE TABLE crm.later (id int)")
        self.sql("SELECT * FROM crm.later", "mparticle_user")
        self.sql(self.read(folder, "teardown.sql"))
        self.assertEqual(self.sql("SELECT count(*) FROM pg_default_acl"), "0")

    def test_awkward_names_stay_names(self):
        user = "mp_$$User'--"
        folder = self.set_up({"database": "dev", "schema": 'Odd "schema', "tables": ["it's $$ ; DROP"], "user_name": user,
                              "cluster_identifier": "acme"})
        self.sql('SELECT * FROM "Odd ""schema"."it\'s $$ ; DROP"', user)
        self.sql("SELECT * FROM crm.customers", user, good=False)
        self.sql(self.read(folder, "teardown.sql"))
        self.assertEqual(self.sql("SELECT count(*) FROM pg_user WHERE usename LIKE 'mp%'"), "0")

    def test_an_existing_user_is_kept(self):
        self.sql("CREATE USER mparticle_user CONNECTION LIMIT 3")
        self.set_up(PLAIN)
        self.assertEqual(self.sql("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'mparticle_user'"), "3")

    def test_probe_counts(self):
        folder = self.render("redshift", PLAIN, "SELECT id, updated_at FROM crm.customers -- all of them")
        rows = self.sql(self.read(folder, "probe.sql")).split("\n")
        self.assertTrue(rows[0].startswith("1|1|2026-01-01"), rows)
        self.assertEqual(sorted(row.split("|")[0] for row in rows[1:]), ["daily", "hourly", "monthly", "weekly"])

    def test_the_engine_refuses_broken_statements(self):
        setup = self.read(self.render("redshift", PLAIN), "setup.sql")
        self.sql(setup.replace("GRANT USAGE ON SCHEMA", "GRANT USAGE ON SCHEMAS", 1), good=False)
        self.sql(setup.replace("crm.customers", "crm.custommers"), good=False)


if __name__ == "__main__":
    engines.main()
