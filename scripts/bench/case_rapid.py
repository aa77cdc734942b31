"""Rapid fire: saves that do not wait for the reload before them."""

import tempfile
import time

from . import reloads
from .case_window import corner, note_trouble, window_place
from .games import color, small
from .processes import Sampler, Screen, near
from .product import Session, save
from .results import Result

EVERY, SECONDS = 0.05, 20


def rapid(options):
    rounds = max(1, options.reloads // 60)
    seconds = SECONDS if options.reloads >= 40 else 5
    result = Result("rapid", f"Rapid fire: a save every {EVERY * 1000:.0f} ms for {seconds} s")
    last, shares, missing = [], [], 0
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        game = f"{folder}/game.ts"
        save(game, small(0))
        with Session(game, screen.environment()) as session:
            session.wait("playing")
            session.ready()
            sampler = Sampler(screen, corner(window_place(screen)[1]))
            growth = reloads.Growth(session)
            serial = 0
            try:
                for _ in range(rounds):
                    began = time.monotonic()
                    shots = int(seconds / EVERY)
                    first = serial + 1
                    for shot in range(shots):
                        time.sleep(max(0, began + shot * EVERY - time.monotonic()))
                        serial += 1
                        saved = save(game, small(serial))
                    sample = sampler.wait_for(color(serial), 10)
                    # Colors come round again after two hundred saves; the last one counts only if it came after its save.
                    while sample and sample[0] < saved:
                        sample = sampler.wait_for(color(serial), 10)
                    if sample:
                        last.append((sample[0] - saved) / 1e6)
                    else:
                        missing += 1
                    reloaded = sum(1 for event in session.all_events() if event["event"] == "reloaded")
                    shares.append(reloaded / shots * 100)
                    result.note(f"saves {first} to {serial}: {reloaded} reloads")
                    time.sleep(1)
                    sampler.catch_up()
                    if sampler.seen and not near(sampler.seen[-1][2][0], color(serial)):
                        missing += 1
                        result.note(f"after save {serial} the screen ended on {sampler.seen[-1][2]} instead of {color(serial)}")
                    session.all_events()
                growth.note(result, serial)
            finally:
                sampler.stop()
            note_trouble(result, session)
    result.add("last save to its pixels", last, max=100)
    result.add("last saves that are not on the screen", missing, "", limit=0)
    result.add("saves that had a picture of their own", shares, "%")
    return result


def rapid_reloads(options):
    """--rapid: the next save as soon as the picture of the one before is seen, standby or not."""
    result = Result("window-rapid", "Window, small game, saved again at once (standby still cold)")
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        game = f"{folder}/game.ts"
        save(game, small(0))
        with Session(game, screen.environment()) as session:
            session.wait("playing")
            session.ready()
            sampler = Sampler(screen, corner(window_place(screen)[1]))
            try:
                measured = reloads.measure(result, session, sampler, game, small, options.reloads, reloads.dice(), settle=False)
            finally:
                sampler.stop()
            note_trouble(result, session)
    result.add("save to new pixels", measured["shown"])
    return result
