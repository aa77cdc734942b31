#!/usr/bin/env python3
"""What scripts/watch-entr.sh and scripts/watch-inotifywait.sh promise, with a stand-in for arcane-supervise.

    python3 Tests/Scripts/test_watch_scripts.py

The stand-in writes down how it was started and starts a child, so that a test can see both end. Every wait is for a
fact, with a generous limit; nothing depends on how fast the machine is.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
STAND_IN = """#!/usr/bin/env bash
sleep 600 &
printf '%s\\n' "$$ $! $(tr ' ' '-' <"$2") $*" >>"$STAND_IN_LOG"
wait
"""


def is_running(pid):
    """Whether the process is there and has not ended; a zombie that nobody has collected has ended."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Promises:
    tool = script = ""

    def setUp(self):
        if not shutil.which(self.tool):
            self.skipTest(f"{self.tool} is not installed")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="it's a game "))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "sub").mkdir()
        (self.folder / ".hidden").mkdir()
        (self.folder / "node_modules").mkdir()
        self.game = self.folder / "the game.ts"
        self.game.write_text("1")
        tools = pathlib.Path(tempfile.mkdtemp(prefix="stand-in-"))
        self.addCleanup(shutil.rmtree, tools, ignore_errors=True)
        self.log = tools / "log"
        self.log.touch()
        self.stand_in = tools / "supervise"
        self.stand_in.write_text(STAND_IN)
        self.stand_in.chmod(0o755)
        self.process = None

    def start(self, *arguments):
        environment = {**os.environ, "ARCANE_SUPERVISE": str(self.stand_in), "STAND_IN_LOG": str(self.log)}
        self.process = subprocess.Popen(
            [str(ROOT / "scripts" / self.script), str(self.game), *arguments], env=environment, stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.addCleanup(self.end)
        self.wait_for_starts(1)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(30)

    def starts(self):
        """Each start as (process, its child, arguments, what the game's file held)."""
        lines = (line.split(" ", 3) for line in self.log.read_text().splitlines())
        return [(int(process), int(child), arguments, text) for process, child, text, arguments in lines]

    def wait_until(self, fact, what):
        deadline = time.monotonic() + 30
        while not fact():
            self.assertLess(time.monotonic(), deadline, f"{what} did not come true; starts: {self.starts()}")
            time.sleep(0.02)

    def wait_for_starts(self, count):
        self.wait_until(lambda: len(self.starts()) >= count, f"{count} starts")

    def save_until_restarted(self, change):
        """Makes the change, again each second until the game is started anew: a tool that has only just begun may
        not be watching yet."""
        before = len(self.starts())
        for attempt in range(30):
            change(attempt)
            deadline = time.monotonic() + 1
            while time.monotonic() < deadline:
                if len(self.starts()) > before:
                    return
                time.sleep(0.02)
        self.fail("the game was not started anew")

    def test_plays_the_game_with_its_arguments_whatever_the_names(self):
        self.start("--title", "two words", "--mute")
        self.assertEqual(self.starts()[0][2], f"run {self.game} --title two words --mute")

    def test_a_save_in_place_ends_the_old_game_and_starts_a_new_one(self):
        self.start()
        self.save_until_restarted(lambda n: self.game.write_text(f"in place {n}"))
        old, child, *_ = self.starts()[0]
        self.wait_until(lambda: not is_running(old) and not is_running(child), "the end of the old game and its child")
        self.assertTrue(is_running(self.starts()[-1][0]))

    def test_a_save_by_rename_starts_a_new_game_each_time(self):
        def save(n):
            (self.folder / ".swap").write_text(f"renamed {n}")
            os.replace(self.folder / ".swap", self.game)
        self.start()
        self.save_until_restarted(save)
        self.save_until_restarted(save)

    def test_a_file_that_is_new_in_a_folder_below_is_seen_and_so_are_its_saves(self):
        self.start()
        self.save_until_restarted(lambda n: (self.folder / "sub" / f"new{n}.ts").write_text("1"))
        self.save_until_restarted(lambda n: (self.folder / "sub" / "new0.ts").write_text(f"saved {n}"))

    def test_hidden_folders_and_node_modules_are_left_alone(self):
        self.start()
        self.save_until_restarted(lambda n: self.game.write_text(f"watching {n}"))
        before = len(self.starts())
        (self.folder / ".hidden" / "a").write_text("1")
        (self.folder / "node_modules" / "a.js").write_text("1")
        time.sleep(0.3)  # time in which a wrong restart would show; too little of it cannot fail the test
        self.save_until_restarted(lambda n: self.game.write_text(f"after {n}"))
        self.assertNotRegex(self.starts()[before][3], "^watching", f"started for a hidden file: {self.starts()}")

    def test_ending_the_script_ends_the_game_and_what_it_started(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            self.log.write_text("")
            self.start()
            self.process.send_signal(number)
            self.assertNotEqual(self.process.wait(30), 0)
            game, child, *_ = self.starts()[-1]
            self.wait_until(lambda: not is_running(game) and not is_running(child), "the end of game and child")

    def refusal(self, *arguments, path=None):
        environment = {**os.environ, "ARCANE_SUPERVISE": str(self.stand_in), "PATH": path or os.environ["PATH"]}
        result = subprocess.run(
            [shutil.which("bash"), str(ROOT / "scripts" / self.script), *arguments], env=environment, capture_output=True, text=True)
        return result.returncode, result.stderr.strip()

    def test_a_missing_tool_a_missing_game_and_no_game_are_said_in_one_message(self):
        bare = pathlib.Path(tempfile.mkdtemp(prefix="bare-path-"))
        self.addCleanup(shutil.rmtree, bare, ignore_errors=True)
        for program in ("bash", "basename", "dirname", "find", "readlink", "sed"):
            (bare / program).symlink_to(shutil.which(program))
        code, message = self.refusal(str(self.game), path=str(bare))
        package = {"entr": "entr", "inotifywait": "inotify-tools"}[self.tool]
        self.assertEqual(message, f"{self.script}: error: {self.tool} is not installed; on Debian: sudo apt-get install {package}")
        self.assertEqual(code, 1)
        self.assertEqual(self.refusal("/no/such.ts"), (1, f"{self.script}: error: there is no file /no/such.ts"))
        code, message = self.refusal()
        self.assertEqual(code, 2)
        self.assertIn(f"scripts/{self.script} GAME.ts", message)


class Entr(Promises, unittest.TestCase):
    tool, script = "entr", "watch-entr.sh"


class Inotifywait(Promises, unittest.TestCase):
    tool, script = "inotifywait", "watch-inotifywait.sh"


if __name__ == "__main__":
    unittest.main(verbosity=2)
