# SPDX-License-Identifier: GPL-3.0-or-later
"""curl: the text of a call, without what is secret."""
import shutil
import subprocess

from sluicecli import SandboxTest, main

PASSWORD = "warehouse-password-nobody-may-see"


class Curl(SandboxTest):
    sandbox_args = ["--seed-world"]

    def test_families_and_paths(self):
        base = f"{self.sandbox.url}/platform/v2/workspaces/9012"
        for route, url in (
            ("connections", f"{base}/connections"),
            ("connections/acme", f"{base}/connections/acme"),
            ("/v1/services", f"{self.sandbox.url}/v1/services"),
            ("feeds", f"{self.sandbox.url}/v1/workspace/9012/partnerfeeds"),
        ):
            with self.subTest(route):
                text = self.ctl("curl", "GET", route).out
                self.assertIn("curl", text)
                self.assertIn(url, text)
                self.assertIn("$SLUICE_TOKEN", text)
                self.assertEqual(
                    self.ctl("curl", "GET", route, "--json").json, {"command": text.rstrip("\n")}
                )

    def test_secrets_only_when_asked_for(self):
        body = {"id": "a", "config": {"user": "u'; rm -rf /", "password": PASSWORD}}
        path = self.write("body.json", body)
        text = self.ctl("curl", "POST", "connections", "--data", path).out
        self.assertNotIn(PASSWORD, text)
        text = self.ctl("curl", "POST", "connections", "--data", path, "--include-secrets").out
        self.assertIn(PASSWORD, text)

    def test_the_text_is_a_command(self):
        if shutil.which("curl") is None:
            self.skipTest("curl is missing")
        text = self.ctl("curl", "GET", "connections").out.rstrip("\n")
        done = subprocess.run(
            ["sh", "-c", f"{text} -s -o /dev/null -w '%{{http_code}}'"],
            capture_output=True,
            env={**self.env, "SLUICE_TOKEN": "none"},
            check=False,
        )
        self.assertTrue(done.stdout.decode().endswith("401"), done)

    def test_wrong_usage(self):
        self.fails("curl", "GET", "nothing", code=2, word="USAGE", names="nothing")
        self.fails("curl", "GE T", "feeds", code=2, word="USAGE")
        self.fails("curl", "GET", code=2, word="USAGE", names="ROUTE")
        self.fails("curl", "POST", "feeds", "--data", "nowhere", code=2, word="FILE")
        self.fails("curl", "POST", "feeds", "--data", self.write("no", "{"), code=3, word="FILE")


if __name__ == "__main__":
    main()
