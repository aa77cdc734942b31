"""Cases that look at the window: how long a save takes to the screen, and what the screen shows meanwhile."""

import statistics
import tempfile
import time

from . import reloads
from .errors import Broken
from .games import Project, color, small
from .processes import Sampler, Screen, eventually
from .product import Session, save
from .results import Result


def window_place(screen):
    window = eventually(lambda: screen.connection.find((b"arcane",)), 20, "the game's window")
    place = eventually(lambda: (found := screen.connection.place(window)) and found[2] > 100 and found, 20, "a window of some size")
    return window, place


def corner(place):
    """16 pixels in the lower right of a window: written last, and where the generated games show their clear color."""
    x, y, width, height = place
    return x + width - 8, y + height - 8, 4, 4


def add_resolution(result, figures, measured):
    result.note(f"sampler: {figures['samples']} samples, one every {figures['median gap'] / 1000:.2f} ms (p99 {figures['p99 gap'] / 1000:.2f}, "
                f"longest {figures['longest gap'] / 1000:.1f}), a look takes {figures['median look']} µs; resolution of the new pixels: "
                f"median {statistics.median(measured['resolution']):.2f} ms")


def timed(name, title, options, game, path, text, count, arguments=(), **targets):
    result = Result(name, title)
    with Screen() as screen, Session(game, screen.environment(), arguments) as session:
        first = session.wait("playing")
        warm = session.ready() if "--no-standby" not in arguments else None
        reloads.play_a_while(session)
        sampler = Sampler(screen, corner(window_place(screen)[1]))
        try:
            growth = reloads.Growth(session)
            chance = reloads.dice()
            measured = reloads.measure(result, session, sampler, path, text, count, chance, settle=warm is not None)
        finally:
            figures = sampler.stop()
        if not figures:
            raise Broken("the sampler ended early")
        growth.note(result, count)
        result.add("save to new pixels", measured["shown"], **targets)
        result.add("file written and closed to new pixels", measured["after"])
        result.add("save to the report of it", measured["told"])
        if warm:
            result.add("reload to the next standby warm", measured["standby"])
            result.note(f"standby: {warm['residentKilobytes'] / 1024:.0f} MB resident, {warm['scriptHeapKilobytes'] / 1024:.1f} MB of script; "
                        + ", ".join(f"{name} {value:.1f}" for name, value in warm["steps"].items()) + " ms")
        result.note(f"first frame after {first['milliseconds']:.0f} ms")
        add_resolution(result, figures, measured)
        note_trouble(result, session)
    return result


def note_trouble(result, session):
    session.all_events()
    for kind, count in count_kinds(session.trouble).items():
        result.note(f"{count} x {kind}")


def count_kinds(trouble):
    kinds = {}
    for item in trouble:
        text = str(item)[:200] if not isinstance(item, dict) else " ".join(
            str(item.get(key, "")) for key in ("event", "message") if item.get(key)) or str(item)[:200]
        kinds[text] = kinds.get(text, 0) + 1
    return kinds


def one_module(options):
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
        game = f"{folder}/game.ts"
        save(game, small(0))
        return timed("window-small", "Window, small game, 1 module", options, game, game, small, options.reloads, median=5, p99=17)


def no_standby(options):
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
        game = f"{folder}/game.ts"
        save(game, small(0))
        return timed("no-standby", "Window, small game, --no-standby", options, game, game, small, options.reloads,
                     ["--no-standby"], median=250)


def project(name, modules, textures, spread=False, **targets):
    def run(options):
        with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder:
            made = Project(folder, modules, textures, spread=spread)
            title = f"Window, {modules:,} modules ({made.line_count:,} lines)" + (f", {textures:,} textures ({textures} MB)" if textures else "")
            title += ", each module loads its own" if spread else ", the entry loads all in a loop" if textures else ""
            return timed(name, title, options, made.entry, made.changing, made.change, options.reloads, **targets)
    return run


def steady(options):
    """What a user would see of it: no sample between old and new, nothing that a window manager would move."""
    result = Result("window-samples", "Window, small game: what is to be seen during the reloads")
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        game = f"{folder}/game.ts"
        save(game, small(0))
        with Session(game, screen.environment()) as session:
            session.wait("playing")
            session.ready()
            window, (x, y, width, height) = window_place(screen)
            before = screen.connection.focus(), (x, y, width, height)
            # A column through the whole lower half, so that a picture of two halves is seen as well.
            sampler = Sampler(screen, (x + width // 2, y + height // 2 + 4, 1, height // 2 - 8), window=window)
            try:
                reloads.measure(result, session, sampler, game, small, options.reloads, reloads.dice())
                time.sleep(0.2)
                after = screen.connection.focus(), screen.connection.place(window)
            finally:
                figures = sampler.stop()
            result.steps.clear()
            expected = [color(serial) for serial in range(options.reloads + 1)]
            strange, mixed = count_strange(sampler.seen, expected)
            result.add("samples of neither the old nor the new color", strange, "", limit=0)
            result.add("samples of both colors", mixed, "")
            result.add("focus and geometry events", len(sampler.events), "", limit=0)
            for name, count in count_kinds([name for _, name, _ in sampler.events]).items():
                result.note(f"{count} x {name}")
            result.note("focus and place are " + ("as before" if before == after else f"changed: {before} to {after}"))
            result.note(f"{figures['samples']} samples, one every {figures['median gap'] / 1000:.2f} ms, longest gap {figures['longest gap'] / 1000:.1f} ms")
            note_trouble(result, session)
    return result


def count_strange(seen, expected):
    """Transitions are all that the sampler tells; each must be from a picture to the same or the next one."""
    from .processes import near
    strange = mixed = 0
    serial = 0
    for _, _, colors in seen:
        ahead = serial + 1 < len(expected) and [near(c, expected[serial + 1]) for c in colors]
        known = [near(c, expected[serial]) or (ahead and ahead[i]) for i, c in enumerate(colors)]
        if not all(known):
            strange += 1
        elif len(colors) > 1:
            mixed += 1
        elif ahead and ahead[0]:
            serial += 1
    return strange, mixed
