# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame of sluicectl: the command line, help, and how failures are told."""
import subprocess
import time

from sluicecli import SLUICECTL, CliTest, main


class Frame(CliTest):
    def commands(self):
        lines = self.ctl("--help").out.split("Commands:\n")[1].split("\n\n")[0].splitlines()
        return [line[2:24].strip() for line in lines if line[2] != " "]

    def test_without_command(self):
        result = self.ctl(code=2)
        self.assertEqual(result.out, "")
        self.assertIn("Commands:", result.err)
        self.assertEqual(self.ctl("--json", code=2).json["error"]["code"], "USAGE")

    def test_version(self):
        for line in (["--version"], ["apply", "--version"], ["--version", "workspace", "add"]):
            self.assertRegex(self.ctl(*line).out, r"^sluicectl \d+\.\d+\.\d+\n$")

    def test_help_of_every_command(self):
        for command in self.commands():
            with self.subTest(command):
                words = command.split()
                behind = self.ctl(*words, "--help").out
                self.assertEqual(behind, self.ctl("-h", *words).out)
                self.assertEqual(behind, self.ctl("help", *words).out)
                self.assertIn(f"Usage:\n  sluicectl {command}", behind)
                self.assertIn("Examples:\n", behind)
                self.assertIn(f"  sluicectl {command}", behind.split("Examples:\n")[1])
                self.assertTrue(all(len(line) <= 100 for line in behind.splitlines()), behind)

    def test_unknown_option_is_named(self):
        for command in self.commands():
            with self.subTest(command):
                words = command.split()
                self.fails(*words, "--frobnicate", code=2, word="USAGE", names="--frobnicate")
                self.fails(*words, "-Z", code=2, word="USAGE", names="-Z")
        self.fails("--frobnicate", code=2, word="USAGE", names="--frobnicate")
        self.fails("help", "--frobnicate=3", code=2, word="USAGE", names="--frobnicate")

    def test_unknown_command(self):
        self.fails("frobnicate", code=2, word="USAGE", names="frobnicate")
        self.assertIn("help", self.ctl("hlep", code=2).err)
        self.fails("help", "frobnicate", code=2, word="USAGE", names="frobnicate")

    def test_too_many_arguments(self):
        self.fails("help", "a", "b", "c", code=2, word="USAGE", names="“c”")

    def test_option_without_its_value(self):
        self.fails("help", "-w", code=2, word="USAGE", names="-w")
        self.fails("help", "--workspace", code=2, word="USAGE", names="--workspace")

    def test_flag_with_a_value(self):
        self.fails("help", "--verbose=yes", code=2, word="USAGE", names="--verbose")

    def test_global_options_before_and_behind(self):
        for line in (
            ["--no-color", "-v", "-w", "x", "help"],
            ["help", "--no-color", "-v", "-wx"],
            ["--workspace=x", "help", "--verbose"],
            ["-vw", "x", "help"],
        ):
            with self.subTest(line):
                self.assertIn("Commands:", self.ctl(*line).out)

    def test_two_dashes_end_the_options(self):
        self.assertIn("--json", self.ctl("help", "--", "--json", code=2).err)
        self.assertEqual(self.ctl("help", "--", "--json", code=2).out, "")

    def test_json_asked_for_behind_the_mistake(self):
        error = self.ctl("help", "--frobnicate", "--json", code=2).json["error"]
        self.assertEqual(error["code"], "USAGE")

    def test_no_colours_in_a_pipe(self):
        for result in (self.ctl("--help"), self.ctl("frobnicate", code=2)):
            self.assertNotIn("\033", result.out + result.err)

    def test_bytes_that_are_no_text(self):
        process = subprocess.run(
            [SLUICECTL.encode(), b"--json", b"\xff\x1b[31m"], capture_output=True, check=False
        )
        self.assertEqual(process.returncode, 2)
        self.assertNotIn(b"\x1b", process.stdout + process.stderr)
        process.stdout.decode()

    def test_starts_at_once(self):
        self.ctl("--version")
        fastest = 1.0
        for _ in range(10):
            begun = time.monotonic()
            self.ctl("--version")
            fastest = min(fastest, time.monotonic() - begun)
        self.assertLess(fastest, 0.1)


if __name__ == "__main__":
    main()
