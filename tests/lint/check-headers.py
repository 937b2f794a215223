#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-headers.py ROOT: what a header promises is described, and somebody wants it.

Each function in a public header has gtk-doc with a line for each parameter and, unless it gives nothing,
"Returns:". Each function is called from a file other than its own; what only tests call is named here."""
import collections
import os
import re
import sys

SRC = os.path.join(sys.argv[1], "src")
# Handles that tests need on what would otherwise take hours, or on what cannot be seen from outside.
FOR_TESTS = {
    "sluice_activity_store_set_bound", "sluice_code_view_dup_text", "sluice_definition_get_comparisons",
    "sluice_forecast_row_get_at_least", "sluice_forecast_row_get_at_most", "sluice_json_pointer_set",
    "sluice_keyring_set_timeout", "sluice_limits_new", "sluice_monitor_is_busy", "sluice_notices_observe",
    "sluice_profile_get_environment", "sluice_run_history_count",
    "sluice_sandbox_clock_skip", "sluice_sandbox_get_clock", "sluice_sandbox_get_scenario",
    "sluice_sandbox_get_world", "sluice_sandbox_options_new", "sluice_sandbox_scenario_add",
    "sluice_sql_tokens_dup_text", "sluice_warehouse_check_templates", "sluice_audience_file_read",
    "sluice_curl_build_url",
    # Every route of the API has its call, also those that no view needs yet.
    "sluice_audiences_replace_async", "sluice_audiences_replace_finish", "sluice_pipelines_run_async",
    "sluice_pipelines_run_finish", "sluice_platform_subscribe_async", "sluice_platform_subscribe_finish",
    "sluice_platform_subscriptions_async", "sluice_platform_subscriptions_finish",
}
DECLARATION = re.compile(
    r"^(?P<type>(?:const\s+)?[A-Za-z_][\w ]*?[\s*]+)(?P<name>_?sluice_\w+)\s*\((?P<args>[^;{]*?)\)[^;{]*;",
    re.M | re.S)
problems = []


def read_all():
    for folder, _, names in os.walk(SRC):
        for name in sorted(names):
            if name.endswith((".c", ".h", ".ui")):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    yield os.path.relpath(os.path.join(folder, name), sys.argv[1]), file.read()


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def check_description(where, name, result, arguments):
    if name not in descriptions:
        problems.append(f"{where}: {name} is not described")
        return
    description = descriptions[name]
    for argument in arguments.split(","):
        words = re.findall(r"\w+", argument)
        if len(words) > 1 and f"@{words[-1]}:" not in description:
            problems.append(f"{where}: {name} does not describe @{words[-1]}")
    if result.strip() != "void" and "Returns" not in description:
        problems.append(f"{where}: {name} does not say what it returns")


files = dict(read_all())
descriptions = {}
callers = collections.defaultdict(set)
home = {}
for where, text in files.items():
    descriptions.update(re.findall(r"/\*\*\n \* (\w+):(.*?)\*/", text, re.S))
    code = without_comments(text)
    for word in re.findall(r"\b_?sluice_\w+", code):
        callers[word].add(where)
    if where.endswith(".c"):
        home.update((name, where) for name in re.findall(r"^(_?sluice_\w+) \(", code, re.M))

for where, text in files.items():
    if not where.endswith(".h"):
        continue
    code = without_comments(text)
    for match in DECLARATION.finditer(code):
        name = match["name"]
        made = name.endswith(("_quark", "_get_type"))
        if not made and not name.startswith("_") and not where.endswith("-private.h"):
            check_description(where, name, match["type"], match["args"])
        # The sandbox's router puts these names together in a table.
        made = made or name.startswith("sluice_sandbox_serve_")
        # G_DEFINE_AUTOPTR_CLEANUP_FUNC, a macro and the like call from the header itself.
        wanted = len(re.findall(rf"\b{name}\b", code)) > 1 or callers[name] - {where, home.get(name)}
        if not made and not wanted and name not in FOR_TESTS:
            problems.append(f"{where}: nobody calls {name} from outside {home.get(name)}")
        if wanted and name in FOR_TESTS:
            problems.append(f"{where}: {name} is called, so it need not stand in the list for tests")

for problem in problems:
    print(problem)
print(f"{len(problems)} problems")
sys.exit(1 if problems else 0)
