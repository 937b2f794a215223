#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-catalogues.py ROOT: each catalogue is well formed and holds every marked string, translated."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = sys.argv[1]
if not shutil.which("xgettext"):
    print("skip: gettext is not installed")
    sys.exit(77)
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]
failed = False
with tempfile.TemporaryDirectory() as work:
    pot = os.path.join(work, "sluice.pot")
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--add-comments=Translators", f"--directory={ROOT}", "-o", pot,
         "--files-from", os.path.join(ROOT, "po", "POTFILES.in")] + [f"--keyword={k}" for k in KEYWORDS],
        check=True, stderr=subprocess.DEVNULL, env=dict(os.environ, GETTEXTDATADIRS="/usr/share"))
    with open(os.path.join(ROOT, "po", "LINGUAS"), encoding="utf-8") as file:
        languages = [w for line in file if not line.startswith("#") for w in line.split()]
    for language in languages:
        catalogue = os.path.join(ROOT, "po", language + ".po")
        merged = os.path.join(work, language + ".po")
        subprocess.run(["msgmerge", "-q", "--no-fuzzy-matching", "-o", merged, catalogue, pot], check=True)
        result = subprocess.run(["msgfmt", "-c", "--statistics", "-o", os.devnull, merged],
                                capture_output=True, text=True, env=dict(os.environ, LC_ALL="C"))
        print(language + ":", result.stderr.strip())
        if result.returncode != 0 or re.search(r"untranslated|fuzzy", result.stderr):
            failed = True
            missing = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", merged],
                                     capture_output=True, text=True).stdout
            print("\n".join(line for line in missing.split("\n") if line.startswith(("msgid", "#:")))[:4000])
sys.exit(1 if failed else 0)
