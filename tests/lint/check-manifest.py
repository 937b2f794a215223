#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-manifest.py ROOT: the Flatpak manifest reads well and asks for no more than README says."""
import os
import re
import shutil
import subprocess
import sys

ROOT = sys.argv[1]
PATH = os.path.join(ROOT, "flatpak", "io.github.sluicehq.Sluice.yaml")
ALLOWED = {"--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"}
KEYS = {"id", "runtime", "runtime-version", "sdk", "command", "finish-args", "cleanup", "modules"}
with open(PATH, encoding="utf-8") as file:
    text = file.read()
problems = []
for key in re.findall(r"^([\w-]+):", text, re.M):
    if key not in KEYS:
        problems.append(f"unknown key {key}")
    KEYS.discard(key)
problems += [f"missing key {key}" for key in sorted(KEYS)]
asked = set(re.findall(r"^  - (--\S+)$", text, re.M))
problems += [f"asks for {flag}" for flag in sorted(asked - ALLOWED)]
if not re.search(r"^id: io\.github\.sluicehq\.Sluice$", text, re.M):
    problems.append("the id is not the application's")
if shutil.which("flatpak-builder"):
    shown = subprocess.run(["flatpak-builder", "--show-manifest", PATH], capture_output=True, text=True)
    if shown.returncode != 0:
        problems.append(shown.stderr.strip())
print("\n".join(problems) or "fine")
sys.exit(1 if problems else 0)
