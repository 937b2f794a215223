# SPDX-License-Identifier: GPL-3.0-or-later
"""A workspace whose pipelines do what a test tells them to: a sandbox, and before it a server that
changes what the sandbox says of a pipeline; or a server that says only what a test tells it."""

import http.client
import http.server
import json
import os
import re
import subprocess
import threading

from sluice_gui import Failure, poll, skip

REPORT = re.compile(r".*/([^/]+)/report$")


def program(*parts):
    path = os.path.join(os.environ.get("SLUICE_BUILD_DIR", "_build"), "src", *parts)
    if not os.access(path, os.X_OK):
        skip(f"{path} is not built")
    return path


def start_sandbox(desktop, *options):
    address = os.path.join(desktop.work, "address")
    desktop.spawn(
        program("sandbox", "sluice-sandbox"),
        "--port=0",
        f"--address-file={address}",
        "--failure-rate=0",
        "--seed-world",
        *options,
        stdout=subprocess.DEVNULL,
    )
    poll(lambda: os.path.exists(address) and os.path.getsize(address), "the sandbox to listen")
    with open(address, encoding="utf-8") as stream:
        return stream.read().strip()


def sluicectl(desktop, *arguments, text=None):
    result = subprocess.run(
        [program("cli", "sluicectl"), *arguments],
        env={**desktop.env, "PASSWORD": "open-sesame"},
        input=text,
        capture_output=True,
        text=True,
    )
    if result.returncode not in (0, 1):
        raise Failure(f"sluicectl {arguments}: {result.stderr}")
    return result.stdout


def add_workspace(desktop, url, name="Watched"):
    sluicectl(
        desktop,
        *("workspace", "add", name, "--pod", "us1", "--org", "1234", "--account", "5678"),
        *("--workspace", "9012", "--client-id", "me", "--api-url", url),
        *("--token-url", f"{url}/oauth/token"),
        text="secret\n",
    )


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """The program may hang up when it likes."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


def start_server(handler):
    """Gives the server and its address."""
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


class Told(Handler):
    """Says what a subclass says to a GET, and to a POST; everybody gets a token."""

    TOKEN = {"access_token": "token", "token_type": "Bearer", "expires_in": 28800}

    def get(self, path, query):
        raise NotImplementedError

    def post(self, path):
        return self.TOKEN

    def answer(self, document):
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        self.answer(self.get(path, query))

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(self.post(self.path))


class Retold:
    """Passes on what the sandbox says; the reports of some pipelines are retold by a function."""

    def __init__(self, url):
        self.peer = url.removeprefix("http://")
        self.reports = {}  # pipeline's id -> function of the report
        self.asked = 0  # how many requests came
        self.told = {}  # pipeline's id -> how many reports of it went out
        retold = self

        class PassedOn(Handler):
            def pass_on(self):
                retold.answer(self)

            do_GET = do_POST = do_PUT = do_DELETE = pass_on

        self.server, self.url = start_server(PassedOn)

    def answer(self, handler):
        self.asked += 1
        length = int(handler.headers.get("Content-Length", 0))
        body = handler.rfile.read(length) if length else None
        headers = {
            name: value
            for name, value in handler.headers.items()
            if name not in ("Host", "Connection", "If-None-Match", "Accept-Encoding")
        }
        peer = http.client.HTTPConnection(self.peer)
        peer.request(handler.command, handler.path, body, headers)
        reply = peer.getresponse()
        text = self.retell(handler, reply.status, reply.read())
        handler.send_response_only(reply.status)
        for name, value in reply.getheaders():
            if name not in ("ETag", "Content-Length", "Connection"):
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)
        peer.close()
        match = REPORT.match(handler.path)
        if match:
            self.told[match.group(1)] = self.told.get(match.group(1), 0) + 1

    def retell(self, handler, status, text):
        match = REPORT.match(handler.path)
        change = self.reports.get(match.group(1)) if match and handler.command == "GET" else None
        if change is None or status != 200:
            return text
        report = json.loads(text)
        change(report)
        return json.dumps(report).encode()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
