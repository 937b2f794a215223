# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests with real engines share: rendering a kind's files, stand-ins for vendors' tools, and TAP."""
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

SLUICECTL = os.environ["SLUICECTL"]
ACCOUNT = ["--pod", "us1", "--org", "1234", "--account", "5678"]


class EngineTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="sluice-engine-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def render(self, kind, values, query=None):
        """Renders all files of a kind into a folder and gives its path."""
        path = os.path.join(self.folder, "values.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(values, file)
        out = tempfile.mkdtemp(prefix="files-", dir=self.folder)
        command = [SLUICECTL, "script", kind, "--values", path, *ACCOUNT, "--output", out]
        if query is not None:
            with open(path + ".sql", "w", encoding="utf-8") as file:
                file.write(query)
            command += ["--query", path + ".sql"]
        env = dict(os.environ, HOME=self.folder, LC_ALL="C.UTF-8")
        result = subprocess.run(command, capture_output=True, text=True, env=env)
        self.assertEqual(result.returncode, 0, result.stderr)
        return out

    def read(self, folder, name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return file.read()


class Recorder:
    """A folder of stand-ins for vendors' command line tools. Each call is written down whole, so that no
    blank, quote or newline in an argument can hide, and answered from a list of rules."""

    STAND_IN = '''#!/usr/bin/python3
import json, os, re, sys
folder = os.path.dirname(os.path.abspath(__file__))
name, args = os.path.basename(sys.argv[0]), sys.argv[1:]
with open(os.path.join(folder, "calls"), "a") as calls:
    calls.write(json.dumps([name] + args) + "\\n")
with open(os.path.join(folder, "rules")) as file:
    rules = json.load(file)
line = " ".join([name] + args)
for rule in rules:
    if re.search(rule["when"], line) and rule.get("times", 1) != 0:
        if "times" in rule:
            rule["times"] -= 1
            with open(os.path.join(folder, "rules"), "w") as file:
                json.dump(rules, file)
        sys.stdout.write(rule.get("out", ""))
        sys.stderr.write(rule.get("err", ""))
        sys.exit(rule.get("exit", 0))
'''

    def __init__(self, folder, names):
        self.folder = tempfile.mkdtemp(prefix="bin-", dir=folder)
        for name in names:
            path = os.path.join(self.folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.STAND_IN)
            os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        # No script may wait in a test.
        for name in ("sleep",):
            path = os.path.join(self.folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\nexit 0\n")
            os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        self.rules([])

    def rules(self, rules):
        with open(os.path.join(self.folder, "rules"), "w", encoding="utf-8") as file:
            json.dump(rules, file)
        self.forget()

    def forget(self):
        open(os.path.join(self.folder, "calls"), "w", encoding="utf-8").close()

    def calls(self):
        with open(os.path.join(self.folder, "calls"), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def run(self, script, cwd=None, **env):
        path = self.folder + ":" + os.environ["PATH"]
        return subprocess.run(["bash", script], capture_output=True, text=True, cwd=cwd, timeout=60,
                              env=dict(os.environ, PATH=path, LC_ALL="C.UTF-8", **env))


def need(*programs):
    """The paths of programs, or a skip of the whole test that says which is missing."""
    paths = []
    for program in programs:
        path = shutil.which(program)
        if path is None:
            print(f"1..0 # SKIP {program} is not installed")
            sys.exit(0)
        paths.append(path)
    return paths[0] if len(paths) == 1 else paths


class _TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0

    def _say(self, word, test, detail="", directive=""):
        self.count += 1
        name = test._testMethodName if hasattr(test, "_testMethodName") else str(test)
        print(f"{word} {self.count} {name}{directive}", flush=True)
        for line in detail.splitlines():
            print("# " + line, flush=True)

    def addSuccess(self, test):
        self._say("ok", test)

    def addSkip(self, test, reason):
        self._say("ok", test, directive=f" # SKIP {reason}")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._say("not ok", test, self.failures[-1][1])

    def addError(self, test, error):
        super().addError(test, error)
        self._say("not ok", test, self.errors[-1][1])


def main():
    """Runs the tests of the calling file and reports them in TAP."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    print(f"1..{suite.countTestCases()}", flush=True)
    result = _TapResult()
    suite.run(result)
    sys.exit(0 if result.wasSuccessful() else 1)
