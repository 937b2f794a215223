#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-scripts.py ROOT: shellcheck is content with every shell script of the tree."""
import os
import shutil
import subprocess
import sys

ROOT = sys.argv[1]
if not shutil.which("shellcheck"):
    print("skip: shellcheck is not installed")
    sys.exit(77)
scripts = []
for top in ("build-aux", ".ci", "tests", "data"):
    for folder, _, names in os.walk(os.path.join(ROOT, top)):
        if "node_modules" in folder:
            continue
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                if file.readline(64).startswith((b"#!/bin/bash", b"#!/bin/sh", b"#!/usr/bin/env bash")):
                    scripts.append(path)
print("\n".join(scripts))
# A template is checked after rendering, where its engines are tested.
scripts = [s for s in scripts if os.sep + "warehouses" + os.sep not in s]
sys.exit(subprocess.run(["shellcheck"] + scripts).returncode if scripts else 1)
