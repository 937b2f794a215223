#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-formatting.py ROOT: every C file is as clang-format leaves it (release 14, as others differ)."""
import os
import re
import shutil
import subprocess
import sys

ROOT = sys.argv[1]
program = shutil.which("clang-format-14") or shutil.which("clang-format")
version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout if program else ""
if not re.search(r"version 14\.", version):
    print("skip: clang-format 14 is not installed")
    sys.exit(77)
files = [os.path.join(folder, name) for top in ("src", "tests") for folder, dirs, names in os.walk(os.path.join(ROOT, top))
         if "node_modules" not in folder for name in names if name.endswith((".c", ".h"))]
result = subprocess.run([program, "--dry-run", "-Werror", "--style=file"] + sorted(files), cwd=ROOT)
print(f"{len(files)} files")
sys.exit(result.returncode)
