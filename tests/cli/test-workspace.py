# SPDX-License-Identifier: GPL-3.0-or-later
"""workspace, with and without a real keyring."""
import subprocess

from sluicecli import SECRET, CliTest, KeyringTest, main

WHERE = ["--pod", "US1", "--org", "1234", "--account", "5678", "--workspace", "9012"]


class WithoutKeyring(CliTest):
    def add(self, *args, **kwargs):
        line = ["workspace", "add", "acme", *WHERE, "--client-id", "tester", *args]
        return line, {"stdin": SECRET.encode(), **kwargs}

    def test_no_keyring_and_no_plain_file(self):
        line, kwargs = self.add()
        error = self.fails(*line, code=4, word="AUTH", **kwargs)
        self.assertIn("keyring", error["remedy"])
        self.assertEqual(self.ctl("workspace", "list", "--json").json, {"workspaces": []})
        self.assert_in_no_file(SECRET)

    def test_wrong_usage(self):
        line, kwargs = self.add()
        for option in ("--pod", "--org", "--account", "--workspace", "--client-id"):
            at = line.index(option)
            without = line[:at] + line[at + 2 :]
            self.fails(*without, code=2, word="USAGE", names=option, **kwargs)
        self.fails("workspace", "add", *line[3:], code=2, word="USAGE", names="NAME", **kwargs)
        line, kwargs = self.add("--pod", "mars")
        self.fails(*line, code=2, word="USAGE", names="Pod", **kwargs)
        line, kwargs = self.add("--api-url", "http://api.example.com")
        self.fails(*line, code=2, word="USAGE", **kwargs)
        line, kwargs = self.add("--client-secret", "x")
        self.fails(*line, code=2, word="USAGE", names="--client-secret", **kwargs)
        self.fails("workspace", "remove", "nowhere", code=2, word="USAGE", names="nowhere")
        self.fails("workspace", "test", "nowhere", code=2, word="USAGE", names="nowhere")

    def test_nothing_on_standard_input(self):
        line, kwargs = self.add(stdin=b"\n")
        self.fails(*line, code=4, word="AUTH", **kwargs)

    def test_none_yet(self):
        self.assertEqual(self.ctl("workspace", "list").out, "")


class WithKeyring(KeyringTest):
    def add(self, name, secret=SECRET + "\n", code=0, **changes):
        line = ["workspace", "add", name, *WHERE, "--client-id", changes.pop("client", "tester")]
        line += ["--api-url", self.sandbox.url, "--token-url", f"{self.sandbox.url}/oauth/token"]
        return self.ctl(*line, code=code, stdin=secret.encode())

    def keyring_holds(self, text):
        found = subprocess.run(
            ["gdbus", "call", "--session", "-d", "org.freedesktop.secrets", "-o"]
            + ["/org/freedesktop/secrets/collection/login", "-m"]
            + ["org.freedesktop.DBus.Properties.Get", "org.freedesktop.Secret.Collection"]
            + ["Items"],
            capture_output=True,
            env=self.env,
            check=False,
        )
        return text in found.stdout.decode()

    def test_add_use_and_remove(self):
        self.add("acme")
        document = self.ctl("workspace", "list", "--json").json
        self.assertEqual(
            document,
            {
                "workspaces": [
                    {
                        "name": "acme",
                        "pod": "us1",
                        "org_id": "1234",
                        "account_id": "5678",
                        "workspace_id": "9012",
                        "api_url": self.sandbox.url,
                    }
                ]
            },
        )
        self.assertIn("acme", self.ctl("workspace", "list").out)
        checks = self.ctl("workspace", "test", "acme", "--json").json["checks"]
        self.assertEqual({check["ok"] for check in checks}, {True})
        self.ctl("list", "feeds")
        self.ctl("-w", "acme", "list", "connections")
        self.assertTrue(self.keyring_holds("/"))
        self.assert_in_no_file(SECRET)
        self.ctl("workspace", "remove", "acme")
        self.assertEqual(self.ctl("workspace", "list", "--json").json, {"workspaces": []})
        self.assertFalse(self.keyring_holds("/"))

    def test_choosing_among_several(self):
        self.add("one")
        self.add("two")
        error = self.fails("list", "feeds", code=2, word="USAGE")
        self.assertIn("one", error["message"])
        self.assertIn("two", error["message"])
        self.ctl("-w", "two", "list", "feeds")
        self.ctl("list", "feeds", "--workspace", "one")
        self.fails("-w", "three", "list", "feeds", code=2, word="USAGE", names="three")
        self.ctl("list", "feeds", env=self.sandbox.env(client_id="other", client_secret="other"))
        self.assertIn("already", self.add("one", code=2).err)

    def test_wrong_secret(self):
        self.add("acme", secret="wrong-secret", client="someone")
        result = self.ctl("workspace", "test", "acme", code=4)
        self.assertNotIn("wrong-secret", result.out + result.err)
        self.assertEqual(
            self.ctl("workspace", "test", "acme", "--json", code=4).json["error"]["http_status"], 401
        )

    def test_profile_feeds_the_script(self):
        self.add("acme")
        fields = self.ctl("fields", "snowflake", "--json").json["fields"]
        values = [
            f"--set={field['key']}={field['example']}"
            for field in fields
            if not field["secret"] and not field["derived"] and field["needed"] != "no"
        ]
        text = self.ctl("script", "snowflake", *values, "--file", "setup.sql").out
        self.assertIn("external-1234-5678", text)


if __name__ == "__main__":
    main()
