# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten thousand of each: a list builds the rows that are looked at and a few around them, not all."""

import json
import os

from sluice_gui import Desktop, Failure
from sluice_watched import Told, add_workspace, start_server

MANY = 10000
# A list view of GTK 4.8 keeps about 200 rows, whatever is on screen.
MOST_ROWS = 500


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


class Many(Told):
    """Nothing is there until the view that lists it is on screen."""

    replies = {}

    def get(self, path, query):
        last = path.rsplit("/", 1)[1]
        if last == "report":
            return {"status": "healthy", "errors": []}
        return self.replies.get(last, [])


def count_rows(app, name):
    """How many rows a list has built: those that are not built are not there."""
    rows = app.find("list", name)
    return rows.get_child_count() if rows is not None else 0


def scroll(app, name):
    x, y = app.centre(app.find("list", name))
    app.xdotool("mousemove", min(x, 900), 500, "click", "--repeat", 40, "--delay", 10, 5)


def look_through(app, view, family, name, last):
    """Fills, scrolls, and finds the last by its name, in any case: never with a row for each."""
    app.click_view(view)
    Many.replies[family] = json.dumps(create_items(family)).encode()
    app.key("ctrl+r")
    app.wait(lambda: count_rows(app, name) > 10, f"the list {name} to be filled", timeout=60)
    scroll(app, name)
    rows = count_rows(app, name)
    check(rows < MOST_ROWS, f"{name}: {rows} rows are built")
    app.type("Search", last.upper())
    app.wait(lambda: count_rows(app, name) == 1, f"the list {name} to have one row", timeout=60)
    app.wait_for("list item", contains=last, within=app.find("list", name))
    print(f"{name}: {rows} rows for {MANY} items", flush=True)


def look_through_calls(desktop):
    """So many calls take longer to make than a test may; the list itself is given them, full."""
    child = desktop.spawn(os.environ["SLUICE_ACTIVITY_MANY"])
    check(child.wait(90) == 0, "the list of calls builds too many rows or is slow")


def main():
    with Desktop() as desktop:
        look_through_calls(desktop)
        add_workspace(desktop, start_server(Many)[1], "Many")
        app = desktop.start()
        app.wait_for("push button", "Workspace: Many")
        look_through(app, "Components", "connections", "Results", "Object 09999")
        look_through(app, "Audiences", "audiences", "Audiences", "Object 09999")
        # Last, for each of them is asked for its report.
        look_through(app, "Pipelines", "data-pipelines", "Pipelines", "Object 09999")


main()
