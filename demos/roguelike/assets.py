"""The pictures and sounds of Dawnstone: a lamplighter, who lives in the dark below, what lies there, three kinds of walls."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from roguelike_art import beings, effects, interface, music, scenery, things, tiles  # noqa: E402  (the path has to be set first)

from assets import Atlas, TileSheet  # noqa: E402


def make(out):
    atlas = Atlas("atlas", width=512)
    beings.add(atlas)
    things.add(atlas)
    scenery.add(atlas)
    effects.add(atlas)
    interface.add(atlas)
    out.atlas(atlas)
    sheet = TileSheet("tiles", cell=16, columns=16)
    tiles.add(sheet)
    out.atlas(sheet)
    music.add(out)
