"""The pictures and sounds of Honeywatch: a garden from above, four plants that fight, and the bugs that want the honey."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from tower_defense_art import bugs, interface, music, scenery, shots, tiles, towers  # noqa: E402  (the path has to be set first)

from assets import Atlas, TileSheet  # noqa: E402


def make(out):
    atlas = Atlas("atlas", width=512)
    towers.add(atlas)
    bugs.add(atlas)
    shots.add(atlas)
    scenery.add(atlas)
    interface.add(atlas)
    out.atlas(atlas)
    sheet = TileSheet("tiles", cell=16, columns=16)
    tiles.add(sheet)
    out.atlas(sheet)
    music.add(out)
