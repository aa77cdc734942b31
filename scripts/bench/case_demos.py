"""The games of demos/: what a reload of a real game costs, at its title."""

import shutil
import statistics
import tempfile

from . import reloads
from .case_window import note_trouble
from .processes import ROOT, Screen
from .product import Session, save
from .results import Result

#: What a statement at the end of the entry costs is nothing; but the game is another one.
CHANGE = "\n(globalThis as {{ benchmark?: number }}).benchmark = {};\n"
SHOWN = ("transpile", "evaluate", "firstcallback", "firstdraw", "picture", "present")


def demos(options):
    result = Result("demos", "The six games of demos/, at their titles: save to the report that the new picture is shown")
    count = reloads.times(options, 20)
    for folder in sorted(path.parent for path in ROOT.glob("demos/*/game.ts")):
        with tempfile.TemporaryDirectory(prefix="bench-reload-") as place:
            shutil.copytree(folder, f"{place}/{folder.name}")
            measure(result, f"{place}/{folder.name}/game.ts", folder.name, count)
    return result


def measure(result, game, name, count):
    text = open(game).read()
    values, steps = [], {}
    with Screen() as screen, Session(game, screen.environment()) as session:
        session.wait("playing")
        session.ready()
        reloads.play_a_while(session)
        chance = reloads.dice()
        for serial in range(1, count + 1):
            reloads.pause(chance, 0.3, 0.6)
            session.all_events()
            began = save(game, text + CHANGE.format(serial))
            event = session.wait("reloaded")
            session.ready()
            values.append((event["at"] - began) / 1e6)
            for step in SHOWN:
                steps.setdefault(step, []).append(event["steps"].get(step, 0))
        note_trouble(result, session)
    result.add(name, values)
    result.note(f"{name}: " + ", ".join(f"{step} {statistics.median(values):.1f}" for step, values in steps.items()))
