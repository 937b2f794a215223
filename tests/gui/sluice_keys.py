# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows the keyboard focus: where a key leads, as assistive technology is told it."""

import time

from sluice_gui import TIMEOUT, Failure, is_called

# As many controls as no window has.
MOST_STOPS = 120


class Keyboard:
    """Presses keys, and never a button of a mouse."""

    def __init__(self, app):
        from gi.repository import GLib

        self.app = app
        self.context = GLib.MainContext.default()
        self.focus = ""
        self.moves = 0
        self.listener = app.atspi.EventListener.new(self._on_focused)
        self.listener.register("object:state-changed:focused")

    def _on_focused(self, event):
        if event.detail1 != 1:
            return
        try:
            self.focus = self._name(event.source)
            self.moves += 1
        except Exception:  # a control that has gone again
            pass

    def _name(self, node):
        """The text in a row of libadwaita has no name; the row has."""
        for _ in range(6):
            if node is None:
                break
            name = self.app.name_of(node)
            if name:
                # A button is called by its mnemonic and by its label.
                half = len(name) // 2
                return name[:half] if name[:half] == name[half + 1 :] else name
            node = node.get_parent()
        return ""

    def press(self, *keys):
        self.app.key(*keys)

    def write(self, text):
        self.press("ctrl+a")
        self.app.xdotool("type", "--delay", "1", text)

    def wait_until(self, check, what):
        deadline = time.monotonic() + TIMEOUT
        while not check():
            self.context.iteration(False)
            if time.monotonic() > deadline:
                raise Failure(f"waited for {what}; the focus is at “{self.focus}”")
            time.sleep(0.005)

    def step(self, key="Tab"):
        """Presses a key that must move the focus, and says where to."""
        moves = self.moves
        self.press(key)
        self.wait_until(lambda: self.moves > moves, f"{key} to lead on")
        return self.focus

    def go_to(self, key, name):
        """Presses a mnemonic and waits until the focus is there."""
        self.press(key)
        self.wait_until(lambda: self.focus == name, f"{key} to lead to {name}")

    def walk(self, last, key="Tab", entries=None):
        """Goes on from control to control up to the last, and says which there were. The entries of
        libadwaita's rows do not tell of their focus: so many are passed behind the stops named here."""
        entries = dict(entries or {})
        stops = []
        while not stops or not is_called(self.focus, last):
            for _ in range(entries.pop(self.focus, 0)):
                self.press(key)
            stops.append(self.step(key))
            if len(stops) > MOST_STOPS:
                raise Failure(f"{key} never came to {last}: {stops[-20:]}")
        unnamed = [i for i, name in enumerate(stops) if not name]
        if unnamed:
            raise Failure(f"stops without a name after {[stops[i - 1] for i in unnamed]}")
        return stops

    def fill(self, label, text, key="Tab"):
        """Goes to an entry, which is the one of that label if what is written is found there."""
        self.press(key)
        self.write(text)
        read = lambda: self.app.text_of(self.app.editable(label))
        self.app.wait(lambda: read() == text, f"the keyboard to write into {label}")
        self.focus = label


def expect_order(stops, names):
    """The names are among the stops, in this order."""
    rest = iter(stops)
    for name in names:
        if name not in rest:
            raise Failure(f"“{name}” does not come in its turn: {stops}")
