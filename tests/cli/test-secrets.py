# SPDX-License-Identifier: GPL-3.0-or-later
"""The complete journey with secrets of all kinds, after which none of them may be found anywhere: not in a
file, not in what was printed, not in the arguments or the environment of a process."""
import base64
import http.client
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
import urllib.parse

from sluicecli import SLUICECTL, KeyringTest, main, new_setup

# Each with what JSON, URLs and shells would escape, so that every spelling of it is another text.
CLIENT = 'cli&ent "secret"/with+all\\of=it é'
PASSWORDS = {
    "snowflake": "snow flake/pass+word\\of\"it%='é",
    "redshift": "Red&shift/Pass+word\\of\"it%='é",
}
KEY_LINES = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ" + "Zx9" * 5, "q8Jv0" * 13 + "/+"]
KEY = json.dumps(
    {
        "type": "service_account",
        "project_id": "acme-project",
        "private_key_id": "0123456789abcdef0123456789abcdef01234567",
        "private_key": "-----BEGIN PRIVATE KEY-----\n" + "\n".join(KEY_LINES) + "\n-----END PRIVATE KEY-----\n",
        "client_email": "mparticle-sync@acme-project.iam.gserviceaccount.com",
        "client_id": "100000000000000000001",
    },
    indent=2,
)
POSTMAN_CLIENT = "postman/client+secret\\of=it"
POSTMAN_PASSWORD = "postman/pass+word\\of=it"
VALUES = {
    "snowflake": new_setup()["values"],
    "bigquery": {
        "project_id": "acme-project",
        "dataset_id": "crm",
        "region": "us-east4",
        "service_account_id": "mparticle-sync",
    },
    "redshift": {
        "host": "c1.abc123.us-east-1.redshift.amazonaws.com",
        "database": "dev",
        "schema": "crm",
        "tables": ["customers"],
        "user_name": "mparticle_user",
        "aws_iam_role_arn": "arn:aws:iam::123456789012:role/mparticle_redshift_role",
        "cluster_identifier": "acme-cluster",
    },
    "databricks": {"provider": "acme-org", "catalog": "main", "schema": "sales", "tables": ["customers"]},
}
AUDIENCE = {
    "name": "Likely to buy again",
    "definition": {
        "schema_version": "1.0.0",
        "audience": {
            "operator": "greater_than",
            "left": {"model": "user", "path": "propensity_to_buy"},
            "right": 0.7,
        },
    },
}


def c_string(secret):
    """As strace writes the arguments of a process."""
    short = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n"}
    return "".join(short.get(byte, chr(byte) if 32 <= byte < 127 else f"\\{byte:o}") for byte in secret.encode())


