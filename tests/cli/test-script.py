# SPDX-License-Identifier: GPL-3.0-or-later
"""fields and script: what a warehouse needs, and the files it gets."""
import os
import stat

from sluicecli import CliTest, main

ACCOUNT = ["--pod", "US1", "--org", "1234", "--account", "5678"]
VALUES = {
    "role_name": "MPARTICLE_ROLE",
    "warehouse": "COMPUTE_WH",
    "database": "ACME",
    "schema": "CRM",
    "tables": ["CUSTOMERS", "ORDERS"],
    "user_name": "MPARTICLE_USER",
    "storage_integration_name": "MP_US1_1234_5678_S3",
    "account_identifier": "gd1234",
    "region": "us-east-1",
}


class Fields(CliTest):
    def test_fields_for_programs(self):
        document = self.ctl("fields", "snowflake", "--json").json
        self.assertEqual(document["kind"], "snowflake")
        fields = {field["key"]: field for field in document["fields"]}
        for field in fields.values():
            self.assertEqual(
                sorted(field),
                ["derived", "example", "help", "key", "label", "list", "needed", "secret"],
            )
            self.assertIn(field["needed"], ("connection", "script", "no"))
            self.assertTrue(field["label"] and field["help"])
        self.assertTrue(fields["password"]["secret"])
        self.assertTrue(fields["tables"]["list"])
        self.assertTrue(fields["storage_role_arn"]["derived"])
        self.assertEqual(fields["role_name"]["needed"], "connection")
        self.assertEqual(fields["schema"]["needed"], "script")

    def test_fields_for_people(self):
        text = self.ctl("fields", "snowflake").out
        self.assertIn("role_name", text)
        self.assertIn("Example: COMPUTE_WH", text)

    def test_unknown_kind(self):
        self.fails("fields", "oracle", code=2, word="USAGE", names="oracle")
        self.fails("fields", code=2, word="USAGE", names="KIND")


