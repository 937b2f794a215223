# SPDX-License-Identifier: GPL-3.0-or-later
"""Told in time: what a notification server gets to hear, and where a click on it leads."""

import datetime

from sluice_bus import Notifications
from sluice_gui import Desktop, Failure, poll
from sluice_watched import Retold, add_workspace, start_sandbox

ID = "acme-customers-pipeline"
NAME = "Acme customers pipeline"


def tell_of_run(number, **changes):
    def change(report):
        report["latest_pipeline_run"].update({"pipeline_run_id": f"retold-{number}", **changes})

    return change


def fault(report):
    report.update(
        status="faulted",
        connection_status="faulted",
        errors=[{"message": "The password of MPARTICLE_USER is not accepted."}],
    )


def stop_running(report):
    """As if no run had begun for five hours."""
    run = report["latest_pipeline_run"]
    for member in ("started_on", "ended_on", "range_start", "range_end"):
        time = datetime.datetime.fromisoformat(run[member].replace("Z", "+00:00"))
        earlier = time - datetime.timedelta(hours=5)
        run[member] = earlier.strftime("%Y-%m-%dT%H:%M:%SZ")


def look_again(app, server, times=1):
    """Asks, and waits until the answers have gone out; those before them have been judged then."""
    for _ in range(times):
        before = server.told.get(ID, 0)
        app.key("ctrl+r")
        poll(lambda: server.told.get(ID, 0) > before, "the pipeline to be looked at")


def tell(app, server, change, notices, title):
    server.reports[ID] = change
    look_again(app, server)
    return notices.wait_for(title)


def expect(condition, what):
    if not condition:
        raise Failure(what)


def see_what_is_wrong_already(notices):
    number, _, body = notices.wait_for("“Acme churn pipeline” is faulted")
    expect("acme.ml.churn_scores" in body and "\n" in body, f"no reason and remedy: {body}")
    return number


def see_failure(app, server, notices):
    title = f"A run of “{NAME}” failed"
    failed = tell_of_run(
        1, status="failed", errors=[{"message": "The unload step was denied access."}]
    )
    number, _, body = tell(app, server, failed, notices, title)
    expect(body.startswith("The unload step was denied access.\n"), f"failed: {body}")
    look_again(app, server, 3)
    expect(len(notices.find(title)) == 1, "a failure was told twice")
    return number


def see_fault_and_recovery(app, server, notices, number):
    fault_number, _, body = tell(app, server, fault, notices, f"“{NAME}” is faulted")
    expect(fault_number == number, "the fault was stacked on the failure")
    expect("MPARTICLE_USER" in body, f"faulted: {body}")
    well_number, _, _ = tell(
        app, server, tell_of_run(2, status="success"), notices, f"“{NAME}” is well again"
    )
    expect(well_number == number, "the recovery was stacked on the fault")
    look_again(app, server, 3)
    expect(len(notices.find(f"“{NAME}” is well again")) == 1, "a recovery was told twice")


def see_unusual(app, server, notices):
    far_off = tell_of_run(3, status="success", successful_records=9000000, failed_records=0)
    _, _, body = tell(app, server, far_off, notices, f"A run of “{NAME}” was unusual")
    expect("9,000,000" in body or "9000000" in body, f"unusual: {body}")
    expect("in the middle" in body and "would be usual" in body, f"not explained: {body}")


def see_overdue(app, server, notices):
    title = f"“{NAME}” did not run"
    number, _, body = tell(app, server, stop_running, notices, title)
    expect("was due at" in body and "run it now" in body, f"overdue: {body}")
    look_again(app, server, 3)
    expect(len(notices.find(title)) == 1, "a missing run was told twice")
    # It runs after all: what is no longer so is taken back.
    del server.reports[ID]
    look_again(app, server)
    poll(lambda: number not in notices.shown, "the notification to go")


def follow_a_notification(app, notices, number):
    app.click_view("Overview")
    expect("default" in notices.actions, f"nothing to click: {notices.actions}")
    notices.click(number)
    app.wait_for("push button", "Back to the list")
    app.wait_for("label", "Acme churn pipeline")
    app.wait_for("label", contains="The pipeline is faulted")
    app.click("push button", "Back to the list")


def mute(app, server, notices):
    app.click_view("Pipelines")
    app.click_at(app.wait_for("label", NAME))
    app.wait_for("push button", "Back to the list")
    switch = app.click("check box", "Desktop Notifications")
    app.wait(lambda: not app.is_checked(switch), "the switch to be off")
    title = f"A run of “{NAME}” failed"
    before = len(notices.find(title))
    server.reports[ID] = tell_of_run(4, status="failed")
    app.click("push button", "Back to the list")
    look_again(app, server, 3)
    expect(len(notices.find(title)) == before, "a muted pipeline was told of")


def main():
    with Desktop() as desktop:
        notices = Notifications(desktop)
        server = Retold(start_sandbox(desktop))
        add_workspace(desktop, server.url)
        app = desktop.start("--workspace", "Watched")
        number = see_what_is_wrong_already(notices)
        app.click_view("Pipelines")
        failure = see_failure(app, server, notices)
        see_fault_and_recovery(app, server, notices, failure)
        see_unusual(app, server, notices)
        see_overdue(app, server, notices)
        follow_a_notification(app, notices, number)
        mute(app, server, notices)
        server.close()


main()
