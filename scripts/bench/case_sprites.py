"""Ten thousand sprites a frame, beside LÖVE."""

import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

from . import love, reloads, spritegames
from .errors import Broken
from .games import sprite
from .processes import Lines, Screen, end, processor_time
from .product import Session, save
from .results import Result

COUNT, FRAMES = 10_000, 120
PACE = 1 / 60
#: Whole frames are compared in turns, so that a machine that changes its speed does so for both.
TURNS = 3


class Place:
    """A folder for the games of one sprite, and a window to play them in."""

    def __init__(self, folder, screen, frames):
        self.folder, self.frames = folder, frames
        self.environment = screen.environment()
        self.server = screen.server.pid

    def take(self, picture):
        self.picture = picture
        save(f"{self.folder}/sprite.png", picture)

    def arcane(self, way, window):
        save(f"{self.folder}/game.ts", spritegames.game(way, COUNT, self.frames))
        if window:
            with Session(f"{self.folder}/game.ts", self.environment, ["--no-standby"]) as session:
                return frames_of(session.lines, session.wait("playing")["pid"], self.server)
        # The clock of a run with --dt stands still within a frame, so the frames are timed from outside.
        arguments = ["--headless", "--dt", "0.016", "--frames", str(self.frames + 41)]
        with Session(f"{self.folder}/game.ts", self.environment, arguments, how="run") as session:
            return frames_of(session.lines, None, None)

    def love(self, batched, window):
        game = love.sprites(pathlib.Path(self.folder, "love"), self.picture, COUNT, self.frames, batched, PACE if window else 0)
        # SDL's driver without a window, as the runs of Arcane have it.
        surroundings = self.environment if window else {**os.environ, "SDL_VIDEODRIVER": "offscreen", "ALSOFT_DRIVERS": "null"}
        process = subprocess.Popen(["love", str(game)], env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, start_new_session=True)
        try:
            return frames_of(Lines(process.stdout), process.pid if window else None, self.server)
        finally:
            end(process)


def sprites(options):
    result = Result("sprites", f"{COUNT:,} moving sprites of 16 × 16")
    frames = reloads.times(options, FRAMES)
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        place = Place(folder, screen, frames)
        place.take(sprite(16))
        for way in spritegames.WAYS:
            add_cost(result, f"Arcane, `{way}`", place.arcane(way, window=True), frames, "script and submission", median=2)
        if not shutil.which("love"):
            result.note("LÖVE: not installed")
            return result
        add_cost(result, "LÖVE, `SpriteBatch`", place.love(batched=True, window=True), frames, "script")
        compare(result, place, "in the window", True, limit=1)
        compare(result, place, "at full speed, no window", False, limit=1)
        place.take(sprite(16, translucent=True))
        # Arcane blends in linear light, LÖVE the bytes as they are: not the same work, so no target.
        compare(result, place, "translucent, at full speed, no window", False)
    result.note("processor: time of all threads of the game's process and of the X server, at 60 frames a second in a window, or as many as there can be")
    result.note(f"whole frames: {TURNS} turns of {frames} frames each, Arcane and LÖVE one after the other; the quotient is of the medians")
    return result


def add_cost(result, label, found, frames, part, **target):
    result.add(f"{label}: {part}", found["script"], **target)
    result.add(f"{label}: processor a frame", found["processor"] / frames)
    result.add(f"{label}: frame to frame in the window, 60 a second wanted", found["whole"])


def compare(result, place, how, window, **target):
    """Whole frames of `drawTexture` and of `love.graphics.draw`."""
    ours, theirs = [], []
    for _ in range(TURNS):
        for values, found in ((ours, place.arcane("drawTexture", window)), (theirs, place.love(False, window))):
            values.append(statistics.median(found["whole"]) if window else found["span"] / place.frames)
    result.add(f"Arcane, `drawTexture`: whole frame, {how}", ours)
    result.add(f"LÖVE, `love.graphics.draw`: whole frame, {how}", theirs)
    result.add(f"whole frame, {how}: Arcane / LÖVE", statistics.median(ours) / statistics.median(theirs), "", **target)


def frames_of(lines, pid, server):
    """What the game says about its frames, and the processor's time from `begun` to `done`, all in milliseconds."""
    found, deadline = {}, time.monotonic() + 120
    while "whole" not in found:
        line = lines.next(max(0, deadline - time.monotonic()))
        if not line:
            if "span" in found and not pid:
                return found
            raise Broken("the game did not tell about its frames")
        # Ours come within JSON, LÖVE's as they are.
        heard = re.search(r'(?:^|"message":")(begun|done|script|whole)\b([\d. ]*)', line[1])
        if not heard:
            continue
        word, values = heard.groups()
        if word == "begun":
            begun = line[0]
            spent = processor_time(pid) + processor_time(server) if pid else 0
        elif word == "done":
            found["span"] = (line[0] - begun) / 1e6
            found["processor"] = processor_time(pid) + processor_time(server) - spent if pid else 0
        else:
            found[word] = [float(value) / 1000 for value in values.split()]
    return found
