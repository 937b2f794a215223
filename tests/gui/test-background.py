# SPDX-License-Identifier: GPL-3.0-or-later
"""Watching without a window: only if the person says so and the desktop does not refuse, and until
they quit."""

import os
import sys

from sluice_bus import BackgroundPortal, Notifications
from sluice_gui import App, Desktop, Failure, poll
from sluice_watched import Retold, add_workspace, program, start_sandbox

KEEP = "Keep Watching in the Background"
LOGIN = "Start at Login"
# An hour in a minute: what is looked at every five minutes is looked at every five seconds.
SPEED = "--speed=60"


def expect(condition, what):
    if not condition:
        raise Failure(what)


def autostart_file(desktop):
    return os.path.join(
        desktop.env["XDG_CONFIG_HOME"], "autostart", "io.github.sluicehq.Sluice.desktop"
    )


def read_autostart(desktop):
    """What is started at login; a new file is there before it is whole."""
    if not os.path.exists(autostart_file(desktop)):
        return ""
    with open(autostart_file(desktop), encoding="utf-8") as stream:
        return stream.read()


def switch(app, name, on):
    box = app.click("check box", name)
    app.wait(lambda: app.is_checked(box) == on, f"{name} to be {'on' if on else 'off'}")


def open_preferences(app):
    app.key("ctrl+comma")
    return app.wait_for("check box", KEEP)


def close_dialog(app):
    app.key("Escape")
    app.wait_gone("check box", KEEP)


def ends(process):
    poll(lambda: process.poll() is not None, "the program to end")
    expect(process.returncode == 0, f"the program ended with {process.returncode}")


def goes_on_asking(server):
    before = server.asked
    poll(lambda: server.asked > before, "another request")


def close_the_last_window(app):
    app.key("ctrl+w")
    app.wait_gone("frame")


def open_again(desktop, app):
    """A second start only wakes the program that is running."""
    second = desktop.spawn(program("ui", "sluice"))
    ends(second)
    app.wait_for("frame")


def stay_only_if_told(desktop, server):
    app = desktop.start("--workspace", "Watched")
    app.key("ctrl+w")
    ends(app.process)

    app = desktop.start("--workspace", "Watched")
    open_preferences(app)
    switch(app, KEEP, True)
    expect(not os.path.exists(autostart_file(desktop)), "an autostart file that nobody wanted")
    switch(app, LOGIN, True)
    poll(lambda: "Exec=sluice --gapplication-service\n" in read_autostart(desktop), "the autostart file")
    switch(app, LOGIN, False)
    poll(lambda: not os.path.exists(autostart_file(desktop)), "the autostart file to go")
    close_dialog(app)
    close_the_last_window(app)
    goes_on_asking(server)
    open_again(desktop, app)
    app.key("ctrl+q")
    ends(app.process)


def refuse(desktop, server):
    portal = BackgroundPortal(desktop, grants=False)
    app = desktop.start("--workspace", "Watched")
    box = open_preferences(app)
    app.click("check box", KEEP)
    app.wait_for(None, contains="The desktop does not let Sluice watch in the background.")
    app.wait(lambda: not app.is_checked(box), "the switch to go back")
    expect("pipeline" in portal.asked[0]["reason"], f"the reason: {portal.asked}")
    close_dialog(app)
    app.key("ctrl+w")
    ends(app.process)


def grant(desktop, server):
    portal = BackgroundPortal(desktop, grants=True)
    app = desktop.start("--workspace", "Watched")
    open_preferences(app)
    switch(app, KEEP, True)
    poll(lambda: len(portal.asked) == 1, "the portal to be asked")
    expect(portal.asked[0]["autostart"] is False, f"nobody wanted a start: {portal.asked}")
    switch(app, LOGIN, True)
    poll(lambda: len(portal.asked) == 2, "the portal to be asked again")
    expect(portal.asked[1]["autostart"] is True, f"a start was wanted: {portal.asked}")
    close_dialog(app)
    close_the_last_window(app)
    goes_on_asking(server)


def serve(desktop, server):
    """Started at login, without a window, it tells of a failure and shows it when asked to."""
    notices = Notifications(desktop)
    idle = desktop.spawn(program("ui", "sluice"), "--gapplication-service")
    ends(idle)
    expect(server.asked == 0, "it asked although nobody wanted that")

    desktop.write_settings(**{"watch-in-background": True})
    process = desktop.spawn(program("ui", "sluice"), "--gapplication-service")
    number, _, _ = notices.wait_for("“Acme churn pipeline” is faulted")
    app = App(desktop, process)
    expect(app.find("frame") is None, "a window that nobody asked for")
    notices.click(number)
    app.wait_for("frame")
    app.wait_for("push button", "Back to the list")
    app.wait_for("label", "Acme churn pipeline")
    app.key("ctrl+q")
    ends(process)


def main(journey):
    with Desktop() as desktop:
        server = Retold(start_sandbox(desktop, SPEED))
        add_workspace(desktop, server.url)
        journey(desktop, server)
        server.close()


main({"told": stay_only_if_told, "refused": refuse, "granted": grant, "served": serve}[sys.argv[1]])
