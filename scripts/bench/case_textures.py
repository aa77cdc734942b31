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

MODULES, TEXTURES, SIDE, DRAWN = 1000, 1000, 512, 20
PIXELS = TEXTURES * SIDE * SIDE * 4
REPETITIONS = 50
#: The pixels once in the supervisor's keeping, once each in the playing game and the standby (a software GL has them in main
#: memory, in the driver's own layout as well), and a bit.
MEMORY = 6 * PIXELS
DISK = 256 << 20


#: Series -> the arguments of its `Project`. The games with textures draw the same 20 in each frame.
NONE, FEW, OWN, LOOP = "no textures", f"{DRAWN} textures", "each module loads its own", "the entry loads all in a loop"
SERIES = {
    NONE: {},
    FEW: {"textures": DRAWN, "spread": True},
    OWN: {"textures": TEXTURES, "spread": True},
    LOOP: {"textures": TEXTURES},
}
COMPARED = ((OWN, FEW), (OWN, NONE), (LOOP, NONE))


def textures(options):
    result = Result("textures-1000", f"{TEXTURES:,} textures ({PIXELS / 1e9:.0f} GB of pixels) with {MODULES:,} modules")
    count = reloads.times(options, REPETITIONS)
    check_room()
    found = {name: series(options, count, **game) for name, game in SERIES.items()}
    for name, each in found.items():
        result.add(f"{name}: save to new pixels", shown(each))
    for name in (OWN, LOOP):
        result.add(f"{name}: reload to the next standby warm", found[name].values("reload to the next standby warm"))
        result.notes += [f"{name}: {note}" for note in found[name].notes]
    for name, other in COMPARED:
        low, high = interval(shown(found[other]), shown(found[name]))
        result.add(f"{name}, beside {other}: difference of the medians, lower end of its 95 % interval", low, limit=0)
        result.note(f"{name}, beside {other}: difference of the medians {low:+.1f} to {high:+.1f} ms (95 %, bootstrap)")
    result.note("no difference is measurable where the interval holds 0; the steps are of the last series")
    result.steps = found[LOOP].steps
    return result


def shown(series):
    return series.values("save to new pixels")


def check_room():
    free = {key: int(value.split()[0]) * 1024 for key, value in
            (line.split(":", 1) for line in pathlib.Path("/proc/meminfo").read_text().splitlines())}["MemAvailable"]
    if free < MEMORY:
        raise Missing(f"takes {MEMORY / 1e9:.0f} GB of free memory, and {free / 1e9:.1f} GB are free")
    disk = shutil.disk_usage(tempfile.gettempdir()).free
    if disk < DISK:
        raise Missing(f"takes {DISK >> 20} MB in {tempfile.gettempdir()}, and {disk >> 20} MB are free")


def series(options, count, **game):
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
        made = Project(folder, MODULES, side=SIDE, drawn=DRAWN, **game)
        return timed("textures-1000", "", options, made.entry, made.changing, made.change, count)


def interval(alone, beside, rounds=2000):
    """The middle 95 % of the differences between medians of samples drawn from both series with replacement."""
    chance = random.Random(1)
    found = sorted(statistics.median(chance.choices(beside, k=len(beside))) - statistics.median(chance.choices(alone, k=len(alone)))
                   for _ in range(rounds))
    return found[rounds // 40], found[-rounds // 40]
