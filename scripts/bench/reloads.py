"""The heart of most cases: save, wait for what a save does, note when it did it."""

import os
import random
import time

from .errors import Broken
from .games import color
from .processes import memory
from .product import timed_save

#: The steps of an event that follow each other; whatever else an event names is a part of the one before it.
IN_ORDER = ("begin", "transpile", "wait", "stage", "settle", "present")

#: What --reloads is when nobody says otherwise; cases that are slow or of lesser interest take a share of it.
USUAL = 200


def times(options, usual):
    """`usual` repetitions, more or fewer as --reloads asks for."""
    return max(min(usual, 2), round(usual * options.reloads / USUAL))


def pause(chance, low=0.05, high=0.2):
    time.sleep(chance.uniform(low, high))


def play_a_while(session):
    """Lets the first game play until V8's code cache has been taken from it (Policy.swift tells when), as the game of
    somebody who writes code does; the saves of a benchmark follow each other faster than that."""
    time.sleep(3)
    session.all_events()


def split(event, began, shown=None, written=None):
    """The steps of a `reloaded` event between the two moments that only the outside knows, in milliseconds.

    `save to event seen` is derived: the supervisor's own total, counted back from the moment when its report was read.
    """
    steps = event["steps"]
    inside = event["milliseconds"]
    found = {"save to event seen": (event["at"] - began) / 1e6 - inside}
    if written:
        found["  writing the file"] = (written - began) / 1e6
    whole = None
    parts = dict.fromkeys(IN_ORDER, 0)
    for name, value in steps.items():
        if name in IN_ORDER:
            add_rest(found, whole, steps, parts)
            whole = name
            found[name] = value
        elif whole:
            parts[whole] += value
            found[f"  {name}"] = value
    add_rest(found, whole, steps, parts)
    found["not in any step"] = inside - sum(steps.get(name, 0) for name in IN_ORDER)
    found["= inside"] = inside
    if shown:
        found["presented told to pixels seen"] = (shown - event["at"]) / 1e6
    return found


def add_rest(found, name, steps, parts):
    """What of a step is in none of its parts."""
    if name and parts[name]:
        found[f"  {name}: rest"] = steps[name] - parts[name]


def measure(result, session, sampler, path, text, count, chance, settle=True, first_serial=1, seconds=30):
    """`count` saves of `path`, one after the other; the values go to `result`. `text(serial)` is what is saved."""
    shown, after, resolution, told, spread = [], [], [], [], []
    for serial in range(first_serial, first_serial + count):
        if settle:
            pause(chance)
        for event in session.all_events():
            if event["event"] == "reloaded":
                raise Broken(f"{result.name}: a reload that no save asked for, before save {serial}")
        began, written = timed_save(path, text(serial))
        sample = sampler.wait_for(color(serial), seconds)
        if not sample:
            raise Broken(f"{result.name}: save {serial} did not reach the screen within {seconds} s; {session.trouble[-3:]}")
        event = session.wait("reloaded")
        if settle:
            spread.append((session.ready()["at"] - event["at"]) / 1e6)
        shown.append((sample[0] - began) / 1e6)
        after.append((sample[0] - written) / 1e6)
        resolution.append((sample[0] - sample[1]) / 1e6)
        told.append((event["at"] - began) / 1e6)
        result.count_steps(split(event, began, sample[0], written))
    return {"shown": shown, "after": after, "resolution": resolution, "told": told, "standby": spread}


class Growth:
    """What a session's supervisor holds, before and after."""

    def __init__(self, session):
        self.pid = session.process.pid
        self.before = self._now()

    def _now(self):
        return memory(self.pid)[0], len(os.listdir(f"/proc/{self.pid}/fd"))

    def note(self, result, reloads):
        after = self._now()
        result.note(f"supervisor over {reloads} reloads: resident {self.before[0] / 1024:.1f} to {after[0] / 1024:.1f} MB, "
                    f"descriptors {self.before[1]} to {after[1]}")


def dice(seed=1):
    return random.Random(seed)
