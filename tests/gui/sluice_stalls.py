# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what the stall probe wrote: how long each turn of the main loop took, and where it was."""

import os
import re
import subprocess

# One frame at 60 Hz: what takes longer can be seen, and it is said of each journey how many turns do. On a
# machine with eight programs for each core the same turn takes two or three times the CPU time that it takes
# on a quiet one, and a test must not fail for its neighbours: it fails at four frames, which no turn takes
# there. SLUICE_STALL_BOUND_MS=16 is the strict measure.
FRAME_MS = 16.0
BOUND_MS = float(os.environ.get("SLUICE_STALL_BOUND_MS", "64"))
FRAME = re.compile(r"(\S+?)\((\w*)\+(0x[0-9a-f]+)\)")


# GTK makes, measures and destroys a window in one piece, and its file chooser, which is a program of its
# own where there is a portal, builds all of its lists at once. No application can cut that up.
IN_ONE_PIECE = (
    "gtk_file_chooser_native_new",
    "gtk_native_dialog_show",
    "gtk_window_close",
    "gtk_window_destroy",
    "gtk_window_present",
    "gtk_window_present_with_time",
)


class Turn:
    def __init__(self, line):
        numbers = [float(word) for word in line.split()[1:]]
        self.start, self.callbacks, self.layout, self.paint, self.wall, self.slept, self.slow = numbers
        self.stacks = []

    def is_in_one_piece(self, stack):
        return any(f"({name}+" in frame for frame in stack for name in IN_ONE_PIECE)

    def own(self):
        """Milliseconds in callbacks, without the share that the samples show in what is done in one piece."""
        if not self.stacks:
            return self.callbacks
        others = sum(1 for stack in self.stacks if self.is_in_one_piece(stack))
        return self.callbacks * (1 - others / len(self.stacks))


def read_turns(path):
    """The turns that took long, in the order they came."""
    turns = []
    if not os.path.exists(path):
        return turns
    with open(path, encoding="utf-8", errors="replace") as stream:
        for line in stream:
            # A program that was killed may leave half a line.
            if line.startswith("turn ") and len(line.split()) == 8:
                turns.append(Turn(line))
            elif line.startswith("stack") and turns:
                turns[-1].stacks.append([])
            elif turns and turns[-1].stacks:
                turns[-1].stacks[-1].append(line.strip())
    return turns


def list_symbols(program):
    symbols = {}
    output = subprocess.run(["nm", program], capture_output=True, text=True).stdout
    for words in map(str.split, output.splitlines()):
        if len(words) == 3:
            symbols[words[2]] = int(words[0], 16)
    return symbols


def name_frames(program, frames):
    """Our own functions in a stack, innermost first, with file and line."""
    symbols = list_symbols(program)
    addresses = []
    for frame in frames:
        match = FRAME.match(frame)
        if match and os.path.basename(match[1]) == os.path.basename(program):
            addresses.append(hex(symbols.get(match[2], 0) + int(match[3], 16) - 1))
    if not addresses:
        return "the toolkit"
    output = subprocess.run(
        ["addr2line", "-f", "-s", "-e", program, *addresses], capture_output=True, text=True
    ).stdout.splitlines()
    return " < ".join(f"{output[i]} ({output[i + 1]})" for i in range(0, min(len(output), 12), 2))


def describe(turns):
    def most(member):
        return max((getattr(turn, member) for turn in turns), default=0)

    own = max((turn.own() for turn in turns), default=0)
    longer = sum(1 for turn in turns if turn.own() > FRAME_MS)
    return (
        f"Main loop: {longer} turns longer than a frame, callbacks at most {own:.1f} ms, layout {most('layout'):.1f} ms, "
        f"painting {most('paint'):.1f} ms"
    )


def find_stalls(turns, program, bound=BOUND_MS):
    """What is to be said of the turns whose callbacks took too long; empty if none did."""
    found = []
    for turn in turns:
        if turn.own() <= bound:
            continue
        names = [name_frames(program, stack) for stack in turn.stacks[:8]]
        # GTK's file chooser reads folders and fills its lists in callbacks of its own.
        if names and all(name.startswith(("main (", "the toolkit")) for name in names):
            continue
        found.append(f"{turn.own():.1f} ms in callbacks, {turn.start:.0f} ms after the start:")
        found.extend(f"  in {name}" for name in names)
    return "\n".join(found)
