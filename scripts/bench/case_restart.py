"""Tools that start a game over at each save, beside `dev`: save to new pixels, and for how long there is no game to be seen."""

import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from . import love, reloads
from .case_start import EVERYWHERE
from .errors import Broken
from .games import color, small
from .processes import ROOT, Sampler, Screen, end, near
from .product import save, supervisor
from .results import Result

SAVES = 20


def typescript(folder):
    path = pathlib.Path(folder, "game.ts")
    return path, small


def lua(folder):
    return love.clear(pathlib.Path(folder, "love"), 0), love.clear_text


def entr_love(path):
    # entr reads the names of the files to watch from its input.
    return ["sh", "-c", 'printf "%s\\n" "$1" | entr -n -r love "$2"', "sh", str(path), str(path.parent)]


#: Name -> (programs it needs, what makes its game, its command)
WAYS = {
    "arcane-supervise dev": ((), typescript, lambda path: [supervisor(), "dev", str(path)]),
    "arcane-supervise dev --no-standby": ((), typescript, lambda path: [supervisor(), "dev", "--no-standby", str(path)]),
    "scripts/watch-entr.sh (entr -r, arcane-supervise run)": (
        ("entr",), typescript, lambda path: [str(ROOT / "scripts/watch-entr.sh"), str(path)]),
    "scripts/watch-inotifywait.sh (arcane-supervise run)": (
        ("inotifywait",), typescript, lambda path: [str(ROOT / "scripts/watch-inotifywait.sh"), str(path)]),
    "entr -r love": (("entr", "love"), lua, entr_love),
}


def restart(options):
    result = Result("restart-tools", "Restart tools in the same run, small game in a window")
    count = reloads.times(options, SAVES)
    for name, (programs, make, command) in WAYS.items():
        missing = [program for program in programs if not shutil.which(program)]
        if missing:
            result.note(f"`{name}`: {' and '.join(missing)} not installed")
            continue
        try:
            new, gone, lost = way(make, command, count)
        except Broken as problem:
            if not programs:
                raise
            result.note(f"`{name}`: {problem}")
            continue
        result.add(f"`{name}`: save to new pixels", new)
        result.add(f"`{name}`: neither old nor new picture in the window", gone)
        if lost:
            result.note(f"`{name}`: {lost} of {count} saves did not reach the screen within 10 s")
    result.note("`node --watch` and `deno run --watch` have no window: they are beside the headless cases")
    return result


def way(make, command, count):
    new, gone, lost = [], [], 0
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        path, text = make(folder)
        save(path, text(0))
        sampler = Sampler(screen, EVERYWHERE)
        process = subprocess.Popen(command(path), env=screen.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            if not sampler.wait_for(color(0), 30):
                raise Broken("no first picture within 30 s")
            time.sleep(2)
            for serial in range(1, count + 1):
                time.sleep(0.6)
                sampler.catch_up()
                old, marked = color(serial - 1), len(sampler.seen)
                began = save(path, text(serial))
                sample = sampler.wait_for(color(serial), 10)
                if not sample:
                    lost += 1
                    continue
                new.append((sample[0] - began) / 1e6)
                gone.append(without(sampler.seen[marked:], sample, old))
        finally:
            # The scripts end their game when they are told to end; whoever is left of the group follows.
            end(process, signal.SIGTERM)
            sampler.stop()
    return new, gone, lost


def without(seen, sample, old):
    """Milliseconds from the last sample of the old picture to the first of the new one; 0 where one followed the other."""
    left = next((before for _, before, colors in seen if not any(near(each, old) for each in colors)), sample[1])
    return 0 if left == sample[1] else (sample[0] - left) / 1e6
