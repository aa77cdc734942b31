"""Whether a thousand textures make a reload of a thousand modules slower."""

import pathlib
import random
import shutil
import statistics
import tempfile

from .case_window import timed
from .errors import Missing
from .games import Project
from . import reloads
from .results import Result

MODULES, TEXTURES, SIDE = 1000, 1000, 512
PIXELS = TEXTURES * SIDE * SIDE * 4
REPETITIONS = 20
#: The pixels once in the supervisor's keeping, once each in the playing game and the standby (a software GL has them in main
#: memory, in the driver's own layout as well), and a bit.
MEMORY = 6 * PIXELS
DISK = 256 << 20


def textures(options):
    result = Result("textures-1000", f"{TEXTURES:,} textures ({PIXELS / 1e9:.0f} GB of pixels) with {MODULES:,} modules")
    count = reloads.times(options, REPETITIONS)
    check_room()
    alone, beside = series(options, count, 0), series(options, count, TEXTURES)
    result.add(f"{MODULES:,} modules alone: save to new pixels", alone.figures[0].values)
    result.add(f"with {TEXTURES:,} textures: save to new pixels", beside.figures[0].values)
    result.add("with textures: reload to the next standby warm", beside.figures[2].values)
    low, high = interval(alone.figures[0].values, beside.figures[0].values)
    result.add("difference of the medians, lower end of its 95 % interval", low, limit=0)
    result.note(f"difference of the medians: {low:+.1f} to {high:+.1f} ms (95 %, bootstrap); no difference is measurable where that holds 0")
    result.note("the game loads all of its textures and draws 20 of them in each frame")
    result.steps = beside.steps
    result.notes += beside.notes
    return result


def check_room():
    free = {key: int(value.split()[0]) * 1024 for key, value in
            (line.split(":", 1) for line in pathlib.Path("/proc/meminfo").read_text().splitlines())}["MemAvailable"]
    if free < MEMORY:
        raise Missing(f"takes {MEMORY / 1e9:.0f} GB of free memory, and {free / 1e9:.1f} GB are free")
    disk = shutil.disk_usage(tempfile.gettempdir()).free
    if disk < DISK:
        raise Missing(f"takes {DISK >> 20} MB in {tempfile.gettempdir()}, and {disk >> 20} MB are free")


def series(options, count, number):
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
        made = Project(folder, MODULES, number, SIDE, drawn=20)
        return timed("textures-1000", "", options, made.entry, made.changing, made.change, count)


def interval(alone, beside, rounds=2000):
    """The middle 95 % of the differences between medians of samples drawn from both series with replacement."""
    chance = random.Random(1)
    found = sorted(statistics.median(chance.choices(beside, k=len(beside))) - statistics.median(chance.choices(alone, k=len(alone)))
                   for _ in range(rounds))
    return found[rounds // 40], found[-rounds // 40]