def spellings(secret):
    """The secret as it is, and as it could come out of an encoder."""
    found = {secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    found |= {spelling.replace("/", "\\/") for spelling in set(found)} | {c_string(secret)}
    found |= {urllib.parse.quote(secret, safe=safe) for safe in ("", "/", "/:+=")}
    found |= {urllib.parse.quote_plus(secret), secret.encode().hex(), secret.encode("utf-16-le").hex()}
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + secret.encode()).decode()
        # The characters at the ends hold bits of their neighbours.
        encoded = encoded[shift + 1 if shift else 0 : (shift + len(secret.encode())) // 3 * 4]
        found |= {encoded, encoded.replace("+", "-").replace("/", "_")}
    return {spelling.encode() for spelling in found} | {secret.encode("utf-16-le")}


def all_texts(document):
    if isinstance(document, dict):
        document = list(document.values())
    if isinstance(document, list):
        return [text for part in document for text in all_texts(part)]
    return [str(document)]


class Recorder(http.server.ThreadingHTTPServer):
    """Stands between sluicectl and the sandbox, writes down what passes, and says secrets back."""

    daemon_threads = True

    def __init__(self, upstream):
        super().__init__(("127.0.0.1", 0), RecorderHandler)
        self.upstream = urllib.parse.urlparse(upstream).netloc
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.texts = []
        self.tokens = set()
        # How many connections are still refused, and what the process at work knows.
        self.echoes = 0
        self.known = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()


class RecorderHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def ask(self, body):
        connection = http.client.HTTPConnection(self.server.upstream, timeout=20)
        names = ("Authorization", "Content-Type")
        headers = {name: self.headers[name] for name in names if self.headers[name]}
        connection.request(self.command, self.path, body, headers)
        reply = connection.getresponse()
        return reply.status, reply.read(), reply.headers["Date"]

    def say_back(self, status, text, sent):
        """What a careless server says: the secrets, in its messages and in its reports."""
        said = " ".join([self.headers["Authorization"] or "", *self.server.known, *all_texts(json.loads(sent or "[]"))])
        if self.path == "/oauth/token":
            return status, text
        if self.server.echoes > 0 and self.command == "POST" and "/connections" in self.path:
            self.server.echoes -= 1
            encoded = base64.b64encode(sent.encode()).decode()
            return 400, json.dumps({"errors": [{"message": said}, {"message": sent}, {"message": encoded}]})
        if status == 200 and self.path.split("?")[0].endswith("/report"):
            report = json.loads(text)
            report["errors"] = [{"message": said}]
            if report["latest_pipeline_run"] is not None:
                report["latest_pipeline_run"]["errors"] = [said, {"message": urllib.parse.quote(said)}]
            return status, json.dumps(report)
        return status, text

    def answer(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        status, data, date = self.ask(body)
        if self.path == "/oauth/token" and status == 200:
            self.server.tokens.add(json.loads(data)["access_token"])
        self.server.texts += all_texts(json.loads(body)) if body else []
        status, text = self.say_back(status, data.decode(), body.decode())
        self.send_response_only(status)
        self.send_header("Date", date)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_POST = do_PUT = do_DELETE = answer


def can_trace():
    """Whether strace is there and may do what it is there for."""
    if shutil.which("strace") is None:
        return False
    line = ["strace", "-f", "-qq", "-o", os.devnull, SLUICECTL, "--help"]
    return subprocess.run(line, capture_output=True, timeout=60, check=False).returncode == 0


class Journey(KeyringTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.traced = can_trace()

    def setUp(self):
        super().setUp()
        self.recorder = Recorder(self.sandbox.url)
        self.addCleanup(self.recorder.stop)
        self.printed = []
        self.processes = {}
        self.outside = self.home + "-given"
        os.mkdir(self.outside)
        self.addCleanup(shutil.rmtree, self.outside)

    def give(self, name, text):
        """A file of the user's own, who may keep secrets where they like."""
        path = os.path.join(self.outside, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def secrets(self):
        return [CLIENT, *PASSWORDS.values(), KEY, *KEY_LINES, POSTMAN_CLIENT, POSTMAN_PASSWORD, *self.recorder.tokens]

    def watch(self, pid, over):
        """Looks at the process and its children for as long as it lives, where strace cannot."""
        children = [pid]
        while not over.wait(0.001):
            for child in children:
                for name in ("cmdline", "environ"):
                    try:
                        # All that it ever said: of a process that has just ended one reads nothing.
                        with open(f"/proc/{child}/{name}", "rb") as file:
                            self.processes.setdefault((child, name), set()).add(file.read())
                        with open(f"/proc/{child}/task/{child}/children", encoding="ascii") as file:
                            children += [new for new in map(int, file.read().split()) if new not in children]
                    except OSError:
                        pass

    def run_ctl(self, *args, code=0, stdin=""):
        line = [SLUICECTL, *args]
        trace = os.path.join(self.outside, f"trace-{len(self.printed)}")
        if self.traced:
            line = ["strace", "-f", "-qq", "-v", "-s", "100000", "-e", "trace=execve", "-o", trace, *line]
        env = {**self.env, "G_MESSAGES_DEBUG": "all", "SOUP_DEBUG": "1"}
        process = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=self.home
        )
        over = threading.Event()
        watcher = threading.Thread(target=self.watch, args=(process.pid, over), daemon=True)
        watcher.start()
        out, err = process.communicate(stdin.encode(), timeout=60)
        over.set()
        watcher.join()
        if self.traced:
            with open(trace, "rb") as file:
                self.processes[trace] = {file.read()}
        self.printed.append((" ".join(args), out, err))
        self.assertEqual(process.returncode, code, f"sluicectl {' '.join(args)}: {out.decode()}{err.decode()[-2000:]}")
        return out.decode()

    def setup_of(self, kind):
        setup = new_setup()
        setup["warehouse"] = kind
        setup["values"] = VALUES[kind]
        setup["feed"]["name"] = f"Acme {kind} feed"
        for part in ("connection", "data_model", "pipeline"):
            setup[part]["id"] = f"acme-{kind}-{part.replace('_', '-')}"
        setup["pipeline"]["sync_mode"]["iterator_data_type"] = "date"
        return setup

    def set_up_workspace(self):
        self.run_ctl(
            "workspace", "add", "Acme", "--pod", "us1", "--org", "1234", "--account", "5678", "--workspace", "9012",
            "--client-id", "journey", "--api-url", self.recorder.url, "--token-url", f"{self.recorder.url}/oauth/token",
            stdin=CLIENT,
        )  # fmt: skip
        self.run_ctl("workspace", "list", "--json")
        self.run_ctl("workspace", "test", "Acme", "-v")

    def apply(self, kind):
        """Each kind's secret comes another way; the first time, the server refuses and says it back."""
        path = self.write(f"{kind}.json", self.setup_of(kind))
        self.run_ctl("fields", kind)
        self.run_ctl("script", kind, "--values", path, "--output", f"files-{kind}", "--pod", "us1")
        self.run_ctl("check", path, "--json")
        secret = []
        stdin = ""
        if kind == "snowflake":
            secret = ["--secret", "password=-"]
            stdin = PASSWORDS[kind] + "\n"
        elif kind == "redshift":
            secret = ["--secret", f"password=file:{self.give('password', PASSWORDS[kind])}"]
        elif kind == "bigquery":
            secret = ["--secret", f"service_account_key=file:{self.give('key.json', KEY)}"]
        self.recorder.echoes = 1
        self.run_ctl("apply", path, *secret, "--wait", "-v", code=1, stdin=stdin)
        self.recorder.known = [{**PASSWORDS, "bigquery": KEY}.get(kind, CLIENT)]
        self.run_ctl("apply", path, *secret, "--wait", "--json", "-v", stdin=stdin)
        self.recorder.known = []
        self.run_ctl("apply", path, *secret, "--resend-secrets", "-v", stdin=stdin)
        # The reports tell of errors, which is no failure of the others.
        self.run_ctl("status", f"acme-{kind}-pipeline", "-v", code=1)
        for command in ("runs", "export", "pause", "resume"):
            self.run_ctl(command, f"acme-{kind}-pipeline", "-v")
        self.run_ctl("show", "connections", f"acme-{kind}-connection", "--json")

    def look_around(self):
        for kind in ("feeds", "connections", "data-models", "field-transformations", "pipelines", "audiences"):
            self.run_ctl("list", kind, "-v")
        self.run_ctl("status", "--json", code=1)
        self.run_ctl("curl", "GET", "connections")
        body = {"config": {"password": PASSWORDS["snowflake"], "service_account_key": KEY}}
        self.run_ctl("curl", "POST", "connections", "--data", self.give("body.json", json.dumps(body)))
        path = self.write("audience.json", AUDIENCE)
        # GLib's messages stand before the document.
        made = re.search('"id": "(.*)"', self.run_ctl("audience", "create", path, "--json"))[1]
        self.run_ctl("audience", "calculate", made, "-v")
        self.run_ctl("audience", "connect", made, "505", "-v")
        self.run_ctl("delete", "pipelines", "acme-databricks-pipeline", "--yes", "-v")

    def import_postman(self):
        values = {
            "PLATFORM_API_CLIENT_ID": "postman",
            "PLATFORM_API_CLIENT_SECRET": POSTMAN_CLIENT,
            "WORKSPACE_ID": "9013",
            "ACCOUNT_ID": "5678",
            "ORG_ID": "1234",
            "POD": "US1",
            "API_URL": self.recorder.url,
            "OAUTH_URL": f"{self.recorder.url}/oauth/token",
            "SNOWFLAKE_PASSWORD": POSTMAN_PASSWORD,
            "SNOWFLAKE_STORAGE_INTEGRATION": "MP_US1_1234_5678_S3",
        }
        environment = {
            "name": "Postman",
            "_postman_variable_scope": "environment",
            "values": [{"key": key, "value": value, "enabled": True} for key, value in values.items()],
        }
        self.run_ctl("import-postman", self.give("environment.json", json.dumps(environment)), "-v")
        self.run_ctl("-w", "Postman", "list", "feeds", "-v")
        # The connection's password comes from the keyring now.
        self.run_ctl("-w", "Postman", "apply", os.path.join(self.home, "snowflake.json"), "-v")
        self.run_ctl("workspace", "remove", "Postman")

    def find(self, name, data):
        """Where one of the secrets stands, by its place in the list: the report must not tell it either."""
        return [
            f"secret {i} in {name}"
            for i, secret in enumerate(self.secrets())
            if any(spelling in data for spelling in spellings(secret))
        ]

    def find_in_files(self):
        found = []
        for folder, _, names in os.walk(self.home):
            for name in names:
                path = os.path.join(folder, name)
                found += self.find(path, name.encode())
                if os.path.isfile(path):
                    with open(path, "rb") as file:
                        found += self.find(path, file.read())
        return found

    def test_no_secret_is_left_anywhere(self):
        self.set_up_workspace()
        for kind in VALUES:
            self.apply(kind)
        self.look_around()
        self.import_postman()

        # They were all in use, or this would prove nothing.
        for secret in (CLIENT, *PASSWORDS.values(), KEY, POSTMAN_CLIENT, POSTMAN_PASSWORD):
            self.assertIn(secret, self.recorder.texts)
        self.assertGreaterEqual(len(self.recorder.tokens), 2)
        self.assertEqual(self.recorder.echoes, 0)

        self.assertEqual(self.find_in_files(), [])
        for line, out, err in self.printed:
            self.assertEqual(self.find(line, out + err), [], line)
        self.assertGreaterEqual(len(self.processes), len(self.printed))
        seen = [(str(name), data) for name, texts in self.processes.items() for data in texts]
        self.assertTrue(any(word in data for _, data in seen for word in (b"import-postman", b"--resend-secrets")))
        for name, data in seen:
            self.assertEqual(self.find(name, data), [])

    def test_the_search_finds_every_spelling(self):
        for i, secret in enumerate(self.secrets()):
            for spelling in spellings(secret):
                path = self.write("leak", b"\0\1" + spelling + b"\2\n")
                self.assertIn(f"secret {i} in {path}", self.find_in_files())
                os.remove(path)
        self.assertEqual(self.find_in_files(), [])


if __name__ == "__main__":
    main()
