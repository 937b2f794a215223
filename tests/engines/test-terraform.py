#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Terraform files of all golden cases in a real HCL parser, and their values as it reads them."""
import glob
import json
import os
import shutil
import subprocess
import sys

import engines

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "..", "golden")
NODE = engines.need("node")
if not os.path.isdir(os.path.join(HERE, "..", "node_modules", "@cdktf", "hcl2json")):
    print("1..0 # SKIP the HCL parser is not installed (npm ci in tests/)")
    sys.exit(0)


RESOURCES = {kind: set(names.split()) for kind, names in {
    "snowflake_account_role": "name comment",
    "snowflake_service_user": "name default_role default_warehouse network_policy comment",
    "snowflake_legacy_service_user": "name password default_role default_warehouse network_policy comment",
    "snowflake_user_programmatic_access_token": "user name role_restriction days_to_expiry comment",
    "snowflake_grant_account_role": "role_name user_name",
    "snowflake_grant_privileges_to_account_role":
        "account_role_name privileges on_account_object on_schema on_schema_object",
    "snowflake_storage_integration_aws": "name enabled storage_provider storage_allowed_locations storage_aws_role_arn "
                                         "storage_aws_object_acl comment",
    "snowflake_network_rule": "database schema name type mode value_list comment",
    "snowflake_network_policy": "name allowed_network_rule_list comment",
    "snowflake_warehouse": "name warehouse_size auto_suspend auto_resume initially_suspended resource_monitor comment",
    "snowflake_resource_monitor": "name credit_quota frequency start_timestamp notify_triggers suspend_trigger",
    "google_service_account": "project account_id display_name description",
    "google_project_iam_member": "project role member",
    "google_bigquery_dataset_iam_member": "project dataset_id role member",
    "google_bigquery_table_iam_member": "project dataset_id table_id role member",
    "aws_iam_role": "name description assume_role_policy",
    "aws_iam_policy": "name description policy",
    "aws_iam_role_policy_attachment": "role policy_arn",
    "databricks_recipient": "name authentication_type data_recipient_global_metastore_id comment",
    "databricks_share": "name comment object",
    "databricks_grant": "share principal privileges",
}.items()}


def parse(*files):
    return subprocess.run([NODE, os.path.join(HERE, "hcl.mjs"), *files], capture_output=True, text=True, timeout=60)


class TerraformTest(engines.EngineTest):
    def test_golden_files(self):
        files = sorted(glob.glob(os.path.join(GOLDEN, "*", "*", "main.tf")))
        self.assertGreater(len(files), 5)
        result = parse(*files)
        self.assertEqual(result.returncode, 0, result.stderr)
        for file, read in zip(files, json.loads(result.stdout)):
            self.assertTrue(read.get("resource"), file)

    def test_terraform_finds_nothing_to_format(self):
        terraform = shutil.which("terraform")
        if terraform is None:
            self.skipTest("terraform is not installed")
        for file in sorted(glob.glob(os.path.join(GOLDEN, "*", "*", "main.tf"))):
            result = subprocess.run([terraform, "fmt", "-check", "-diff", file], capture_output=True, text=True, timeout=60,
                                    env=dict(os.environ, HOME=self.folder, CHECKPOINT_DISABLE="1"))
            self.assertEqual(result.returncode, 0, file + result.stdout + result.stderr)

    def test_no_secret_is_inside_and_those_asked_for_are_marked(self):
        for file in sorted(glob.glob(os.path.join(GOLDEN, "*", "*", "main.tf"))):
            with open(file, encoding="utf-8") as text:
                self.assertNotRegex(text.read(), "<password>|PRIVATE KEY|service_account_key\"")
            read = json.loads(parse(file).stdout)[0]
            for name, (variable,) in read.get("variable", {}).items():
                self.assertIs(variable["sensitive"], True, name)
                self.assertNotIn("default", variable)
            for name, (output,) in read.get("output", {}).items():
                self.assertEqual(output.get("sensitive", False), "token" in name, name)

    def test_only_known_resources(self):
        """The names as in the documentation of the four providers at the versions that are asked for."""
        for file in sorted(glob.glob(os.path.join(GOLDEN, "*", "*", "main.tf"))):
            read = json.loads(parse(file).stdout)[0]
            self.assertTrue(read["terraform"][0]["required_providers"], file)
            for kind, instances in read["resource"].items():
                for (instance,) in instances.values():
                    self.assertFalse(set(instance) - RESOURCES[kind] - {"for_each", "depends_on"}, f"{file}: {kind}")

    def test_broken_files_are_refused(self):
        for text in ('resource "a" {', 'a = "${"', 'a = "\\q"', 'a = "x\ny"'):
            path = os.path.join(self.folder, "broken.tf")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text + "\n")
            self.assertNotEqual(parse(path).returncode, 0, text)

    def test_awkward_values_come_back(self):
        names = ["${x}", "%{y}", "$${z}", "it's", 'a"b', "back\\slash", "Größe", "שלום", "#", "/*"]
        folder = self.render("snowflake", {
            "warehouse": "w", "database": "d", "schema": "s", "tables": names, "role_name": "${role}",
            "user_name": "%{user}", "storage_integration_name": "i"})
        result = parse(os.path.join(folder, "main.tf"))
        self.assertEqual(result.returncode, 0, result.stderr)
        read = json.loads(result.stdout)[0]
        tables = read["locals"][0]["mparticle_tables"]
        plain = [text.replace("$${", "${").replace("%%{", "%{") for text in tables]
        self.assertEqual(plain, [f'"D"."S"."{name.replace(chr(34), chr(34) * 2)}"' for name in names])


if __name__ == "__main__":
    engines.main()
