"""From the command to the first picture, beside LÖVE."""

import pathlib
import shutil
import subprocess
import tempfile
import time

from . import love, reloads
from .errors import Broken
from .games import color, small
from .processes import Sampler, Screen, end
from .product import save, supervisor
from .results import Result

STARTS = 30
#: Inside a window of 800 x 600 wherever on 1280 x 960 it is put, and in the lower half of it.
EVERYWHERE = (640, 580, 4, 4)


def cold(options):
    result = Result("cold-start", "Cold start to the first picture, small game")
    count = reloads.times(options, STARTS)
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        game = f"{folder}/game.ts"
        save(game, small(0))
        result.add("`arcane-supervise dev` to the first picture", starts(screen, [supervisor(), "dev", game], count), median=180)
        result.add("`arcane-supervise run` to the first picture", starts(screen, [supervisor(), "run", game], reloads.times(options, 10)))
        if shutil.which("love"):
            love.clear(pathlib.Path(folder, "love"), 0)
            result.add("LÖVE to the first picture", starts(screen, ["love", f"{folder}/love"], count))
        else:
            result.note("LÖVE: not installed")
    result.note("the programs' files are in the page cache: one start before these is not counted")
    return result


def starts(screen, command, count):
    values = []
    # A start uses both processors, and looking more often takes a part of one.
    sampler = Sampler(screen, EVERYWHERE, microseconds=2000)
    try:
        for number in range(count + 1):
            began = time.monotonic_ns()
            process = subprocess.Popen(command, env=screen.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                sample = sampler.wait_for(color(0), 20)
                if not sample:
                    raise Broken(f"{command[0]} showed no picture within 20 s")
                if number:
                    values.append((sample[0] - began) / 1e6)
                # A standby is warming up: let it, so that the next start is not measured beside its end.
                time.sleep(0.3)
            finally:
                end(process)
            sampler.wait_for("000000", 2)
            time.sleep(0.2)
    finally:
        sampler.stop()
    return values
