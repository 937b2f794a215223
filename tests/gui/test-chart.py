# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a pipeline: its chart by keyboard and pointer, its runs page by page, in both dialects."""

import collections
import csv
import datetime
import os
import sqlite3
import subprocess
import time
import urllib.parse

from sluice_gui import Desktop, Failure, poll
from sluice_watched import Told, add_workspace, start_server

PAGE = 50
MANY = 120
NOW = datetime.datetime.now(datetime.timezone.utc)
NEWEST = NOW.replace(minute=0, second=0, microsecond=0) - datetime.timedelta(hours=2)


def stamp(hours_ago, minutes=0):
    time = NEWEST - datetime.timedelta(hours=hours_ago) + datetime.timedelta(minutes=minutes)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def run(number, status="success", records=1000, failed=0):
    """The run so many hours before the newest."""
    return {
        "pipeline_run_id": f"run-{number:05}",
        "type": "scheduled",
        "status": status,
        "range_start": stamp(number + 1),
        "range_end": stamp(number),
        "started_on": stamp(number),
        "ended_on": stamp(number, 2),
        "records_extracted": records + failed,
        "successful_records": records,
        "failed_records": failed,
        "errors": [{"message": "The unload step was denied access."}] if status == "failed" else [],
    }


def early_run(number):
    return {
        "pipeline_run_id": f"early-{number:05}",
        "pipeline_run_type": "scheduled",
        "pipeline_run_state": "success",
        "data_interval_start": stamp(number + 1),
        "data_interval_end": stamp(number),
        "start_date": stamp(number),
        "end_date": stamp(number, 3),
        "records_extracted": 4400 + number,
        "records_mapped": 4321 + number,
    }


RUNS = {
    "none": [],
    "one": [run(0, records=1234)],
    "fortnight": [run(n, records=1000 + n) for n in range(12)]
    + [run(12, "failed", 0), run(13, "success", 900, 77)],
    "many": [run(n, records=5000 + n) for n in range(MANY)],
    "broken": [run(n, "failed", 0) for n in range(30)],
    "early": [early_run(n) for n in range(3)],
}


def report(name):
    latest = RUNS[name][0] if RUNS[name] else None
    if name == "early":
        return {"is_faulted": False, "is_connection_faulted": False, "latest_pipeline_run": latest}
    return {
        "status": "idle",
        "connection_status": "healthy",
        "data_model_status": "healthy",
        "errors": [],
        "latest_pipeline_run": latest,
    }


def pipeline(name):
    return {
        "id": name,
        "name": f"Pipeline {name}",
        "state": "active",
        "environment": "development",
        "data_type": "user_attributes",
        "schedule": {"type": "on_demand"},
    }


class Charted(Told):
    seen = collections.Counter()

    def post(self, path):
        parts = path.split("/")
        if parts[-1] != "trigger":
            return self.TOKEN
        RUNS[parts[-2]].insert(0, run(-1, records=777))
        return {"status": "trigger_requested", "pipeline_run_id": "run--0001"}

    def get(self, path, query):
        parts = path.split("/")
        if parts[-1] == "data-pipelines":
            return [pipeline(name) for name in RUNS]
        if parts[-1] == "report":
            return report(parts[-2])
        if parts[-1] != "runs":
            return []
        asked = urllib.parse.parse_qs(query)
        page, size = int(asked["currentPage"][0]), int(asked["pageSize"][0])
        self.seen[parts[-3], page] += 1
        return RUNS[parts[-3]][(page - 1) * size : page * size]


def expect(condition, what):
    if not condition:
        raise Failure(what)


def open_pipeline(app, name):
    app.click_at(app.wait_for("list item", contains=f"Pipeline {name}: "))
    app.wait_for("push button", "Back to the list")
    app.wait_for("label", f"Pipeline {name}")


def leave(app):
    app.click("push button", "Back to the list")
    app.wait_for("push button", "Order and refresh")


def find_chart(app):
    return app.find(None, "Records of each run")


def read_chart(app, what, part):
    """What is said below the chart of the bar that is chosen."""
    return app.wait(
        lambda: next(
            (
                app.name_of(node)
                for node in app.walk()
                if node.get_role_name() == "label"
                and part in app.name_of(node)
            ),
            None,
        ),
        what,
    )


def use_chart_by_keyboard(app):
    open_pipeline(app, "fortnight")
    app.wait(lambda: find_chart(app), "the chart")
    read_chart(app, "how to use the chart", "Choose a bar with the arrow keys")
    def has_focus():
        return find_chart(app).get_state_set().contains(app.atspi.StateType.FOCUSED)

    def step():
        if not has_focus():
            app.key("Tab")
        return has_focus()

    app.wait(step, "the chart to be reached by Tab")
    app.key("Left")
    newest = read_chart(app, "the figures of the newest run", ": Succeeded, 1,000 records")
    app.key("Home")
    oldest = read_chart(app, "the figures of the oldest run", "900 records, 77 failed")
    app.key("Right")
    failed = read_chart(app, "the run that failed", ": Failed, 0 records, 0 failed")
    app.key("End")
    expect(read_chart(app, "the newest again", ": Succeeded, 1,000 records") == newest, "another newest run")
    expect(len({newest, oldest, failed}) == 3, "the same figures for three runs")


