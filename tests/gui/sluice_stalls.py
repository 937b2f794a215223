# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what the stall probe wrote: how long each turn of the main loop took, and where it was."""

import os
import re
import shutil
import subprocess
import sys

# One frame at 60 Hz: what takes longer can be seen, and no turn of any journey does, neither alone nor with
# six journeys at a time on two cores. A slower machine is not a fault of ours: a test fails at two and a half
# frames. SLUICE_STALL_BOUND_MS=16 is the strict measure; SLUICE_STALLS_KEEP=FOLDER keeps what the probe wrote
# of each program.
FRAME_MS = 16.0
BOUND_MS = float(os.environ.get("SLUICE_STALL_BOUND_MS", "40"))
FRAME = re.compile(r"(\S+?)\((\w*)\+(0x[0-9a-f]+)\)")


# GTK makes, measures and destroys a window in one piece, its file chooser, which is a program of its own
# where there is a portal, builds all of its lists at once, and libadwaita reads its whole style sheet anew
# when light becomes dark. No application can cut that up.
IN_ONE_PIECE = (
    "adw_style_manager_set_color_scheme",
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
        self.phases = []  # in which each of the stacks was taken

    def is_in_one_piece(self, stack):
        return any(f"({name}+" in frame for frame in stack for name in IN_ONE_PIECE)

    def stacks_in(self, phase):
        return [stack for stack, of in zip(self.stacks, self.phases) if of == phase]

    def own(self):
        """Milliseconds in callbacks, without the share that the samples show in what is done in one piece."""
        stacks = self.stacks_in("callbacks")
        if not stacks:
            return self.callbacks
        others = sum(1 for stack in stacks if self.is_in_one_piece(stack))
        return self.callbacks * (1 - others / len(stacks))


def keep(path):
    folder = os.environ.get("SLUICE_STALLS_KEEP")
    if folder:
        name = "-".join((os.path.basename(sys.argv[0]), *sys.argv[1:], str(os.getpid())))
        shutil.copy(path, os.path.join(folder, name))


def read_turns(path):
    """The turns that took long, in the order they came."""
    turns = []
    if not os.path.exists(path):
        return turns
    keep(path)
    with open(path, encoding="utf-8", errors="replace") as stream:
        for line in stream:
            # A program that was killed may leave half a line.
            if line.startswith("turn ") and len(line.split()) == 8:
                turns.append(Turn(line))
            elif line.startswith("stack ") and turns:
                turns[-1].stacks.append([])
                turns[-1].phases.append(line.split()[1])
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
    def tell(phase, times):
        longer = sum(1 for time in times if time > FRAME_MS)
        return f"{phase} at most {max(times, default=0):.1f} ms ({longer} longer than a frame)"

    return "Main loop: " + ", ".join(
        (
            tell("callbacks", [turn.own() for turn in turns]),
            tell("layout", [turn.layout for turn in turns]),
            tell("together without painting", [turn.own() + turn.layout for turn in turns]),
            tell("painting", [turn.paint for turn in turns]),
        )
    )


def tell_stall(turn, phase, time, program):
    lines = [f"{time:.1f} ms in {phase}, {turn.start:.0f} ms after the start:"]
    lines += [f"  in {name_frames(program, stack)}" for stack in turn.stacks_in(phase)[:8]]
    return lines


def is_of_others(turn, program):
    """GTK's file chooser reads folders and fills its lists in callbacks of its own."""
    names = [name_frames(program, stack) for stack in turn.stacks_in("callbacks")]
    return bool(names) and all(name.startswith(("main (", "the toolkit")) for name in names)


def find_stalls(turns, program):
    """What is to be said of the turns that took too long; empty if none did."""
    found = []
    for turn in turns:
        own = turn.own()
        if own > FRAME_MS and is_of_others(turn, program):
            own = 0
        if own > BOUND_MS:
            found += tell_stall(turn, "callbacks", own, program)
        elif own + turn.layout > BOUND_MS:
            found += tell_stall(turn, "layout", own + turn.layout, program)
    return "\n".join(found)
