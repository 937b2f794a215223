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

CLEAR = "\x1b[H\x1b[2J"
HEALTHY = "acme-customers-pipeline"
UNHEALTHY = "acme-churn-pipeline"
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (\S+) (\S+) (\S+) (\S+) (\S+)")


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, arguments, env):
        self.text = ""
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execve(SLUICECTL, [SLUICECTL, *arguments], env)
        self.resize(24, 100)

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
        return self.text.count(CLEAR)

    def wait_for_pages(self, number):
        """So many whole pages: the next one has begun behind them."""
        self.read_until(lambda text: text.count(CLEAR) > number)

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

    def watch(self, *arguments):
        return Terminal(["status", *arguments, "--watch", "--interval", "1"], self.full_env())

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
        terminal = self.watch()
        terminal.wait_for_pages(2)
        pages = terminal.text.split(CLEAR)
        self.assertEqual(pages[0].strip(), "")
        # Each page takes the place of the one before and says all of it.
        for page in pages[1:3]:
            self.assertIn("PIPELINE", page)
            self.assertEqual(page.count(HEALTHY), 1)
            self.assertIn(f"{UNHEALTHY}: ", page)
        seen = terminal.count_pages()
        terminal.resize(40, 40)
        terminal.wait_for_pages(seen)
        self.assertIn(HEALTHY, terminal.text.split(CLEAR)[seen])
        self.assertEqual(terminal.end(), 1)
        # Nothing is left behind: no hidden cursor, no colour, no other screen.
        self.assertEqual(terminal.text.count("\x1b[?25l"), terminal.text.count("\x1b[?25h"))
        self.assertEqual(terminal.text.count("\x1b[?1049h"), terminal.text.count("\x1b[?1049l"))
        colours = re.findall(r"\x1b\[\d*m", terminal.text)
        self.assertEqual(colours[-1:], ["\x1b[0m"])

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


main()
