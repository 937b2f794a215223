# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten thousand of each: a list builds the rows that are looked at and a few around them, not all."""

import http.server
import json
import os
import subprocess
import threading

from sluice_gui import Desktop, Failure

BUILD = os.environ.get("SLUICE_BUILD_DIR", "_build")
MANY = 10000
# A list view of GTK 4.8 keeps about 200 rows, whatever is on screen.
MOST_ROWS = 500
# A reply with ten thousand objects is read in one piece, and each is compared with what was known of it.
STALL_MS = 2000


def check(truth, what):
    if not truth:
        raise Failure(what)


def create_items(family):
    items = [{"id": f"id-{n:05}", "name": f"Object {n:05}"} for n in range(MANY)]
    for item in items:
        if family == "connections":
            item.update(service_provider="Snowflake", state="active", config={})
        elif family == "audiences":
            item.update(size=1000, status="ready")
        else:
            item.update(state="paused", schedule={"type": "on_demand"})
    return items


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    replies = {}

    def answer(self, body, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(b'{"access_token":"token","token_type":"Bearer","expires_in":28800}')

    def do_GET(self):
        last = self.path.split("?")[0].rsplit("/", 1)[1]
        if last in self.replies:
            self.answer(self.replies[last])
        elif last in ("report", "runs"):
            self.answer(b'{"status":"healthy","errors":[]}' if last == "report" else b"[]")
        else:
            self.answer(b"[]")

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except ConnectionResetError:  # the program has gone
            pass


def serve():
    """Nothing is there until the view that lists it is on screen."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def add_workspace(desktop, url):
    subprocess.run(
        [
            os.path.join(BUILD, "src", "cli", "sluicectl"),
            *("workspace", "add", "Many", "--pod", "us1", "--org", "1", "--account", "2"),
            *("--workspace", "3", "--client-id", "client", "--api-url", url),
            *("--token-url", url + "/oauth/token"),
        ],
        env=desktop.env,
        input="secret",
        text=True,
        check=True,
    )


def count_rows(app, name):
    """How many rows a list has built: those that are not built are not there."""
    rows = app.find("list", name)
    return rows.get_child_count() if rows is not None else 0


def scroll(app, name):
    x, y = app.centre(app.find("list", name))
    app.xdotool("mousemove", min(x, 900), 500, "click", "--repeat", 40, "--delay", 10, 5)


def look_through(app, view, family, name, last):
    """Fills, scrolls, and finds the last by its name: never with a row for each."""
    app.click_view(view)
    Handler.replies[family] = json.dumps(create_items(family)).encode()
    app.key("ctrl+r")
    app.wait(lambda: count_rows(app, name) > 10, f"the list {name} to be filled", timeout=60)
    scroll(app, name)
    rows = count_rows(app, name)
    check(rows < MOST_ROWS, f"{name}: {rows} rows are built")
    app.type("Search", last)
    app.wait(lambda: count_rows(app, name) == 1, f"the list {name} to have one row", timeout=60)
    app.wait_for("list item", contains=last, within=app.find("list", name))
    print(f"{name}: {rows} rows for {MANY} items", flush=True)


def look_through_calls(desktop):
    """So many calls take longer to make than a test may; the list itself is given them, full."""
    child = desktop.spawn(os.environ["SLUICE_ACTIVITY_MANY"])
    check(child.wait(90) == 0, "the list of calls builds too many rows or is slow")


def main():
    with Desktop(bound=STALL_MS) as desktop:
        look_through_calls(desktop)
        add_workspace(desktop, serve())
        app = desktop.start()
        app.wait_for("push button", "Workspace: Many")
        look_through(app, "Components", "connections", "Results", "Object 09999")
        look_through(app, "Audiences", "audiences", "Audiences", "Object 09999")
        # Last, for each of them is asked for its report.
        look_through(app, "Pipelines", "data-pipelines", "Pipelines", "Object 09999")


main()
