#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-source.py ROOT: the rules of CONTRIBUTING.md that a script can see.

The arrows between folders, calls that belong to one folder, sizes, and words that mean unfinished."""
import os
import re
import sys

ROOT = sys.argv[1]
SRC = os.path.join(ROOT, "src")
MAY_INCLUDE = {
    "warehouse": set(),
    "secrets": set(),
    "store": {"secrets"},
    "api": {"secrets", "store", "warehouse"},
    "audience": {"api", "store", "secrets", "warehouse"},
    "setup": {"api", "warehouse", "store", "secrets"},
    "interop": {"api", "warehouse", "store", "secrets", "setup"},
    "monitor": {"api", "warehouse", "store", "secrets"},
    "sandbox": {"warehouse"},
    "cli": {"api", "audience", "interop", "monitor", "secrets", "setup", "store", "warehouse"},
    "ui": {"api", "audience", "interop", "monitor", "secrets", "setup", "store", "warehouse"},
}
BELONGS = [  # pattern, folders it may stand in, why
    (r"\bsoup_(session_(?!get_type)|message_new)\w*\s*\(", {"api"}, "every call goes through SluiceClient"),
    (r"\bsecret_(password|service|item|collection)_\w+\s*\(", {"secrets"}, "the keyring has one door"),
    (r"\bsqlite3_\w+\s*\(", {"store"}, "the database has one door"),
    (r"\b(g_print|g_printerr|printf|fprintf|puts)\s*\(", {"cli", "sandbox"}, "only programs print"),
    (r"\bg_main_(loop_run|context_iteration)\s*\(", {"cli", "sandbox"}, "no nested main loop"),
    (r"\bgoto\b", set(), "no goto"),
    (r"\b(TODO|FIXME|XXX|HACK)\b", set(), "unfinished work is not committed"),
    (r"\bsystem\s*\(|\bpopen\s*\(", set(), "no shell"),
    (r"\bstrcpy\s*\(|\bstrcat\s*\(|\bsprintf\s*\(|\bgets\s*\(", set(), "unbounded copying"),
]
KIND_IDS = re.compile(r'"(snowflake|bigquery|redshift|databricks)"', re.I)
MAX_FILE, MAX_FUNCTION = 800, 100
problems = []


def sources():
    for folder, _, names in os.walk(SRC):
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                yield os.path.join(folder, name)


def strip(text):
    """Comments and the contents of strings blanked, line numbers kept."""
    keep_lines = lambda m: re.sub(r"[^\n]", " ", m.group(0))
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"'
    return re.sub(pattern, lambda m: keep_lines(m) if m.group(0)[0] == "/" else '""', text, flags=re.S)


def check_arrows(where, home, lines):
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s+[<"]([\w./-]+)', line)
        if not match or not home:
            continue
        target = match.group(1).split("/")[0] if "/" in match.group(1) else ""
        if target in MAY_INCLUDE and target != home and target not in MAY_INCLUDE[home]:
            problems.append(f"{where}:{number}: {home}/ must not know {target}/")
        if home != "ui" and re.match(r"(gtk/|gtk\.h|adwaita|gtksourceview)", match.group(1)):
            problems.append(f"{where}:{number}: no GTK below the interface")


def check_calls(where, home, code):
    for number, line in enumerate(code.split("\n"), 1):
        for pattern, folders, why in BELONGS:
            if home not in folders and re.search(pattern, line):
                problems.append(f"{where}:{number}: {why}: {line.strip()[:80]}")


def check_classes(where, code):
    classes = re.findall(r"^G_DEFINE_(?:FINAL_|ABSTRACT_)?TYPE(?:_WITH_CODE)?\s*\(\s*(\w+)", code, re.M)
    if len(classes) > 1:
        problems.append(f"{where}: {' and '.join(classes)} want a file each")


def check_functions(where, code):
    name = start = None
    for number, line in enumerate(code.split("\n"), 1):
        match = re.match(r"(\w+)\s*\(", line)
        if match and not line.rstrip().endswith(";"):
            name = match.group(1)
        if line.startswith("{") and name:
            start = number
        elif line.startswith("}") and start:
            if number - start + 1 > MAX_FUNCTION:
                problems.append(f"{where}:{start}: {name} has {number - start + 1} lines, more than {MAX_FUNCTION}")
            name = start = None


for path in sources():
    with open(path, encoding="utf-8") as file:
        text = file.read()
    where = os.path.relpath(path, ROOT)
    parts = os.path.relpath(path, SRC).split(os.sep)
    home = parts[0] if len(parts) > 1 else ""
    lines = text.split("\n")
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in lines[0]:
        problems.append(f"{where}:1: the licence line is missing")
    if len(lines) > MAX_FILE:
        problems.append(f"{where}: {len(lines)} lines, more than {MAX_FILE}")
    code = strip(text)
    check_arrows(where, home, lines)
    check_calls(where, home, code)
    check_functions(where, code)
    check_classes(where, code)
    if home not in ("warehouse", "sandbox") and path.endswith(".c"):
        for number, line in enumerate(lines, 1):
            if re.search(r"(strcmp0?|g_str_equal|strcasecmp)\s*\([^;]*" + KIND_IDS.pattern, line):
                problems.append(f"{where}:{number}: only src/warehouse asks for the kind")

for problem in problems:
    print(problem)
print(f"{len(problems)} problems")
sys.exit(1 if problems else 0)
