# SPDX-License-Identifier: GPL-3.0-or-later
"""import-postman: a workspace, its secrets and a draft, from Postman's files."""
import json
import os

from sluicecli import SECRET, CliTest, KeyringTest, main

PASSWORD = "warehouse-password-nobody-may-see"


def new_environment(**changes):
    """An environment of the tutorial, filled in."""
    values = {
        "PLATFORM_API_CLIENT_ID": "tester",
        "PLATFORM_API_CLIENT_SECRET": SECRET,
        "WORKSPACE_ID": "9012",
        "ACCOUNT_ID": "5678",
        "ORG_ID": "1234",
        "POD": "US1",
        "SNOWFLAKE_PASSWORD": PASSWORD,
        "SNOWFLAKE_STORAGE_INTEGRATION": "MP_US1_1234_5678_S3",
        "REDSHIFT_USER": "replace_me",
        "SOMETHING_ELSE": "42",
        **changes,
    }
    return {
        "name": "Acme",
        "_postman_variable_scope": "environment",
        "values": [
            {"key": key, "value": value, "enabled": True}
            for key, value in values.items()
            if value is not None
        ]
        + [{"key": "ACCESS_TOKEN", "value": "", "enabled": False}],
    }


class WithKeyring(KeyringTest):
    def test_environment_becomes_a_workspace(self):
        urls = {"API_URL": self.sandbox.url, "OAUTH_URL": f"{self.sandbox.url}/oauth/token"}
        path = self.write("acme.json", new_environment(**urls))
        os.chdir(self.home)
        result = self.ctl("import-postman", path, "--json")
        document = result.json
        self.assertNotIn(PASSWORD, result.out + result.err)
        self.assertEqual(document["workspace"], "Acme")
        self.assertEqual(document["setup_file"], "Acme.setup.json")
        unused = {variable["name"] for variable in document["unused"]}
        self.assertLessEqual({"REDSHIFT_USER", "SOMETHING_ELSE", "ACCESS_TOKEN"}, unused)
        self.ctl("-w", "Acme", "list", "feeds")
        os.remove(path)
        self.assert_in_no_file(SECRET)
        self.assert_in_no_file(PASSWORD)
        with open(self.path("Acme.setup.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["format"], "sluice-setup/1")

    def test_again_and_under_another_name(self):
        path = self.write("acme.json", new_environment())
        self.ctl("import-postman", path)
        self.ctl("import-postman", path)
        self.ctl("import-postman", path, "--name", "other", "--output", "draft.json")
        names = [item["name"] for item in self.ctl("workspace", "list", "--json").json["workspaces"]]
        self.assertEqual(sorted(names), ["Acme", "other"])
        self.assertTrue(os.path.exists(self.path("draft.json")))
        another = self.write("another.json", new_environment(WORKSPACE_ID="1"))
        self.fails("import-postman", another, code=2, word="USAGE", names="Acme")

    def test_a_draft_is_not_written_over(self):
        path = self.write("acme.json", new_environment())
        self.write("Acme.setup.json", "mine")
        self.assertIn("Acme.setup.json", self.ctl("import-postman", path, code=1).err)
        with open(self.path("Acme.setup.json"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")


class WithoutKeyring(CliTest):
    def test_secrets_are_not_kept(self):
        path = self.write("acme.json", new_environment())
        result = self.ctl("import-postman", path, code=1)
        self.assertIn("keyring", result.err)
        os.remove(path)
        self.assert_in_no_file(SECRET)
        self.assert_in_no_file(PASSWORD)

    def test_refused(self):
        for content in ("{", "[]", {"hello": "world"}, b"\xff"):
            with self.subTest(content):
                path = self.write("no.json", content)
                self.fails("import-postman", path, code=3, word="FILE", names="no.json")
        self.fails("import-postman", "nowhere.json", code=2, word="FILE")
        self.fails("import-postman", code=2, word="USAGE", names="FILE")

    def test_too_much(self):
        huge = self.path("huge.json")
        with open(huge, "wb") as file:
            file.truncate(65 * 1024 * 1024)
        self.fails("import-postman", huge, code=3, word="FILE", names="too large")
        wide = self.write("wide.json", b"[" + b"0," * 5_000_000 + b"0]")
        self.fails("import-postman", wide, code=3, word="FILE", names="too large")
        self.fails("apply", wide, "--dry-run", code=3, word="FILE", names="too large")
        self.fails("import-postman", "/dev/zero", code=2, word="FILE", names="too large")

    def test_standard_input(self):
        text = json.dumps({"name": "Piped", "values": [], "_postman_variable_scope": "environment"})
        for place in ("-", "/dev/stdin"):
            with self.subTest(place):
                self.assertIsNone(self.ctl("import-postman", place, "--json", stdin=text.encode()).json["workspace"])
        self.fails("import-postman", "-", code=3, word="FILE", names="standard input")

    def test_standard_output(self):
        path = self.write("acme.json", new_environment(PLATFORM_API_CLIENT_SECRET=None, SNOWFLAKE_PASSWORD=None))
        result = self.ctl("import-postman", path, "--output", "-")
        self.assertEqual(result.json["format"], "sluice-setup/1")
        self.assertIn("SOMETHING_ELSE", result.err)
        self.assertFalse(os.path.exists(self.path("-")))
        self.assertIn("sluice-setup/1", self.ctl("import-postman", path, "--name", "Three", "--output", "/dev/stdout").out)
        self.assertTrue(os.path.islink("/dev/stdout"))
        result = self.ctl("import-postman", path, "--name", "Two", "--output=-", "--json", code=2)
        self.assertEqual(result.json["error"]["code"], "USAGE")
        self.assertEqual(len(self.ctl("workspace", "list", "--json").json["workspaces"]), 2)

    def test_nothing_of_use(self):
        environment = {
            "name": "Other",
            "_postman_variable_scope": "environment",
            "values": [{"key": "HOST", "value": "example.com", "enabled": True}],
        }
        path = self.write("other.json", environment)
        result = self.ctl("import-postman", path)
        self.assertIn("Nothing", result.err)
        self.assertEqual(os.listdir(self.home), ["other.json"])


if __name__ == "__main__":
    main()
