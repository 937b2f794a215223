#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Snowflake's SQL in a real parser. It is older than some statements: those that sqlfluff 1.4 does not know are
listed here, were written from the vendor's grammar, and are held by golden files."""
import os
import re
import subprocess

import engines

VALUES = {"warehouse": "COMPUTE_WH", "database": "ACME", "schema": "it's", "tables": ["CUSTOMERS", "ML.SCORES"],
          "views": ['a view'], "role_name": "MPARTICLE_ROLE", "user_name": "MPARTICLE_USER",
          "storage_integration_name": "MP_US1_1234_5678_S3", "future_grants": True, "create_warehouse": True}
TOKEN = dict(VALUES, authentication="token", network_policy_ips=["192.0.2.0/24"])
UNKNOWN = re.compile(r"""^(
    (CREATE|ALTER)\ STORAGE\ INTEGRATION
  | CREATE\ USER\ IF\ NOT\ EXISTS\ \S+\ TYPE
  | ALTER\ USER\ (?!IF\ EXISTS)
  | (CREATE|ALTER)\ (NETWORK\ POLICY|RESOURCE\ MONITOR)
  | (DESCRIBE|DROP)\ (NETWORK\ RULE|RESOURCE\ MONITOR)
  | SHOW\ (PARAMETERS|USER)
  | DECLARE | BEGIN\b | EXCEPTION\b | END\b
)""", re.VERBOSE)


def statements(text):
    """The statements of a file without its comments; no value of this test has a semicolon."""
    bare = re.sub(r"^\s*--.*$", "", text, flags=re.MULTILINE)
    bare = re.sub(r"^DECLARE$.*?^END;$", "DECLARE;", bare, flags=re.MULTILINE | re.DOTALL)
    return [part.strip() + ";" for part in bare.split(";") if part.strip()]


class SnowflakeTest(engines.EngineTest):
    def parses(self, text):
        path = os.path.join(self.folder, "parsed.sql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        result = subprocess.run([SQLFLUFF, "parse", "--dialect", "snowflake", path], capture_output=True, text=True,
                                env=dict(os.environ, HOME=self.folder))
        return "unparsable" not in result.stdout and result.returncode == 0, result.stdout

    def assert_parses(self, values, files):
        folder = self.render("snowflake", values, "SELECT updated_at, email FROM acme.crm.customers")
        known = []
        for name in files:
            found = statements(self.read(folder, name))
            known += [text for text in found if not UNKNOWN.match(text)]
        self.assertGreater(len(known), 10)
        good, report = self.parses("\n".join(known) + "\n")
        self.assertTrue(good, "\n".join(line for line in report.splitlines() if "unparsable" in line or "PRS" in line))

    def test_password(self):
        self.assert_parses(VALUES, ["setup.sql", "verify.sql", "teardown.sql", "probe.sql"])

    def test_token(self):
        self.assert_parses(TOKEN, ["setup.sql", "verify.sql", "teardown.sql"])

    def test_each_option(self):
        """Each option alone, so that none leans on another."""
        plain = {key: value for key, value in VALUES.items() if key not in ("future_grants", "create_warehouse", "views")}
        for option in ({"future_grants": True}, {"create_warehouse": True, "credit_quota": 7}, {"views": ["v"]},
                       {"network_policy_ips": ["192.0.2.1"]}, {"early_access": True, "storage_integration_name": ""},
                       {"authentication": "token", "network_policy_ips": ["192.0.2.0/24", "198.51.100.0/25"]}):
            self.assert_parses(dict(plain, **option), ["setup.sql", "verify.sql", "teardown.sql"])

    def test_early_access_name(self):
        values = dict(VALUES, early_access=True, storage_integration_name="")
        setup = self.read(self.render("snowflake", values), "setup.sql")
        self.assertIn("CREATE STORAGE INTEGRATION IF NOT EXISTS mp_us1_1234_5678_s3\n", setup)
        self.assertIn("GRANT USAGE ON INTEGRATION mp_us1_1234_5678_s3 TO ROLE MPARTICLE_ROLE;", setup)

    def test_broken_statements_are_refused(self):
        for text in ("GRANT SELECT ON TABLE a.b.c TO ROLE;", "GRANT USAGE DATABASE a TO ROLE r;",
                     "CREATE ROLE IF EXISTS NOT r;", "SELECT 1 FROM LIMIT 1;", "DROP ROLE IF r;"):
            good, _ = self.parses(text + "\n")
            self.assertFalse(good, text)

    def test_nothing_is_replaced(self):
        for values in (VALUES, TOKEN):
            self.assertNotIn("OR REPLACE", self.read(self.render("snowflake", values), "setup.sql"))

    def test_order_of_the_roles(self):
        setup = self.read(self.render("snowflake", TOKEN), "setup.sql")
        self.assertEqual(re.findall(r"^USE ROLE (\w+);", setup, re.MULTILINE),
                         ["USERADMIN", "SYSADMIN", "SECURITYADMIN", "ACCOUNTADMIN"])

    def test_every_statement_says_why(self):
        setup = self.read(self.render("snowflake", TOKEN), "setup.sql")
        for paragraph in setup.split("\n\n"):
            if paragraph.strip():
                self.assertTrue(paragraph.lstrip().startswith("--"), paragraph)

    def test_verify_ends_with_the_integration(self):
        verify = self.read(self.render("snowflake", VALUES), "verify.sql")
        self.assertTrue(statements(verify)[-1].startswith("DESCRIBE INTEGRATION"))

    def test_order_of_the_teardown(self):
        found = statements(self.read(self.render("snowflake", TOKEN), "teardown.sql"))
        self.assertEqual([re.sub(r" IF EXISTS.*", "", text, flags=re.DOTALL) for text in found[1:]],
                         ["ALTER USER", "DROP USER", "DROP INTEGRATION", "DROP ROLE", "DROP NETWORK POLICY",
                          "DROP NETWORK RULE", "DECLARE;", "DROP RESOURCE MONITOR"])

    def test_a_warehouse_from_before_stays(self):
        """Only a warehouse with the comment that the set-up gives it is dropped."""
        folder = self.render("snowflake", TOKEN)
        made = re.search(r"CREATE WAREHOUSE IF NOT EXISTS (\w+).*?COMMENT = ('[^']*');", self.read(folder, "setup.sql"), re.DOTALL)
        kept = re.search(r'WHERE "name" = \'(\w+)\' AND "comment" = (\'[^\']*\');\n  IF \(made > 0\) THEN\n    DROP WAREHOUSE',
                         self.read(folder, "teardown.sql"))
        self.assertEqual(made.groups(), kept.groups())
        self.assertNotIn("ALTER WAREHOUSE COMPUTE_WH SET COMMENT", self.read(folder, "setup.sql"))


SQLFLUFF = engines.need("sqlfluff")

if __name__ == "__main__":
    engines.main()
