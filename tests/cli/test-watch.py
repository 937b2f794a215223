# SPDX-License-Identifier: GPL-3.0-or-later
"""`status --watch` at a real terminal, in a pipe, and as JSON lines; and what its exit code tells."""
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

from sluicecli import SLUICECTL, CliTest, Sandbox, main

HOME = "\x1b[H"
ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
HEALTHY = "acme-customers-pipeline"
UNHEALTHY = "acme-churn-pipeline"
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (\S+) (\S+) (\S+) (\S+) (\S+)")


class Display:
    """What a terminal of some size shows of what was written to it; complains where it would scroll."""

    TOKEN = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|(\r)|(\n)|([^\x1b])", re.S)

    def __init__(self, rows, columns):
        self.size = (rows, columns)
        self.rows = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0

    def write(self, text):
        for numbers, command, back, down, letter in self.TOKEN.findall(text):
            if command == "H":
                self.row = self.column = 0
            elif command == "K":
                self.erase(self.row, self.column)
            elif command == "J":
                self.erase(self.row, self.column)
                for row in range(self.row + 1, self.size[0]):
                    self.erase(row, 0)
            elif back:
                self.column = 0
            elif down:
                self.go_down()
            elif letter:
                self.put(letter)
            elif command not in "mhl":
                raise AssertionError(f"unknown: {numbers}{command}")

    def erase(self, row, column):
        # In the last column the cursor waits for the next letter: erasing there takes the last one.
        for place in range(min(column, self.size[1] - 1), self.size[1]):
            self.rows[row][place] = " "

    def go_down(self):
        self.row += 1
        if self.row == self.size[0]:
            raise AssertionError("the screen scrolls")

    def put(self, letter):
        if self.column == self.size[1]:
            self.column = 0
            self.go_down()
        self.rows[self.row][self.column] = letter
        self.column += 1

    def lines(self):
        return ["".join(row).rstrip() for row in self.rows]


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, arguments, env, rows=24, columns=100):
        self.text = ""
        read, write = os.pipe()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.read(read, 1)  # until the terminal has its size
            os.execve(SLUICECTL, [SLUICECTL, *arguments], env)
        self.resize(rows, columns)
        os.write(write, b"x")
        os.close(read)
        os.close(write)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read_until(self, check, seconds=15):
        deadline = time.monotonic() + seconds
        while not check(self.text):
            left = deadline - time.monotonic()
            ready = select.select([self.master], [], [], max(left, 0))[0]
            if not ready:
                raise AssertionError(f"nothing came in time: {self.text!r}")
            try:
                self.text += os.read(self.master, 65536).decode()
            except OSError:  # the program has ended
                break
        return self.text

    def count_pages(self):
        return self.text.count(HOME)

    def wait_for_pages(self, number):
        """So many whole pages: the next one has begun behind them. Entering the screen goes home, too."""
        self.read_until(lambda text: text.count(HOME) > number + 1)

    def pages(self):
        return self.text.split(HOME)[2:]

    def end(self, key=b"\x03"):
        os.write(self.master, key)
        self.read_until(lambda text: False)
        os.close(self.master)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class WatchTest(CliTest):
    def setUp(self):
        super().setUp()
        self.sandbox = Sandbox("--seed-world", "--failure-rate", "0")
        self.addCleanup(self.sandbox.stop)

    def full_env(self):
        return {**self.env, "TERM": "xterm", **self.sandbox.env()}

    def watch(self, *arguments, rows=24, columns=100):
        arguments = ["status", *arguments, "--watch", "--interval", "1"]
        return Terminal(arguments, self.full_env(), rows, columns)

    def show(self, pages, rows, columns):
        """What stands on a screen full of something else after these pages."""
        display = Display(rows, columns)
        display.write("#" * rows * columns)
        for page in pages:
            display.write(HOME + page)
        return display.lines()

    def start(self, *arguments):
        process = subprocess.Popen(
            [SLUICECTL, *arguments, "--watch", "--interval", "1"],
            env=self.full_env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        return process

    def stop(self, process):
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=20)
        self.assertNotIn("\x1b", rest + errors)
        return rest

    def test_terminal(self):
        terminal = self.watch(columns=120)
        terminal.wait_for_pages(2)
        self.assertTrue(terminal.text.strip().startswith(ENTER))
        self.assertNotIn("\x1b[2J", terminal.text)
        # Each page takes the place of the one before, and says all of it.
        for page in terminal.pages()[:2]:
            lines = self.show([page], 24, 120)
            self.assertTrue(lines[0].startswith("PIPELINE"), lines)
            self.assertEqual(sum(line.startswith(HEALTHY) for line in lines), 1)
            self.assertTrue(any(line.startswith(f"{UNHEALTHY}: ") for line in lines))
            self.assertNotIn("#", "".join(lines))
        self.assertEqual(terminal.end(), 1)
        # Nothing is left behind: no other screen, no hidden cursor, no colour; but the last page.
        self.assertEqual(terminal.text.count(ENTER), 1)
        self.assertEqual(terminal.text.count(LEAVE), 1)
        self.assertNotIn("\x1b[?25l", terminal.text)
        after = terminal.text.split(LEAVE)[1]
        self.assertEqual(after.count(f"{UNHEALTHY}: "), 1)
        self.assertNotIn(HOME, after)
        self.assertEqual(re.findall(r"\x1b\[\d*m", after)[-1:], ["\x1b[0m"])

    def test_small_terminal(self):
        terminal = self.watch(rows=7, columns=30)
        terminal.wait_for_pages(1)
        lines = self.show(terminal.pages()[:1], 7, 30)
        self.assertTrue(lines[0].startswith("PIPELINE"), lines)
        self.assertTrue(lines[0].endswith("…"), lines)
        self.assertRegex(lines[6], r"^… \d+ more lines do")
        self.assertNotIn("#", "".join(lines))
        self.assertEqual(terminal.end(), 1)

    def test_resized(self):
        terminal = self.watch()
        terminal.wait_for_pages(1)
        seen = terminal.count_pages()
        # Drawn anew for its own size without being asked, from what is known.
        terminal.resize(40, 50)
        terminal.wait_for_pages(seen + 1)
        lines = self.show(terminal.pages()[-2:-1], 40, 50)
        self.assertNotIn("#", "".join(lines))
        self.assertTrue(all(len(line) <= 50 for line in lines))
        # A sentence goes on below instead of being cut.
        reason = next(i for i, line in enumerate(lines) if line.startswith(f"{UNHEALTHY}: "))
        self.assertFalse(lines[reason].endswith("…"), lines)
        self.assertNotEqual(lines[reason + 1], "")
        self.assertEqual(terminal.end(), 1)

    def test_ended_from_outside(self):
        terminal = self.watch()
        terminal.wait_for_pages(1)
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.read_until(lambda text: False)
        self.assertTrue(terminal.text.endswith(LEAVE))
        status = os.waitpid(terminal.pid, 0)[1]
        os.close(terminal.master)
        self.assertEqual(os.waitstatus_to_exitcode(status), -signal.SIGTERM)

    def test_server_gone(self):
        terminal = self.watch(HEALTHY)
        terminal.wait_for_pages(1)
        self.sandbox.stop()
        # What was known stays in sight, with the reason below.
        terminal.read_until(lambda text: "could not be reached" in text.replace("\r\n", " "), 60)
        lines = self.show([terminal.text.split(HOME)[-1]], 24, 100)
        self.assertTrue(any(line.startswith(HEALTHY) for line in lines), lines)
        self.assertEqual(terminal.end(), 0)

    def test_healthy(self):
        terminal = self.watch(HEALTHY)
        terminal.wait_for_pages(1)
        self.assertNotIn(UNHEALTHY, terminal.text)
        self.assertEqual(terminal.end(), 0)

    def test_pipe(self):
        process = self.start("status")
        lines = [process.stdout.readline() for _ in range(5)]
        for line in lines:
            self.assertRegex(line, LINE)
        self.assertEqual(len({LINE.match(line)[1] for line in lines}), 5)
        # The second look finds nothing new, and says nothing.
        time.sleep(1.5)
        self.assertEqual(self.stop(process), "")
        self.assertEqual(process.returncode, 1)

    def test_json(self):
        process = self.start("status", HEALTHY, "--json")
        for _ in range(2):
            document = json.loads(process.stdout.readline())
            self.assertEqual([p["id"] for p in document["pipelines"]], [HEALTHY])
        self.stop(process)
        self.assertEqual(process.returncode, 0)


class HiddenTest(CliTest):
    """A terminal that shows nothing while a secret is typed, and everything afterwards."""

    def test_ended_while_asked(self):
        line = ["workspace", "add", "x", "--pod", "us1", "--org", "1", "--account", "2", "--workspace", "3"]
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                terminal = Terminal([*line, "--client-id", "c"], {**self.env, "TERM": "xterm"})
                terminal.read_until(lambda text: ":" in text)
                deadline = time.monotonic() + 20
                while self.shows(terminal) and time.monotonic() < deadline:
                    time.sleep(0.01)
                self.assertFalse(self.shows(terminal))
                os.kill(terminal.pid, number)
                status = os.waitpid(terminal.pid, 0)[1]
                self.assertEqual(os.waitstatus_to_exitcode(status), -number)
                self.assertTrue(self.shows(terminal))
                os.close(terminal.master)

    @staticmethod
    def shows(terminal):
        return bool(termios.tcgetattr(terminal.master)[3] & termios.ECHO)


main()