def list_windows(app):
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", ".*"],
        env=app.desktop.env,
        capture_output=True,
        text=True,
    )
    return set(found.stdout.split())


def use_chart_by_pointer(app):
    """A click chooses the bar below; hovering alone opens a tooltip, which is a window of its own."""
    chart = app.wait(lambda: find_chart(app), "the chart")
    box = app.atspi.Component.get_extents(chart, app.atspi.CoordType.WINDOW)
    x, y = app.centre(chart)
    before = list_windows(app)
    app.xdotool("mousemove", x, y)
    app.xdotool("mousemove_relative", 2, 2)
    app.wait(lambda: len(list_windows(app)) > len(before), "the figures to be shown on hovering")
    # Fourteen bars of at most 64 points begin behind the numbers of the axis.
    app.xdotool("mousemove", box.x + 70, y, "click", 1)
    read_chart(app, "the oldest run, clicked", "900 records, 77 failed")


def read_table(app):
    """The chart's twin: the same runs as text."""
    app.wait_for(None, contains="Window Covered")
    for text in ("1,011", "2 minutes", "The unload step was denied access."):
        app.wait_for("table cell", text)


def scroll_past_table(app):
    """The wheel goes on with the page where the table ends. The pointer is above the chart still."""
    last = app.wait_for("list item", "Make an Audience of This")
    height = app.desktop.size[1]
    expect(app.centre(last)[1] > height, "the page fits into the window, so that this tests nothing")
    app.scroll_to(last)
    leave(app)


def count_in_store(desktop, name):
    path = os.path.join(desktop.env["XDG_DATA_HOME"], "sluice", "sluice.db")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        return store.execute("SELECT count(*) FROM runs WHERE pipeline_id = ?", (name,)).fetchone()[0]


def save(app, path):
    app.choose_new_file(path)
    poll(lambda: os.path.exists(path) and os.path.getsize(path) > 0, path)
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def load_older(desktop, app):
    """Two more pages from the API, the last one short; then there is nothing to load."""
    open_pipeline(app, "many")
    poll(lambda: count_in_store(desktop, "many") == PAGE, "the first page to be stored")
    expect(Charted.seen["many", 2] == 0, "the second page was read before anybody wanted it")
    app.click("push button", "Load Older")
    poll(lambda: count_in_store(desktop, "many") == 2 * PAGE, "the second page to be stored")
    app.click("push button", "Load Older")
    poll(lambda: count_in_store(desktop, "many") == MANY, "the third page to be stored")
    app.wait_for("label", contains="These are all the runs")
    app.wait_gone("push button", "Load Older")
    app.click("push button", "More")
    app.click("menu item", "Export Runs as CSV…")
    rows = save(app, os.path.join(desktop.work, "many.csv"))
    expect(len(rows) == MANY + 1, f"{len(rows)} lines in the CSV file")
    ids = [row[0] for row in rows[1:]]
    expect(ids == [f"run-{n:05}" for n in range(MANY)], f"not newest first: {ids[:3]}")
    expect(rows[1][rows[0].index("records")] == "5000", f"other figures: {rows[1]}")
    leave(app)


def run_now(app):
    open_pipeline(app, "one")
    app.click("push button", "Run Now")
    app.wait(
        lambda: any("777" in app.name_of(node) for node in app.walk()), "the new run in the table"
    )
    leave(app)


def see_early_access(app):
    open_pipeline(app, "early")
    read_chart(app, "the last run's records", "4,321")
    app.wait_for("table cell", "3 minutes")
    leave(app)


def see_none_and_broken(app):
    open_pipeline(app, "none")
    app.wait_for("label", "It has not run yet.")
    app.wait(lambda: find_chart(app) is None, "no chart of nothing")
    leave(app)
    open_pipeline(app, "broken")
    app.wait(lambda: find_chart(app), "the chart")
    app.wait_for("label", contains="denied access")
    leave(app)


def count_wake_ups(app):
    with open(f"/proc/{app.process.pid}/status", encoding="utf-8") as stream:
        return next(int(line.split()[1]) for line in stream if line.startswith("voluntary_ctxt"))


def rest(app, view):
    """Where nothing happens nothing is drawn. A look at the server may come in between, but not always."""
    app.click_view(view)
    counts = []
    for _ in range(8):
        before = count_wake_ups(app)
        time.sleep(1)
        counts.append(count_wake_ups(app) - before)
        if counts[-1] < 20:
            return
    raise Failure(f"{view} wakes up all the time: {counts} times a second")


def main():
    with Desktop() as desktop:
        add_workspace(desktop, start_server(Charted)[1], "Charts")
        app = desktop.start()
        app.wait_for("push button", "Workspace: Charts")
        app.click_view("Pipelines")
        use_chart_by_keyboard(app)
        use_chart_by_pointer(app)
        read_table(app)
        scroll_past_table(app)
        load_older(desktop, app)
        run_now(app)
        see_early_access(app)
        see_none_and_broken(app)
        for view in ("Overview", "Pipelines", "Components", "Audiences"):
            rest(app, view)


main()
