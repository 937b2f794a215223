# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of sluicectl share: running it, and saying the results in TAP."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

SLUICECTL = os.environ["SLUICECTL"]
SANDBOX = os.environ["SLUICE_SANDBOX"]
SECRET = "client-secret-that-nobody-may-see"


def new_setup():
    """A setup file without a fault."""
    return {
        "format": "sluice-setup/1",
        "warehouse": "snowflake",
        "values": {
            "role_name": "MPARTICLE_ROLE",
            "warehouse": "COMPUTE_WH",
            "database": "ACME",
            "schema": "CRM",
            "tables": ["CUSTOMERS"],
            "user_name": "MPARTICLE_USER",
            "storage_integration_name": "MP_US1_1234_5678_S3",
            "account_identifier": "gd1234",
            "region": "us-east-1",
        },
        "feed": {"name": "Acme Snowflake feed"},
        "connection": {"id": "acme-snowflake-connection", "name": "Acme Snowflake connection"},
        "data_model": {
            "id": "acme-customers-model",
            "name": "Acme customers model",
            "sql_query": "SELECT c.updated_at, c.id AS customer_id, c.score AS propensity_to_buy "
            "FROM ACME.CRM.CUSTOMERS c",
        },
        "pipeline": {
            "id": "acme-customers-pipeline",
            "name": "Acme customers pipeline",
            "environment": "development",
            "data_type": "user_attributes",
            "sync_mode": {
                "type": "incremental",
                "iterator_field": "updated_at",
                "iterator_data_type": "timestamp_tz",
            },
            "schedule": {
                "type": "interval",
                "frequency": "hourly",
                "start": "2026-01-01T00:15:00Z",
            },
        },
    }


class Sandbox:
    """A stand-in for the API that serves until it is stopped."""

    def __init__(self, *args):
        self.folder = tempfile.mkdtemp(prefix="sluice-sandbox-")
        address = os.path.join(self.folder, "address")
        self.process = subprocess.Popen(
            [SANDBOX, "--address-file", address, *args],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 20
        self.url = ""
        while not self.url and time.monotonic() < end and self.process.poll() is None:
            if os.path.exists(address):
                with open(address, encoding="utf-8") as file:
                    self.url = file.read().strip()
            time.sleep(0.01)
        if not self.url:
            raise RuntimeError("the sandbox does not serve")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def env(self, **changes):
        """The variables that make its workspace the one to work on."""
        values = {
            "SLUICE_POD": "us1",
            "SLUICE_ORG_ID": "1234",
            "SLUICE_ACCOUNT_ID": "5678",
            "SLUICE_WORKSPACE_ID": "9012",
            "SLUICE_CLIENT_ID": "tester",
            "SLUICE_CLIENT_SECRET": SECRET,
            "SLUICE_API_URL": self.url,
            "SLUICE_TOKEN_URL": f"{self.url}/oauth/token",
        }
        values.update({f"SLUICE_{key.upper()}": value for key, value in changes.items()})
        return {key: value for key, value in values.items() if value is not None}


class Result:
    """One run of sluicectl."""

    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout.decode()
        self.err = process.stderr.decode()

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f"exit {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


class CliTest(unittest.TestCase):
    """A test with a home of its own, in which no workspace is set up."""

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="sluice-cli-")
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.env = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("SLUICE_", "XDG_", "DBUS_"))
        }
        self.env.update(HOME=self.home, LC_ALL="C.UTF-8", **self.more_env())

    def more_env(self):
        return {}

    def path(self, name):
        return os.path.join(self.home, name)

    def write(self, name, content):
        path = self.path(name)
        if not isinstance(content, (str, bytes)):
            content = json.dumps(content, indent=2)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return path

    def assert_in_no_file(self, text):
        """Looks into everything below the home."""
        for folder, _, names in os.walk(self.home):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    with open(path, "rb") as file:
                        self.assertNotIn(text.encode(), file.read(), path)

    def ctl(self, *args, code=0, stdin=b"", env=None, timeout=30):
        """Runs sluicectl and expects an exit code."""
        process = subprocess.run(
            [SLUICECTL, *args],
            input=stdin,
            capture_output=True,
            env={**self.env, **(env or {})},
            cwd=self.home,
            timeout=timeout,
            check=False,
        )
        result = Result(process)
        self.assertNotIn(SECRET, result.out + result.err)
        if code is not None:
            self.assertEqual(result.code, code, f"sluicectl {' '.join(args)}: {result}")
        return result

    def fails(self, *args, code, word, names="", **kwargs):
        """Runs sluicectl with and without --json, and expects the same failure of both."""
        plain = self.ctl(*args, code=code, **kwargs)
        self.assertEqual(plain.out, "", "a failure prints nothing on standard output")
        self.assertIn(names, plain.err)
        error = self.ctl("--json", *args, code=code, **kwargs).json
        self.assertEqual(list(error), ["error"])
        error = error["error"]
        self.assertEqual(sorted(error), ["code", "http_status", "message", "remedy"])
        self.assertEqual(error["code"], word)
        self.assertIn(names, error["message"])
        return error


