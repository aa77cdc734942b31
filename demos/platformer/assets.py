"""The pictures and sounds of Foxfire: a fox cub with a scarf, what crawls and flutters, and three places to run through."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from platformer_art import backdrops, beings, music, scenery, things, tiles  # noqa: E402  (the path has to be set first)

from assets import Atlas, TileSheet  # noqa: E402


def make(out):
    atlas = Atlas("atlas", width=512)
    beings.add(atlas)
    things.add(atlas)
    scenery.add(atlas)
    out.atlas(atlas)
    sheet = TileSheet("tiles", cell=16, columns=16)
    tiles.add(sheet)
    out.atlas(sheet)
    backdrops.add(out)
    music.add(out)
