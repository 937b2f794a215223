# SPDX-License-Identifier: GPL-3.0-or-later
"""An API of the tests' own, written from the documents alone and less forgiving than the sandbox.

It writes down every request, and in `complaints` whatever in one of them it takes exception to. It can
be told to answer in other ways: `tweak` changes each reply, `fault` one call."""
import copy
import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ACCOUNT, WORKSPACE = "5678", "9012"
MASK = "*" * 12
V2 = f"/platform/v2/workspaces/{WORKSPACE}"
FAMILIES = {
    "/connections": "connections",
    "/data-models": "data-models",
    "/field-transformations": "field-transformations",
    "/inputs/data-pipelines": "pipelines",
}
READ_ONLY = ("status", "errors", "created_on", "created_by", "last_modified_on", "last_modified_by")
MEMBERS = {
    "connections": {"id", "name", "service_provider", "state", "config"},
    "data-models": {"id", "name", "type", "config"},
    "field-transformations": {"id", "name", "destination_type", "mappings"},
    "pipelines": {
        "id", "name", "connection_id", "data_model_id", "field_transformation_id", "partner_feed_id",
        "state", "environment", "data_type", "plan_id", "plan_version", "sync_mode", "schedule",
    },
}  # fmt: skip
CONFIGS = {
    "Snowflake": {
        "account_identifier", "region", "warehouse", "database", "role", "user", "password",
        "storage_integration",
    },
    "BigQuery": {"region", "project_id", "dataset_id", "service_account_id", "service_account_key"},
    "Redshift": {"host", "port", "database", "user", "password", "aws_iam_role_arn"},
    "Databricks": {"provider", "schema"},
}  # fmt: skip
FEED = {"module_name", "name", "os", "settings", "is_debug"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self.server.api.answer(self, self.command, self.path, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer


class StrictApi:
    def __init__(self):
        self.lock = threading.RLock()
        self.objects = {family: {} for family in FAMILIES.values()}
        self.feeds = {}
        self.tokens = set()
        self.requests = []
        self.complaints = []
        self.faults = []
        self.tweak = None
        self.at_work = self.most_at_work = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.api = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def fault(self, method, pattern, count=1, status=0, body=None, delay=0, cut=False, revoke=False):
        """The next calls like this are answered otherwise: late, with a status, not at all, or no token
        is good any more."""
        self.faults.append(
            {"call": (method, re.compile(pattern)), "count": count, "status": status,
             "body": body, "delay": delay, "cut": cut, "revoke": revoke}
        )  # fmt: skip

    def count(self, method, pattern):
        return sum(m == method and bool(re.search(pattern, p)) for m, p in self.requests)

    def writes(self):
        return [r for r in self.requests if r[0] != "GET" and "/oauth/" not in r[1]]

    def complain(self, *words):
        self.complaints.append(" ".join(str(word) for word in words))

    def take_fault(self, method, path):
        for fault in self.faults:
            if fault["count"] and fault["call"][0] == method and fault["call"][1].search(path):
                fault["count"] -= 1
                return fault
        return {"status": 0, "delay": 0, "cut": False, "revoke": False}

    def answer(self, handler, method, path, body):
        with self.lock:
            self.requests.append((method, path))
            self.at_work += 1
            self.most_at_work = max(self.most_at_work, self.at_work)
            fault = self.take_fault(method, path)
            if fault["revoke"]:
                self.tokens.clear()
        time.sleep(fault["delay"])
        try:
            if fault["cut"]:
                handler.close_connection = True
                handler.connection.shutdown(2)
            elif fault["status"]:
                self.send(handler, fault["status"], fault["body"])
            else:
                self.send(handler, *self.look(handler, method, path, body))
        finally:
            with self.lock:
                self.at_work -= 1

    def look(self, handler, method, path, body):
        with self.lock:
            self.check_head(handler.headers, method, path, body)
            try:
                status, reply = self.route(handler.headers, method, path, body)
            except Refusal as refusal:
                reply = {"statusCode": refusal.status, "errors": [{"message": str(refusal)}]}
                return refusal.status, reply
            reply = copy.deepcopy(reply)
            if self.tweak and "/oauth/" not in path and reply is not None:
                reply = self.tweak(reply)
            return status, reply

    @staticmethod
    def send(handler, status, reply):
        data = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        if reply is None:
            data = b""
        handler.send_response(status)
        if data:
            handler.send_header("Content-Type", "application/json")
        if status != 204:
            handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def check_head(self, headers, method, path, body):
        query = parse_qs(urlsplit(path).query, keep_blank_values=True)
        allowed = {"currentPage", "pageSize", "startDate", "endDate"} if "/runs" in path else set()
        if path.startswith("/v1/"):
            allowed = {"accountId"}
        if set(query) - allowed:
            self.complain("query", path)
        if not headers.get("User-Agent", "").startswith("Sluice/"):
            self.complain("no User-Agent", path)
        if "application/json" not in headers.get("Accept", ""):
            self.complain("no Accept", path)
        if method in ("POST", "PUT") and body and headers.get("Content-Type") != "application/json":
            self.complain("Content-Type", headers.get("Content-Type"), path)
        if method in ("GET", "DELETE") and body:
            self.complain("a body", method, path)
        if self.at_work > 8:
            self.complain("more than eight at once")

    def route(self, headers, method, path, body):
        route = urlsplit(path).path
        if route == "/oauth/token" and method == "POST":
            return self.token(json.loads(body))
        if headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            raise Refusal(401, "Unauthorized")
        if route.startswith("/v1/"):
            if f"accountId={ACCOUNT}" not in path:
                raise Refusal(401, "Unauthorized")
            return self.platform(method, route, body)
        for start, family in FAMILIES.items():
            if route == V2 + start or route.startswith(V2 + start + "/"):
                rest = route[len(V2 + start) :].strip("/").split("/")
                return self.family(family, method, rest, body)
        if method != "GET":
            self.complain("a write to a route that is none:", method, path)
        return 404, None

    def token(self, body):
        if set(body) != {"client_id", "client_secret", "audience", "grant_type"}:
            self.complain("members of the token request", sorted(body))
        token = f"token-{len(self.requests)}"
        self.tokens.add(token)
        return 200, {"access_token": token, "expires_in": 28800, "token_type": "Bearer"}

    def platform(self, method, route, body):
        if route == f"/v1/workspace/{WORKSPACE}/partnerfeeds" and method == "POST":
            feed = json.loads(body)
            if set(feed) != FEED or feed["os"] != "Unknown" or feed["settings"]:
                self.complain("feed", feed)
            number = 900 + len(self.feeds)
            # Whether a name is taken is not looked at: two feeds of one name would be the client's fault.
            self.feeds[number] = feed
            return 201, {"data": [{"id": number}], "data_type": "Partner Feed", "errors": None}
        if route == f"/v1/workspace/{WORKSPACE}/partnerfeeds":
            feeds = [{"id": str(n), "name": f["name"]} for n, f in self.feeds.items()]
            return 200, {"data": feeds, "dataType": "partner_feed", "errors": None}
        found = re.fullmatch(r"/v1/partnerfeeds/(\d+)", route)
        if found and int(found[1]) in self.feeds:
            feed = {**self.feeds[int(found[1])], "id": int(found[1])}
            return 200, {"data": [feed], "data_type": "Partner Feed", "errors": None}
        raise Refusal(404, "There is no such feed.")

    def family(self, family, method, rest, body):
        objects = self.objects[family]
        if rest == [""] and method == "GET":
            return 200, [self.show(family, o) for o in objects.values()]
        if rest == [""] and method == "POST":
            made = json.loads(body)
            if made["id"] in objects:
                raise Refusal(409, "Field 'id' must be unique.")
            self.check_new(family, made)
            objects[made["id"]] = made
            return 201, self.show(family, made)
        if rest[0] not in objects:
            raise Refusal(404, f"There is no {rest[0]} among the {family}.")
        if len(rest) == 1 and method == "PUT":
            self.check_change(family, self.show(family, objects[rest[0]]), json.loads(body))
            objects[rest[0]] = json.loads(body)
        elif len(rest) == 1 and method == "DELETE":
            del objects[rest[0]]
            return 204, None
        elif rest[1:] == ["report"]:
            return 200, {"pipeline_id": rest[0], "status": "idle", "latest_pipeline_run": None}
        elif rest[1:] == ["report", "runs"]:
            return 200, {"items": []}
        elif len(rest) != 1 or method != "GET":
            return 404, None
        return 200, self.show(family, objects[rest[0]])

    @staticmethod
    def show(family, stored):
        shown = copy.deepcopy(stored)
        shown.setdefault("x_unknown", {"keep": [1, None]})
        shown.update(status="healthy", errors=[], created_on="2026-01-01T00:00:00Z")
        for secret in ("password", "service_account_key"):
            if secret in shown.get("config", {}):
                shown["config"][secret] = MASK
        if family == "pipelines":
            for member in ("field_transformation_id", "plan_id", "plan_version"):
                shown.setdefault(member, None)
            shown["schedule"].setdefault("delay", None)
        return shown

    def check_new(self, family, made):
        if set(made) - MEMBERS[family]:
            self.complain("members", family, sorted(set(made) - MEMBERS[family]))
        if family == "connections":
            self.check_config(made)
        if family == "pipelines":
            self.check_pipeline(made)
        if None in made.values() or "" in made.values():
            self.complain("an empty member", made)

    def check_config(self, connection):
        expected = CONFIGS[connection["service_provider"]]
        if (set(connection["config"]) ^ expected) - {"port"}:
            self.complain("config", sorted(connection["config"]))
        if any(not isinstance(value, str) or value == MASK for value in connection["config"].values()):
            self.complain("a value of config", connection["config"])

    def check_pipeline(self, pipeline):
        if pipeline["partner_feed_id"] not in self.feeds:
            self.complain("feed", repr(pipeline["partner_feed_id"]))
        for member, family in (("connection_id", "connections"), ("data_model_id", "data-models")):
            if pipeline[member] not in self.objects[family]:
                raise Refusal(400, f"Field '{member}' refers to nothing.")
        times = [pipeline["schedule"].get(n) for n in ("start", "end")]
        times += [pipeline["sync_mode"].get(n) for n in ("from", "until")]
        if any(t is not None and not TIME.fullmatch(t) for t in times):
            self.complain("a time", times)

    def check_change(self, family, shown, changed):
        if set(changed) & set(READ_ONLY):
            self.complain("read-only members in a PUT", sorted(set(changed) & set(READ_ONLY)))
        if set(shown) - set(changed) - set(READ_ONLY):
            self.complain("members that a PUT lost", family, sorted(set(shown) - set(changed)))
        for member, kind in (("partner_feed_id", int), ("plan_version", int), ("port", str)):
            value = changed.get(member, changed.get("config", {}).get(member))
            if value is not None and type(value) is not kind:
                self.complain("the type of a member in a PUT", member, repr(value))
        if MASK in changed.get("config", {}).values():
            self.complain("a mask in a PUT")