class SandboxTest(CliTest):
    """Tests of a class share a sandbox, and work in the workspace of the environment."""

    sandbox_args = ["--speed", "600"]

    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox(*cls.sandbox_args)

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def more_env(self):
        return self.sandbox.env()


class KeyringTest(CliTest):
    """Each test has a session bus with a fresh, unlocked keyring; they share a sandbox."""

    @classmethod
    def setUpClass(cls):
        for tool in ("dbus-daemon", "gnome-keyring-daemon", "gdbus"):
            if shutil.which(tool) is None:
                raise unittest.SkipTest(f"{tool} is missing")
        cls.sandbox = Sandbox("--speed", "600")

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def setUp(self):
        super().setUp()
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.env,
        )
        self.addCleanup(self.end, bus)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        runtime = self.path("runtime")
        os.makedirs(runtime, mode=0o700)
        self.env["XDG_RUNTIME_DIR"] = runtime
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.env,
        )
        self.addCleanup(self.end, daemon)
        daemon.stdin.write(b"test")
        daemon.stdin.close()
        subprocess.run(
            ["gdbus", "wait", "--session", "--timeout", "20", "org.freedesktop.secrets"],
            env=self.env,
            check=True,
        )

    @staticmethod
    def end(process):
        process.terminate()
        process.wait(timeout=20)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


class TapResult(unittest.TestResult):
    """Says each result as a line of TAP, and why it failed on standard error, which meson shows."""

    def say(self, word, test, details=""):
        print(f"{word} {self.testsRun} - {test.id().split('.', 1)[1]}{details}", flush=True)

    def explain(self, test, err):
        for line in self._exc_info_to_string(err, test).splitlines():
            print(f"# {line}", file=sys.stderr, flush=True)

    def startTest(self, test):
        super().startTest(test)
        self.parts_failed = False

    def stopTest(self, test):
        super().stopTest(test)
        if self.parts_failed:
            self.say("not ok", test)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.say("ok", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.say("ok", test, f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say("not ok", test)
        self.explain(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.say("not ok", test)
        self.explain(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.parts_failed = True
            print(f"# {subtest}", file=sys.stderr, flush=True)
            self.explain(test, err)


def main():
    """Runs the tests of the file that calls it; names of tests may be given as arguments."""
    loader = unittest.TestLoader()
    module = sys.modules["__main__"]
    if sys.argv[1:]:
        suite = loader.loadTestsFromNames(sys.argv[1:], module)
    else:
        suite = loader.loadTestsFromModule(module)
    print(f"1..{suite.countTestCases()}", flush=True)
    result = TapResult()
    suite.run(result)
    sys.exit(not result.wasSuccessful())
