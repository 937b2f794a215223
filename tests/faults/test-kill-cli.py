# SPDX-License-Identifier: GPL-3.0-or-later
"""sluicectl is killed before each of its writes; a second run finds nothing half done."""
import json
import os
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from sluicecli import SECRET, CliTest, KeyringTest, main, new_setup  # noqa: E402

PASSWORD = "warehouse-password-nobody-may-see"
MOST = 400


class Killing:
    """For tests that run one command again and again, killed a write later each time."""

    def killed(self, at, *args, **kwargs):
        """Gives whether the command was killed; it must have done its work otherwise."""
        env = {"LD_PRELOAD": os.environ["KILL_PRELOAD"], "KILL_AT": str(at)}
        result = self.ctl(*args, code=None, env=env, **kwargs)
        if result.code == -signal.SIGKILL:
            return True
        self.assertEqual(result.code, 0, result)
        return False

    def places(self, least):
        """Counts up until the test says that the command came to its end."""
        self.going = True
        at = 0
        while self.going:
            at += 1
            self.assertLess(at, MOST)
            yield at
        print(f"# killed at {at - 1} places", flush=True)
        self.assertGreaterEqual(at, least)

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()


class Files(Killing, CliTest):
    def test_check_fix(self):
        setup = new_setup()
        setup["data_model"]["sql_query"] += ";"
        old = json.dumps(setup, indent=2)
        path = self.write("acme.json", old)
        self.ctl("check", "--fix", path)
        new = self.read(path)
        self.assertNotEqual(new, old)
        for at in self.places(2):
            self.write("acme.json", old)
            self.going = self.killed(at, "check", "--fix", path)
            self.assertIn(self.read(path), (old, new))
            self.ctl("check", "--fix", path)
            self.assertEqual(self.read(path), new)

    def test_script(self):
        values = self.write("values.json", new_setup())
        account = ["--pod", "us1", "--org", "1234", "--account", "5678"]
        script = ["script", "snowflake", "--values", values, *account, "--output"]
        whole = self.path("whole")
        self.ctl(*script, whole)
        names = os.listdir(whole)
        for at in self.places(len(names)):
            folder = self.path(f"files-{at}")
            self.going = self.killed(at, *script, folder)
            for name in names:
                path = os.path.join(folder, name)
                if os.path.exists(path):
                    self.assertEqual(self.read(path), self.read(os.path.join(whole, name)))
            self.ctl(*script, folder)
            for name in names:
                self.assertTrue(os.path.exists(os.path.join(folder, name)), name)


class WithKeyring(Killing, KeyringTest):
    def workspace(self, name):
        urls = ["--api-url", self.sandbox.url, "--token-url", f"{self.sandbox.url}/oauth/token"]
        ids = ["--pod", "us1", "--org", "1234", "--account", "5678", "--workspace", "9012"]
        return ["workspace", "add", name, *ids, "--client-id", "tester", *urls]

    def names(self):
        return [each["name"] for each in self.ctl("workspace", "list", "--json").json["workspaces"]]

    def test_workspace_add(self):
        for at in self.places(5):
            name = f"Acme {at}"
            self.going = self.killed(at, *self.workspace(name), stdin=SECRET.encode())
            if self.names().count(name) == 0:
                self.ctl(*self.workspace(name), stdin=SECRET.encode())
            self.assertEqual(self.names().count(name), 1)
            # What is there works, or says which secret it lacks and how to give it.
            test = self.ctl("workspace", "test", name, code=None)
            if test.code != 0:
                self.assertEqual(test.code, 4, test)
                self.ctl("workspace", "remove", name)
                self.ctl(*self.workspace(name), stdin=SECRET.encode())
                self.ctl("workspace", "test", name)
            self.ctl("workspace", "remove", name)

    def test_import_postman(self):
        values = {
            "PLATFORM_API_CLIENT_ID": "tester",
            "PLATFORM_API_CLIENT_SECRET": SECRET,
            "WORKSPACE_ID": "9012",
            "ACCOUNT_ID": "5678",
            "ORG_ID": "1234",
            "POD": "US1",
            "SNOWFLAKE_PASSWORD": PASSWORD,
            "API_URL": self.sandbox.url,
            "OAUTH_URL": f"{self.sandbox.url}/oauth/token",
        }
        environment = {
            "name": "x",
            "_postman_variable_scope": "environment",
            "values": [{"key": key, "value": text} for key, text in values.items()],
        }
        path = self.write("environment.json", environment)
        for at in self.places(5):
            name = f"Acme {at}"
            draft = self.path(f"draft-{at}.json")
            command = ["import-postman", path, "--name", name, "--output", draft]
            self.going = self.killed(at, *command)
            if os.path.exists(draft):
                json.loads(self.read(draft))
            self.ctl(*command)
            self.assertEqual(self.names().count(name), 1)
            self.ctl("workspace", "test", name)
            self.assertEqual(json.loads(self.read(draft))["format"], "sluice-setup/1")
            self.ctl("workspace", "remove", name)

    def test_apply(self):
        self.ctl(*self.workspace("Acme"), stdin=SECRET.encode())
        password = self.write("password", PASSWORD)
        for at in self.places(15):
            setup = new_setup()
            setup["feed"]["name"] = f"feed {at}"
            setup["pipeline"]["state"] = "paused"
            for kind in ("connection", "data_model", "pipeline"):
                setup[kind]["id"] = f"{kind}-{at}"
            path = self.write(f"setup-{at}.json", setup)
            command = ["apply", path, "--secret", f"password=file:{password}"]
            self.going = self.killed(at, *command)
            self.ctl(*command)
            steps = self.ctl("apply", path, "--json").json["steps"]
            self.assertEqual([step["action"] for step in steps], ["same"] * 4)
            feeds = self.ctl("list", "feeds", "--json").json["items"]
            self.assertEqual([feed["name"] for feed in feeds].count(f"feed {at}"), 1)
            self.ctl("export", f"pipeline-{at}")


if __name__ == "__main__":
    main()
