"""Ten thousand sprites a frame, beside LÖVE."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from . import love, reloads, spritegames
from .errors import Broken
from .games import picture
from .processes import Lines, Screen, end, processor_time
from .product import Session, save
from .results import Result

COUNT, FRAMES = 10_000, 120
PACE = 1 / 60
#: A software GL takes long for these frames; the others differ from them in script only.
WITHOUT_WINDOW = ("drawTexture", "SpriteBatch, all moved")
LOVE_WAYS = {"love.graphics.draw": False, "SpriteBatch": True}


def sprites(options):
    result = Result("sprites", f"{COUNT:,} moving sprites of 16 × 16")
    frames = reloads.times(options, FRAMES)
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        environment = screen.environment()
        server = screen.server.pid
        save(f"{folder}/sprite.png", picture(1, 16))
        for way in spritegames.WAYS:
            save(f"{folder}/game.ts", spritegames.game(way, COUNT, frames))
            with Session(f"{folder}/game.ts", environment, ["--no-standby"]) as session:
                found = frames_of(session.lines, session.wait("playing")["pid"], server)
            result.add(f"Arcane, `{way}`: script and submission", found["script"], median=2)
            add_cost(result, f"Arcane, `{way}`", found, frames)
            if way not in WITHOUT_WINDOW:
                continue
            # The clock of a run with --dt stands still within a frame, so the frames are timed from outside.
            with Session(f"{folder}/game.ts", environment, ["--headless", "--dt", "0.016", "--frames", str(frames + 41)], how="run") as session:
                found = frames_of(session.lines, None, None)
            result.add(f"Arcane, `{way}`: whole frame at full speed, no window", found["span"] / frames)
        if not shutil.which("love"):
            result.note("LÖVE: not installed")
            return result
        for way, batched in LOVE_WAYS.items():
            play_love(result, way, batched, folder, environment, server, frames)
    result.note("processor: time of all threads of the game's process and of the X server, at 60 frames a second in a window, or as many as there can be")
    return result


def add_cost(result, label, found, frames):
    result.add(f"{label}: processor a frame", found["processor"] / frames)
    result.add(f"{label}: frame to frame in the window, 60 a second wanted", found["whole"])


def play_love(result, way, batched, folder, environment, server, frames):
    def play(pace, surroundings, watched):
        game = love.sprites(pathlib.Path(folder, "love"), picture(1, 16), COUNT, frames, batched, pace)
        process = subprocess.Popen(["love", str(game)], env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True, start_new_session=True)
        try:
            return frames_of(Lines(process.stdout), process.pid if watched else None, server)
        finally:
            end(process)

    paced = play(PACE, environment, True)
    result.add(f"LÖVE, `{way}`: script", paced["script"])
    add_cost(result, f"LÖVE, `{way}`", paced, frames)
    # SDL's driver without a window, as the runs of Arcane above have it.
    hidden = play(0, {**os.environ, "SDL_VIDEODRIVER": "offscreen", "ALSOFT_DRIVERS": "null"}, False)
    result.add(f"LÖVE, `{way}`: whole frame at full speed, no window", hidden["span"] / frames)


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
