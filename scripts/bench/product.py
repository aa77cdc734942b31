"""`arcane-supervise dev --json` as a session: its events with the time when they came."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

from .errors import Broken, Missing
from .processes import ROOT, Lines, end


def supervisor():
    path = os.environ.get("ARCANE_SUPERVISE") or str(ROOT / ".build" / "release" / "arcane-supervise")
    if not os.access(path, os.X_OK):
        raise Missing(f"{path} is not there; build it first: swift build -c release")
    return path


def copy_programs(folder):
    """What is measured is one build, even if another is made meanwhile."""
    built = pathlib.Path(supervisor()).resolve().parent
    names = ["arcane-supervise", "arcane-worker", "arcane-worker.snapshot"]
    for file in [built / name for name in names if (built / name).exists()] + list(built.glob("libnode.so.*")):
        shutil.copy2(file, folder)
    os.environ["ARCANE_SUPERVISE"] = os.path.join(folder, "arcane-supervise")
    esbuild = ROOT / ".deps" / "esbuild" / "esbuild"
    if esbuild.exists():
        os.environ.setdefault("ARCANE_ESBUILD", str(esbuild))


class Session:
    """A game that `dev` (or `run`) plays. Ends with its block."""

    def __init__(self, game, environment, arguments=(), how="dev"):
        self.game = game
        self.began = time.monotonic_ns()
        self.process = subprocess.Popen(
            [supervisor(), how, str(game), "--json", *arguments], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.lines = Lines(self.process.stdout)
        self.errors = Lines(self.process.stderr)
        self.console = []
        #: What went by that is no step of a good session: failures, crashes, notes.
        self.trouble = []
        self.ready_at = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.process, signal.SIGTERM)

    def wait(self, *names, seconds=60):
        """The next event of one of these names, with `at`: when it came. Everything else is kept for later questions."""
        deadline = time.monotonic() + seconds
        while True:
            line = self.lines.next(max(0, deadline - time.monotonic()))
            if not line:
                break
            event = self._take(line)
            if event and event["event"] in names:
                return event
        errors = "\n".join(text for _, text in self.errors.drain()[-10:])
        raise Broken(f"no {' or '.join(names)} within {seconds} s; before it: {self.trouble[-5:]} {errors}")

    def _take(self, line):
        when, text = line
        try:
            event = json.loads(text)
        except ValueError:
            self.trouble.append(text)
            return None
        event["at"] = when
        name = event["event"]
        if name == "console":
            self.console.append(event["message"])
        elif name == "ready":
            self.ready_at = when
        elif name not in ("started", "playing", "reloaded", "assetReloaded"):
            self.trouble.append({key: value for key, value in event.items() if key != "at"})
        return event

    def all_events(self):
        """What has come and nobody waited for."""
        return [event for event in map(self._take, self.lines.drain()) if event]

    def ready(self, seconds=120):
        return self.wait("ready", seconds=seconds)


def save(path, text):
    """Writes in place, as most editors do; the monotonic nanoseconds before the file was opened."""
    return timed_save(path, text)[0]


def timed_save(path, text):
    """The same, with the moment when the file was closed."""
    data = text if isinstance(text, bytes) else text.encode()
    began = time.monotonic_ns()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.write(descriptor, data)
    os.close(descriptor)
    return began, time.monotonic_ns()
