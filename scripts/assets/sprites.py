"""Packs canvases into one texture and describes where each went.

Atlas: sprites of any size, by name, with a gap and repeated edges, so that no neighbour shows at any zoom.
TileSheet: equal cells in a grid without gaps, which is what tilemaps need; cells count from 1, 0 is empty.
Both write a PNG and a TypeScript module that names every sprite, so that a misspelt name fails the type check.
"""

import json
import re

from .canvas import Canvas

_GAP = 2  # pixels between sprites; each edge repeats one pixel into it


class Atlas:
    def __init__(self, name="atlas", width=256):
        self.name, self.width = name, width
        self._sprites = {}
        self._animations = {}

    def add(self, name, canvas):
        """Adds one sprite; returns the canvas, so that a recipe can build on it."""
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name):
            raise ValueError(f"sprite name {name!r}: use letters, digits and _, beginning with a letter")
        if name in self._sprites:
            raise ValueError(f"two sprites are called {name!r}")
        self._sprites[name] = canvas
        return canvas

    def add_frames(self, name, canvases):
        """Adds an animation: sprites name0, name1, ... and an entry in the module's `animations`."""
        names = [f"{name}{i}" for i in range(len(canvases))]
        for frame, canvas in zip(names, canvases):
            self.add(frame, canvas)
        self._animations[name] = names
        return canvases

    def pack(self):
        """(texture, {name: (x, y, width, height)}): shelves of falling height, ties broken by order of adding."""
        order = sorted(self._sprites, key=lambda n: (-self._sprites[n].height, -self._sprites[n].width))
        places, x, y, shelf = {}, _GAP, _GAP, 0
        for name in order:
            sprite = self._sprites[name]
            if sprite.width + 2 * _GAP > self.width:
                raise ValueError(f"{name} is {sprite.width} wide; the atlas {self.name} only {self.width}")
            if x + sprite.width + _GAP > self.width:
                x, y, shelf = _GAP, y + shelf + _GAP, 0
            places[name] = (x, y, sprite.width, sprite.height)
            x, shelf = x + sprite.width + _GAP, max(shelf, sprite.height)
        texture = Canvas(self.width, y + shelf + _GAP)
        for name, (x, y, _, _) in places.items():
            _extrude(texture, self._sprites[name], x, y)
        return texture, {name: places[name] for name in self._sprites}

    def files(self):
        """{file name: bytes}: NAME.png and NAME.ts."""
        texture, places = self.pack()
        sprites = "".join(f"    {name}: {{ x: {x}, y: {y}, width: {w}, height: {h} }},\n"
                          for name, (x, y, w, h) in places.items())
        animations = "".join(f"    {name}: {json.dumps(frames)},\n" for name, frames in self._animations.items())
        module = (
            f"/** Where each sprite lies in {self.name}.png, in pixels from the top-left. */\n"
            f"export const {self.name} = {{\n"
            f"  path: \"assets/{self.name}.png\",\n  width: {texture.width},\n  height: {texture.height},\n"
            f"  sprites: {{\n{sprites}  }},\n  animations: {{\n{animations}  }},\n}} as const;\n\n"
            f"/** The name of a sprite in {self.name}.png. */\n"
            f"export type {_type_name(self.name)}Sprite = keyof typeof {self.name}.sprites;\n")
        return {f"{self.name}.png": texture.png(), f"{self.name}.ts": (HEADER + module).encode()}


class TileSheet:
    def __init__(self, name, cell, columns=8):
        self.name, self.cell, self.columns = name, cell, columns
        self._tiles = {}

    def add(self, name, canvas):
        """Adds a tile and returns its number, counted from 1; its canvas has to be cell x cell pixels."""
        if (canvas.width, canvas.height) != (self.cell, self.cell):
            raise ValueError(f"tile {name!r} is {canvas.width}x{canvas.height}, not {self.cell}x{self.cell}")
        if name in self._tiles:
            raise ValueError(f"two tiles are called {name!r}")
        self._tiles[name] = canvas
        return len(self._tiles)

    def files(self):
        """{file name: bytes}: NAME.png and NAME.ts."""
        rows = max(1, -(-len(self._tiles) // self.columns))
        texture, numbers = Canvas(self.columns * self.cell, rows * self.cell), ""
        for index, (name, canvas) in enumerate(self._tiles.items()):
            texture.blit(canvas, index % self.columns * self.cell, index // self.columns * self.cell)
            numbers += f"    {name}: {index + 1},\n"
        module = (
            f"/** The tiles of {self.name}.png: square cells in a grid, numbered from 1 (0 is empty). */\n"
            f"export const {self.name} = {{\n"
            f"  path: \"assets/{self.name}.png\",\n  tileSize: {self.cell},\n  columns: {self.columns},\n"
            f"  rows: {rows},\n  tiles: {{\n{numbers}  }},\n}} as const;\n\n"
            f"/** The name of a tile in {self.name}.png. */\n"
            f"export type {_type_name(self.name)}Tile = keyof typeof {self.name}.tiles;\n")
        return {f"{self.name}.png": texture.png(), f"{self.name}.ts": (HEADER + module).encode()}


HEADER = "// Made by scripts/make-assets from ../assets.py. Change the recipe, not this file.\n\n"


def _type_name(name):
    return name[0].upper() + name[1:]


def _extrude(texture, sprite, x, y):
    """Draws a sprite and repeats its outermost pixels one further, against rounding at its edges."""
    for py in range(-1, sprite.height + 1):
        for px in range(-1, sprite.width + 1):
            inside_x, inside_y = min(max(px, 0), sprite.width - 1), min(max(py, 0), sprite.height - 1)
            texture.set(x + px, y + py, sprite.get(inside_x, inside_y))
