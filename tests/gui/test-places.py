# SPDX-License-Identifier: GPL-3.0-or-later
"""Getting about in a narrow window: by keyboard, by the help and the list of shortcuts, in two windows at
once, and back to where one was."""

import re
import subprocess

from sluice_gui import Desktop, Failure, find_program, poll
from sluice_watched import add_workspace, start_sandbox

WIDTH, HEIGHT = 360, 640
FRAME = 12
VIEWS = (
    "Overview",
    "Pipelines",
    "Warehouses",
    "New Pipeline",
    "Components",
    "Audiences",
    "Activity",
)


def check(truth, what):
    if not truth:
        raise Failure(what)


def is_at(app, view):
    frame = app.find("frame")
    return frame is not None and frame.get_name().startswith(f"{view} –")


def has_keyboard(app, name):
    """Whether what has the keyboard, or what it is in, is called so."""
    for node in app.walk():
        if node.get_state_set().contains(app.atspi.StateType.FOCUSED):
            return name in app.name_of(node) or name in app.name_of(node.get_parent())
    return False


def go(app, number):
    """By the keyboard, which a window that is just shown or resized may not have yet: then once more."""
    for timeout in (5, 5, 20):
        app.key(f"alt+{number}")
        try:
            poll(lambda: is_at(app, VIEWS[number - 1]), f"the view {number}", timeout)
            return
        except Failure:
            if timeout == 20:
                raise


def go_by_keys(app):
    """Alt and a number lead to the view, and the keyboard past its header bar."""
    for number in range(1, len(VIEWS) + 1):
        go(app, number)
    for number, place in ((2, "Search by name"), (3, "Snowflake"), (5, "Search"), (7, "Search")):
        go(app, number)
        app.wait(lambda: has_keyboard(app, place), f"the keyboard in {place} of {VIEWS[number - 1]}")
    app.key("Tab", "Tab")
    app.wait(lambda: not has_keyboard(app, "Search"), "the keyboard to go on")
    app.key("ctrl+f")
    app.wait(lambda: has_keyboard(app, "Search"), "Ctrl+F to lead back to the search")


def wait_for_windows(app, count):
    poll(lambda: len(app.shown_windows()) == count, f"{count} windows", otherwise=app.describe)


def open_window(app, *keys):
    app.key(*keys)
    wait_for_windows(app, 2)


def close_window(app):
    app.key("Escape")
    wait_for_windows(app, 1)


def check_width(app):
    for window in app.shown_windows():
        text = run(app, "getwindowgeometry", "--shell", window)
        width = int(re.search(r"WIDTH=(\d+)", text).group(1))
        check(width <= WIDTH + FRAME, f"a window is {width} pixels wide")


def search(app, words):
    """By real keys, which go to the window in front."""
    app.key("ctrl+a")
    app.xdotool("type", "--delay", "1", words)


def read_help(app):
    """Each view has a page of its own, which leads on; the pages can be searched."""
    for number, view in enumerate(VIEWS, 1):
        go(app, number)
        open_window(app, "F1")
        page = app.wait_for("frame", "Help")
        app.wait_for("label", view, within=page)
        app.wait_for("label", "What Can Go Wrong?", within=page)
        check_width(app)
        if number < len(VIEWS):
            close_window(app)
    app.click("push button", "All topics", within=page)
    search(app, "locked")
    app.wait(lambda: app.find("list item", "Activity", within=page) is None, "fewer topics")
    search(app, "no such words")
    app.wait_for("label", "No Results", within=page)
    search(app, "greyed out")
    app.wait_gone("label", "No Results")
    app.wait(lambda: app.find("list item", "Overview", within=page) is None, "fewer topics again")
    app.click_at(app.wait_for("list item", "Components", within=page))
    app.wait_for("label", "Delete is greyed out", within=page)
    check(not app.unnamed(), f"in the help: {app.unnamed()}")
    app.click_at(app.wait_for("list item", "Make a new pipeline", within=page))
    wait_for_windows(app, 1)
    app.wait(lambda: is_at(app, "New Pipeline"), "the help to lead to the view")


