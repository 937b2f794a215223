#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-potfiles.py ROOT: po/POTFILES.in names every file with marked strings, no other, in order."""
import os
import re
import sys

ROOT = sys.argv[1]
MARK = re.compile(r"(?<![\w])(_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*\"|translatable=\"(yes|true)\"")


def marked():
    for top in ("src", "data"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in names:
                path = os.path.join(folder, name)
                relative = os.path.relpath(path, ROOT)
                if name.endswith((".desktop.in", ".metainfo.xml.in", ".gschema.xml")):
                    yield relative
                elif name.endswith((".c", ".h", ".ui")):
                    with open(path, encoding="utf-8") as file:
                        if MARK.search(file.read()):
                            yield relative


with open(os.path.join(ROOT, "po", "POTFILES.in"), encoding="utf-8") as file:
    listed = [line.strip() for line in file if line.strip() and not line.startswith("#")]
wanted = set(marked())
problems = [f"missing: {name}" for name in sorted(wanted - set(listed))]
problems += [f"lists a file without marked strings: {name}" for name in sorted(set(listed) - wanted)]
if listed != sorted(set(listed)):
    problems.append("not sorted, or a name twice")
print("\n".join(problems) or f"{len(listed)} files")
sys.exit(1 if problems else 0)
