"""Processes that end with their owner, an X server of our own, and what /proc tells about a process."""

import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from . import xcb
from .errors import Broken, Missing
from .framebuffer import Framebuffer

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def end(process, how=signal.SIGTERM):
    """Ends a process that leads a session of its own, with all it has started."""
    if process.poll() is None:
        for number, patience in ((how, 5), (signal.SIGKILL, 5)):
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                pass
            try:
                process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
    # Whoever of the group is left, such as a game whose watcher did not wait for it.
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def eventually(fact, seconds, what, every=0.005):
    deadline = time.monotonic() + seconds
    while True:
        value = fact()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Broken(f"{what} did not happen within {seconds} s")
        time.sleep(every)


class Lines:
    """A process's lines, each with the monotonic nanoseconds when it came, as (when, text); read by a thread that sleeps."""

    def __init__(self, stream):
        self.stream = stream
        self.arrived = threading.Condition()
        self.waiting = []
        self.ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.stream:
            now = time.monotonic_ns()
            with self.arrived:
                self.waiting.append((now, line.rstrip("\n")))
                self.arrived.notify()
        with self.arrived:
            self.ended = True
            self.arrived.notify()

    def next(self, seconds):
        """The next line; None when none comes in time or the stream has ended."""
        with self.arrived:
            self.arrived.wait_for(lambda: self.waiting or self.ended, seconds)
            return self.waiting.pop(0) if self.waiting else None

    def drain(self):
        with self.arrived:
            all_lines, self.waiting = self.waiting, []
            return all_lines


class Screen:
    """An Xvfb of our own, with a window manager."""

    def __init__(self, width=1280, height=960):
        self.size = f"{width}x{height}x24"
        self.processes = []
        self.folder = None

    def __enter__(self):
        for program in ("Xvfb", "openbox"):
            if not shutil.which(program):
                raise Missing(f"{program} is not installed; on Debian: sudo apt-get install {program.lower()}")
        # In memory: a screen that lies on a disk is written to it again and again.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.TemporaryDirectory(prefix="bench-reload-", dir=memory)
        reader, writer = os.pipe()
        self.server = self._start(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", self.size, "-fbdir", self.folder.name, "-nolisten", "tcp"], pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip() if select.select([answer], [], [], 20)[0] else ""
        if not number:
            self.__exit__()
            raise Broken("Xvfb did not start within 20 s")
        self.name = f":{number}"
        self.connection = xcb.Connection(self.name)
        # openbox announces itself before it is ready, and loses the window that asks to be mapped in between; what it is told
        # to start runs when it is ready.
        mark = pathlib.Path(self.folder.name, "ready")
        self._start(["openbox", "--startup", f"touch {mark}"], env={**os.environ, "DISPLAY": self.name, "HOME": self.folder.name})
        eventually(mark.exists, 20, "openbox's start")
        return self

    def _start(self, command, **options):
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **options)
        self.processes.insert(0, process)
        return process

    def __exit__(self, *_):
        for process in self.processes:
            end(process)
        if self.folder:
            self.folder.cleanup()

    @property
    def framebuffer(self):
        return os.path.join(self.folder.name, Framebuffer.NAME)

    def environment(self):
        environment = {**os.environ, "DISPLAY": self.name, "ALSOFT_DRIVERS": "null", "SDL_AUDIODRIVER": "dummy"}
        environment.pop("WAYLAND_DISPLAY", None)
        return environment


class Sampler:
    """bench/sampler.py at work. Its lines are (nanoseconds, nanoseconds of the sample before, colors).

    With a window it asks the X server, and tells what happens to the window.
    """

    def __init__(self, screen, place, window=None, microseconds=400):
        source = screen.name if window else screen.framebuffer
        command = [sys.executable, "-m", "bench.sampler", str(microseconds), source, *map(str, place)]
        self.process = subprocess.Popen(
            command + ([str(window)] if window else []), cwd=HERE.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            start_new_session=True)
        self.lines = Lines(self.process.stdout)
        self.events = []
        self.seen = []
        if not self.lines.next(20):
            self.stop()
            raise Broken("the sampler did not start")

    def _take(self, line):
        kind, *words = line[1].split()
        if kind == "event":
            self.events.append((int(words[0]), words[1], int(words[2])))
        elif kind == "seen":
            self.seen.append((int(words[0]), int(words[1]), words[2:]))
            return self.seen[-1]
        return None

    def wait_for(self, color, seconds=20):
        """The first sample that holds this color and no other."""
        deadline = time.monotonic() + seconds
        while True:
            line = self.lines.next(max(0, deadline - time.monotonic()))
            if not line:
                return None
            sample = self._take(line)
            if sample and len(sample[2]) == 1 and near(sample[2][0], color):
                return sample

    def catch_up(self):
        for line in self.lines.drain():
            self._take(line)

    def stop(self):
        """Ends it; what it says about itself: samples and microseconds."""
        figures = None
        try:
            self.process.stdin.close()
            while line := self.lines.next(5):
                self._take(line)
                if line[1].startswith("end "):
                    names = ("samples", "median gap", "p99 gap", "longest gap", "median look")
                    figures = dict(zip(names, map(int, line[1].split()[1:])))
        finally:
            end(self.process)
        return figures


def near(seen, wanted):
    """Whether two colors RRGGBB are the same but for rounding."""
    if len(seen) != 6:
        return False
    return all(abs(int(seen[i:i + 2], 16) - int(wanted[i:i + 2], 16)) <= 3 for i in (0, 2, 4))


def children(pid):
    """The processes whose parent is `pid`, by command name."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "stat").read_text()
            except OSError:
                continue
            name, rest = text[text.index("(") + 1:text.rindex(")")], text[text.rindex(")") + 2:].split()
            if int(rest[1]) == pid and rest[0] != "Z":
                found[int(entry.name)] = name
    return found


def switches(pid):
    """Times that any thread of a process has gone to sleep so far: as many as its wake-ups."""
    count = 0
    for path in pathlib.Path(f"/proc/{pid}/task").glob("*/status"):
        count += next(int(line.split()[1]) for line in path.read_text().splitlines() if line.startswith("voluntary_ctxt_switches"))
    return count


def processor_time(pid):
    """Milliseconds that all threads of a process have been on a processor; exact, where /proc/PID/stat counts in hundredths of
    a second. What threads that have ended took is not in it."""
    return sum(int(path.read_text().split()[0]) for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e6


def memory(pid):
    """Kilobytes: resident, and of them those that are the process's share (PSS)."""
    lines = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(lines["Rss"].split()[0]), int(lines["Pss"].split()[0])