def open_main_menu(app):
    """Its button is in the sidebar, which is folded away here."""
    go(app, 2)
    app.key("F10")
    app.wait_for("menu item", "About Sluice")
    app.key("Escape")
    app.wait_gone("menu item", "About Sluice")


def read_shortcuts(app):
    open_window(app, "ctrl+question")
    page = app.wait_for("frame", "Keyboard Shortcuts")
    for title, keys in (
        ("Go to a view, in the order of the sidebar", "Alt+1 to 9"),
        ("Refresh", "Ctrl+R or F5"),
        ("Help for what is on screen", "F1"),
    ):
        said = app.wait_for("list item", title, within=page).get_description()
        check(said == keys, f"{title}: {said}")
    check_width(app)
    check(not app.unnamed(), f"in the shortcuts: {app.unnamed()}")
    search(app, "sidebar")
    app.wait(lambda: app.find("list item", "Quit", within=page) is None, "fewer shortcuts")
    app.wait_for("list item", "Show the sidebar", within=page)
    close_window(app)


def run(app, *arguments):
    result = subprocess.run(
        ["xdotool", *map(str, arguments)], env=app.desktop.env, capture_output=True, text=True
    )
    return result.stdout.strip()


def title_of(app, window):
    return run(app, "getwindowname", window)


def use_two_windows(desktop, app):
    """Each has a workspace and a view of its own. AT-SPI is not asked of two windows that come and go."""
    (first,) = app.shown_windows()
    before = title_of(app, first)
    desktop.spawn(find_program(), "--workspace", "Other")
    wait_for_windows(app, 2)
    (second,) = set(app.shown_windows()) - {first}
    poll(lambda: title_of(app, second).endswith("– Other"), "the second window on its workspace")
    run(app, "windowfocus", "--sync", second)
    app.key("alt+5")
    poll(lambda: title_of(app, second) == "Components – Other", "the second window's own view")
    check(title_of(app, first) == before, "the first window went along")
    app.key("ctrl+w")
    # The display may miss one in a list that it makes while a window goes.
    poll(lambda: app.shown_windows() == [first], "the first window alone")
    check(app.process.poll() is None, "the program ended with one of its windows")
    run(app, "windowfocus", "--sync", first)


def height_of(app):
    frame = app.wait_for("frame")
    return app.atspi.Component.get_extents(frame, app.atspi.CoordType.WINDOW).height


def come_back(desktop, app):
    """The size of the window, its view and its workspace are those of the last time."""
    (window,) = app.shown_windows()
    before = height_of(app)
    run(app, "windowsize", window, WIDTH + FRAME, 500)
    app.wait(lambda: height_of(app) < before, "the window to be lower")
    height = height_of(app)
    go(app, 5)
    # The header has a switcher, too, which is folded away here; the one that is seen comes last.
    app.click_at(app.wait(lambda: app.find_all("label", "Feeds"), "the switcher")[-1])
    app.wait_for("list item", "Acme Redshift feed")
    go(app, 7)
    app = desktop.restart()
    app.wait(lambda: is_at(app, "Activity"), "the view of the last time")
    go(app, 5)
    app.wait_for("list item", "Acme Redshift feed")
    check(height_of(app) == height, f"{height_of(app)} pixels high instead of {height}")
    (window,) = app.shown_windows()
    check(title_of(app, window).endswith("– Watched"), "another workspace than the last time")


def main():
    with Desktop(size=(WIDTH, HEIGHT)) as desktop:
        url = start_sandbox(desktop)
        add_workspace(desktop, url)
        add_workspace(desktop, url, "Other")
        app = desktop.start("--workspace", "Watched")
        go_by_keys(app)
        read_help(app)
        read_shortcuts(app)
        open_main_menu(app)
        use_two_windows(desktop, app)
        come_back(desktop, app)


main()
