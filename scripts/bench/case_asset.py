"""A saved picture: it appears in the running game, without a reload."""

import re
import tempfile
import time

from . import reloads
from .case_window import add_resolution, corner, note_trouble, window_place
from .errors import Broken
from .games import color, picture
from .processes import Sampler, Screen
from .product import Session, save
from .results import Result

SIDE = 1024
GAME = """// Shows a picture, and counts: a game that started over would count from 1 again.
import { drawTexture, loadTexture, onFrame } from "@arcane/runtime";

const shown = loadTexture("picture.png");
let frames = 0;
onFrame(() => {
  frames += 1;
  if (frames % 30 === 0) console.log(`frame ${frames}`);
  drawTexture(shown, 0, 0, 800, 600);
});
"""


def asset(options):
    result = Result("asset", f"A saved picture of {SIDE} × {SIDE}, in place")
    count = options.reloads
    with tempfile.TemporaryDirectory(prefix="bench-reload-") as folder, Screen() as screen:
        path = f"{folder}/picture.png"
        save(path, picture(1, SIDE, patch=color(0)))
        save(f"{folder}/game.ts", GAME)
        with Session(f"{folder}/game.ts", screen.environment()) as session:
            session.wait("playing")
            session.ready()
            sampler = Sampler(screen, corner(window_place(screen)[1]))
            shown, told, resolution, chance = [], [], [], reloads.dice()
            try:
                if not sampler.wait_for(color(0), 10):
                    raise Broken("the picture is not in the window")
                for serial in range(1, count + 1):
                    bytes_of_it = picture(serial, SIDE, patch=color(serial))
                    reloads.pause(chance)
                    began = save(path, bytes_of_it)
                    sample = sampler.wait_for(color(serial), 10)
                    if not sample:
                        raise Broken(f"picture {serial} did not reach the screen within 10 s; {session.trouble[-3:]}")
                    event = session.wait("assetReloaded", "reloaded")
                    if event["event"] == "reloaded":
                        raise Broken("a saved picture started the game over")
                    shown.append((sample[0] - began) / 1e6)
                    told.append((event["at"] - began) / 1e6)
                    resolution.append((sample[0] - sample[1]) / 1e6)
                time.sleep(1)
                session.all_events()
            finally:
                figures = sampler.stop()
            result.add("save to new pixels", shown, median=20)
            result.add("save to the report of it", told)
            counted = [int(found[1]) for line in session.console if (found := re.fullmatch(r"frame (\d+)", line))]
            lost = sum(1 for before, after in zip([0, *counted], counted) if after != before + 30)
            result.add("times that the game lost its count of frames", lost, "", limit=0)
            result.note(f"the game counted on to {counted[-1] if counted else 0} frames; the file is {len(bytes_of_it) / 1024:.0f} KB")
            add_resolution(result, figures, {"resolution": resolution})
            note_trouble(result, session)
    return result
