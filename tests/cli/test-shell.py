# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes with the program: completion for bash, and the manual page."""
import os
import re
import shutil
import subprocess

from sluicecli import SLUICECTL, CliTest, main

DATA = os.path.join(os.path.dirname(__file__), "..", "..", "data", "cli")


class Shell(CliTest):
    def complete(self, *words):
        script = f"""
            PATH={os.path.dirname(SLUICECTL)}:$PATH
            . {DATA}/sluicectl.bash
            COMP_WORDS=(sluicectl "$@")
            COMP_CWORD=$#
            _sluicectl
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            ["bash", "-c", script, "bash", *words],
            capture_output=True,
            env=self.env,
            check=True,
        )
        return done.stdout.decode().split()

    def test_completion(self):
        self.assertIn("apply", self.complete(""))
        self.assertEqual(self.complete("impo"), ["import-postman"])
        self.assertEqual(sorted(self.complete("workspace", "")), ["add", "list", "remove", "test"])
        self.assertEqual(self.complete("list", "pip"), ["pipelines"])
        self.assertEqual(self.complete("script", "s"), ["snowflake"])
        self.assertIn("--dry-run", self.complete("apply", "--"))
        self.assertIn("--client-id", self.complete("workspace", "add", "--c"))

    def test_completion_knows_every_command(self):
        listed = self.ctl("--help").out.split("Commands:\n")[1].split("\n\n")[0].splitlines()
        commands = {line[2:24].split()[0] for line in listed if line[2] != " "}
        self.assertEqual(set(self.complete("")), commands)

    def test_manual_page(self):
        with open(os.path.join(DATA, "sluicectl.1"), encoding="utf-8") as file:
            page = re.sub(r"\\f.", " ", file.read().replace("\\-", "-"))
        listed = self.ctl("--help").out.split("Commands:\n")[1].split("\n\n")[0].splitlines()
        for line in listed:
            for word in re.findall(r"[a-z-]{3,}", line[2:24]):
                self.assertRegex(page, rf"\b{word}\b")
            if line[2] != " ":
                command = re.split(r"\s\s+", line[2:])[0]
                options = self.ctl(*command.split(), "--help").out.partition("Options:\n")[2]
                for option in re.findall(r"^ +(?:-., )?(--[a-z-]+)", options.split("\n\n")[0], re.M):
                    self.assertRegex(page, rf"(?m)(?<![a-z-]){option}(?![a-z-])")
        if shutil.which("groff") is not None:
            path = os.path.join(DATA, "sluicectl.1")
            checked = subprocess.run(
                ["groff", "-man", "-Tutf8", "-ww", "-z", path], capture_output=True, check=False
            )
            self.assertEqual(checked.stderr.decode(), "")


if __name__ == "__main__":
    main()
