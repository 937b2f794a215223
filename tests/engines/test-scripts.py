#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every generated shell script of the golden cases: shellcheck, the shell's own parser, and a stop at the
first error."""
import glob
import os
import subprocess

import engines

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden")


class ScriptsTest(engines.EngineTest):
    def scripts(self):
        found = sorted(glob.glob(os.path.join(GOLDEN, "*", "*", "*.sh")))
        self.assertGreater(len(found), 2)
        return found

    def test_shellcheck(self):
        result = subprocess.run([SHELLCHECK, *self.scripts()], capture_output=True, text=True, timeout=120)
        self.assertEqual(result.returncode, 0, result.stdout)

    def test_they_stop_at_the_first_error(self):
        for script in self.scripts():
            with open(script, encoding="utf-8") as file:
                text = file.read()
            self.assertRegex(text, r"(?m)^set -eu", script)

    def test_they_parse(self):
        for script in self.scripts():
            result = subprocess.run(["bash", "-n", script], capture_output=True, text=True)
            self.assertEqual(result.returncode, 0, result.stderr)

    def test_shellcheck_sees_mistakes(self):
        path = os.path.join(self.folder, "broken.sh")
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nset -eu\nrm $1/*\n")
        self.assertNotEqual(subprocess.run([SHELLCHECK, path], capture_output=True).returncode, 0)


SHELLCHECK = engines.need("shellcheck", "bash")[0]

if __name__ == "__main__":
    engines.main()
