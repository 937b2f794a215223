# SPDX-License-Identifier: GPL-3.0-or-later
"""Activity: the calls of a workspace, a failed one with its remedy, kept over a restart, no secret."""

import os
import signal

from sluice_flow import read_clipboard
from sluice_gui import Desktop, Failure, skip

SECRET = "sandbox-secret"


def check(truth, what):
    if not truth:
        raise Failure(what)


def texts(app):
    return "\n".join(app.name_of(node) + "\n" + app.text_of(node) for node in app.walk())


def open_components(app):
    app.click("push button", "Try the Sandbox")
    app.wait_for("push button", "Workspace: Sandbox")
    app.click_view("Components")
    app.wait_for(None, "Connections")


def show_calls(app):
    app.click_view("Activity")
    app.wait_for("list item", contains="GET connections, 200 OK")
    check(SECRET not in texts(app), "the list shows the client secret")


def open_call(app, words, name):
    """Searches, and opens the first once the rows are those that were looked for."""
    app.type("Search", words)

    def found():
        calls = app.find("list", "Calls")
        rows = app.find_all("list item", within=calls) if calls is not None else []
        # What was read again since may have been unchanged; it is the same route then.
        route = name.split(",")[0]
        if not all(app.name_of(row).startswith(route) for row in rows):
            return None
        return next((row for row in rows if name in app.name_of(row)), None)

    app.click_at(app.wait(found, f"only calls named {name}"))


def show_token_call(app):
    """The request that carries the secret shows a mask in its place."""
    open_call(app, "client_secret", "POST token, 200 OK")
    app.wait_for("label", "Request")
    check(SECRET not in texts(app), "the token request shows the client secret")
    check("access_token" in texts(app), "the reply is missing")
    app.click("push button", "Back to the list")
    app.type("Search", "")


def show_reply(app):
    open_call(app, "connections", "GET connections, 200 OK")
    app.wait_for("push button", "Copy as cURL")
    check("service_provider" in texts(app), "the reply is not shown")
    app.click("push button", "Copy as cURL")
    app.click("push button", "Back to the list")
    curl = read_clipboard(app)
    check(curl.startswith("curl ") and "/connections" in curl, f"copied: {curl}")
    check("$SLUICE_TOKEN" in curl and SECRET not in curl, f"copied: {curl}")
    app.type("Search", "no such words")
    app.wait_for("label", "No Results")
    app.type("Search", "")


def find_sandbox(app):
    """The sandbox that the program started, and no other."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stream:
                name, rest = stream.read().rsplit(")", 1)
        except OSError:
            continue
        if "sluice-sandbox" in name and int(rest.split()[1]) == app.process.pid:
            return int(pid)
    skip("there is no /proc to find the sandbox in")


def fail_call(app):
    os.kill(find_sandbox(app), signal.SIGKILL)
    app.click_view("Components")
    app.click("push button", "Refresh")
    app.click_view("Activity")
    app.click("push button", "Failed Only")
    app.wait_gone("list item", contains="200 OK")
    app.click_at(app.wait_for("list item", contains="No answer"))
    app.wait_for("label", "This call failed")
    app.wait_for("label", contains="Check the network connection")
    app.click("push button", "Back to the list")
    app.click("push button", "Failed Only")


def clear_calls(app):
    app.click("push button", "Clear")
    app.wait_for("label", contains="Clear the Activity")
    app.click("push button", "Clear", within=app.wait_for("dialog"))
    app.wait_gone("list item", contains="POST token")


def keep_calls(app, desktop):
    """What is kept is there after a restart, without secrets in the file."""
    app.click("push button", "What is kept")
    app.click("check box", "Keep Across Restarts")
    app.key("Escape")
    app = desktop.restart()
    app.click_view("Components")
    app.wait_for(None, "Connections")
    app.click_view("Activity")
    app.wait_for("list item", contains="GET connections, 200 OK")
    app = desktop.restart()
    app.click_view("Activity")
    app.wait_for("list item", contains="GET connections, 200 OK")
    check(SECRET not in desktop.read_files(".local/share"), "the client secret is in a file")


def main():
    with Desktop() as desktop:
        app = desktop.start()
        open_components(app)
        show_calls(app)
        show_token_call(app)
        show_reply(app)
        fail_call(app)
        clear_calls(app)
        keep_calls(app, desktop)


main()