class Script(CliTest):
    def setUp(self):
        super().setUp()
        self.values = self.write("values.json", VALUES)

    def script(self, *args, **kwargs):
        return self.ctl("script", "snowflake", *args, **kwargs)

    def refuses(self, *args, **kwargs):
        return self.fails("script", "snowflake", *args, **kwargs)

    def test_lists_without_file_and_output(self):
        files = self.script("--json").json["files"]
        self.assertEqual(
            {file["name"] for file in files},
            {"setup.sql", "verify.sql", "teardown.sql", "probe.sql", "privileges.md", "main.tf"},
        )
        for file in files:
            self.assertIn(file["name"], self.script().out)

    def test_one_file_to_standard_output(self):
        text = self.script("--values", self.values, *ACCOUNT, "--file", "setup.sql").out
        self.assertIn("COMPUTE_WH", text)
        self.assertIn("ingest-pipeline-data-external-1234-5678", text)
        document = self.script(
            "--values", self.values, *ACCOUNT, "--file", "setup.sql", "--json"
        ).json
        self.assertEqual(document, {"name": "setup.sql", "content": text})
        line = ["--values", self.values, *ACCOUNT, "--output", "-"]
        self.assertEqual(self.script(*line, "--file", "setup.sql").out, text)
        self.refuses(*line, code=2, word="USAGE", names="one file")
        self.assertFalse(os.path.exists(self.path("-")))

    def test_all_files_and_again(self):
        line = ["--values", self.values, *ACCOUNT, "--output", "a/new/folder", "--json"]
        first = {file["name"]: file["outcome"] for file in self.script(*line).json["files"]}
        self.assertEqual(set(first.values()), {"written"})
        self.assertEqual(set(first), set(os.listdir(self.path("a/new/folder"))))
        self.assertNotIn("probe.sql", first)
        again = {file["outcome"] for file in self.script(*line).json["files"]}
        self.assertEqual(again, {"same"})

    def test_a_changed_file_is_kept_and_named(self):
        line = ["--values", self.values, *ACCOUNT, "--output", "out"]
        self.script(*line)
        self.write("out/setup.sql", "mine")
        kept = self.script(*line, code=1)
        self.assertIn("out/setup.sql", kept.err)
        with open(self.path("out/setup.sql"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")
        self.assertIn(
            "kept",
            [file["outcome"] for file in self.script(*line, "--json", code=1).json["files"]],
        )
        self.script(*line, "--force")
        with open(self.path("out/setup.sql"), encoding="utf-8") as file:
            self.assertNotEqual(file.read(), "mine")

    def test_probe_needs_a_query(self):
        line = ["--values", self.values, *ACCOUNT]
        self.refuses(*line, "--file", "probe.sql", code=2, word="USAGE", names="probe.sql")
        query = self.write("query.sql", "SELECT id AS customer_id FROM ACME.CRM.CUSTOMERS")
        self.assertIn(
            "ACME.CRM.CUSTOMERS", self.script(*line, "--query", query, "--file", "probe.sql").out
        )
        self.script(*line, "--query", query, "--output", "out")
        self.assertIn("probe.sql", os.listdir(self.path("out")))
        self.refuses("--query", "nowhere.sql", code=2, word="FILE", names="nowhere.sql")

    def test_values_of_a_setup_file(self):
        setup = {"format": "sluice-setup/1", "warehouse": "snowflake", "values": VALUES}
        setup["data_model"] = {"sql_query": "SELECT 1 AS mpid FROM A.B.C"}
        path = self.write("setup.json", setup)
        line = ["--values", path, *ACCOUNT, "--file"]
        self.assertIn("COMPUTE_WH", self.script(*line, "setup.sql").out)
        self.assertIn("A.B.C", self.script(*line, "probe.sql").out)
        setup["warehouse"] = "redshift"
        path = self.write("setup.json", setup)
        self.refuses("--values", path, code=2, word="USAGE", names="redshift")

    def test_set_has_the_last_word(self):
        line = ["--values", self.values, *ACCOUNT, "--file", "setup.sql"]
        text = self.script(*line, "--set", "tables=FIRST,SECOND", "--set=tables=THIRD").out
        for table in ("FIRST", "SECOND", "THIRD"):
            self.assertIn(table, text)
        self.assertNotIn("ORDERS", text)
        self.assertIn("OTHER_WH", self.script(*line, "--set", "warehouse=OTHER_WH").out)

    def test_tens_of_thousands(self):
        tables = [f"S{i}.T{i}" for i in range(30000)]
        line = ["--values", self.values, *ACCOUNT, "--file", "verify.sql"]
        text = self.script(*line, *[f"--set=tables={table}" for table in tables]).out
        self.assertIn("S29999", text)
        path = self.write("many.json", {**VALUES, "tables": tables})
        self.assertEqual(self.script("--values", path, *ACCOUNT, "--file", "verify.sql").out, text)

    def test_wrong_usage(self):
        self.refuses("--set", "nonsense=1", code=2, word="USAGE", names="nonsense")
        self.refuses("--set", "warehouse", code=2, word="USAGE", names="warehouse")
        self.refuses("--set", "password=hunter2", code=2, word="USAGE", names="password")
        self.refuses("--file", "nothing.sql", code=2, word="USAGE", names="nothing.sql")
        self.refuses("--values", "nowhere.json", code=2, word="FILE", names="nowhere.json")
        self.refuses("--values", self.home, code=2, word="FILE")
        self.fails("script", "oracle", code=2, word="USAGE", names="oracle")
        unknown = self.write("unknown.json", {**VALUES, "nonsense": 1})
        self.refuses("--values", unknown, code=2, word="USAGE", names="nonsense")
        secret = self.write("secret.json", {**VALUES, "password": "hunter2"})
        refused = self.script("--values", secret, code=2)
        self.assertIn("password", refused.err)
        self.assertNotIn("hunter2", refused.err)

    def test_values_that_cannot_be_used(self):
        line = ["--values", self.values, *ACCOUNT, "--output", "out"]
        for assignment in ("warehouse=", "tables=", "warehouse=a\nb", "authentication=telepathy"):
            with self.subTest(assignment):
                key = assignment.split("=", maxsplit=1)[0]
                self.refuses(*line, "--set", assignment, code=3, word="VALUE", names=key)
                self.assertFalse(os.path.exists(self.path("out")))
        self.refuses("--values", self.values, "--output", "out", code=3, word="VALUE")
        self.refuses(*line, "--pod", "mars", code=3, word="VALUE", names="pod")
        self.refuses(*line, "--org", "acme", code=3, word="VALUE", names="org")
        no_json = self.write("no.json", "{")
        self.refuses("--values", no_json, code=3, word="FILE", names="no.json")

    def test_no_file_without_its_grants(self):
        for key in ("database", "schema", "tables", "warehouse", "storage_integration_name"):
            values = {name: value for name, value in VALUES.items() if name != key}
            path = self.write("some.json", values)
            self.refuses(
                "--values", path, *ACCOUNT, "--file", "setup.sql", code=3, word="VALUE", names=key
            )

    def test_account_from_the_environment(self):
        line = ["--values", self.values, "--file", "setup.sql"]
        env = {"SLUICE_POD": "eu1", "SLUICE_ORG_ID": "7", "SLUICE_ACCOUNT_ID": "8"}
        self.assertIn("external-7-8", self.script(*line, env=env).out)
        self.refuses(*line, "-w", "nowhere", code=2, word="USAGE", names="nowhere")

    def test_needs_no_home(self):
        line = ["--values", self.values, *ACCOUNT, "--file", "setup.sql"]
        self.script(*line)
        self.assertEqual(os.listdir(self.home), ["values.json"])

    def test_a_folder_that_cannot_be_made(self):
        self.write("file", "")
        line = ["--values", self.values, *ACCOUNT, "--output", "file/folder"]
        self.refuses(*line, code=2, word="FILE", names="file/folder")

    def test_scripts_can_be_run(self):
        kinds = {"bigquery": "setup.sh", "redshift": "setup.sh", "databricks": "setup.sh"}
        for kind, name in kinds.items():
            if self.ctl("fields", kind, code=None).code == 2:
                continue
            with self.subTest(kind):
                fields = self.ctl("fields", kind, "--json").json["fields"]
                values = [
                    f"--set={field['key']}={field['example']}"
                    for field in fields
                    if not field["secret"] and not field["derived"] and field["needed"] != "no"
                ]
                self.ctl("script", kind, *values, *ACCOUNT, "--output", kind)
                for file in self.ctl("script", kind, "--json").json["files"]:
                    path = self.path(f"{kind}/{file['name']}")
                    if os.path.exists(path):
                        mode = os.stat(path).st_mode
                        self.assertEqual(bool(mode & stat.S_IXUSR), file["executable"], path)
                self.assertTrue(os.access(self.path(f"{kind}/{name}"), os.X_OK))


if __name__ == "__main__":
    main()
