#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Terraform files of all golden cases in a real HCL parser, and their values as it reads them."""
import glob
import json
import os
import subprocess
import sys

import engines

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "..", "golden")
NODE = engines.need("node")
if not os.path.isdir(os.path.join(HERE, "..", "node_modules", "@cdktf", "hcl2json")):
    print("1..0 # SKIP the HCL parser is not installed (npm ci in tests/)")
    sys.exit(0)


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
