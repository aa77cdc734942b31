"""The ground of each place as tiles of 16 pixels: grass, mown meadow, paths, water, and the hedge around it all.

A path or water tile is named by its sides that meet something else: 1 above, 2 right, 4 below, 8 left, added up.
"""

import random

from assets import Canvas

ABOVE, RIGHT, BELOW, LEFT = 1, 2, 4, 8

# Grass: ground, its blades (dark, light), and what lies in it. Path: ground, pebbles (dark, light), edge.
PLACES = {
    "garden": {"grass": "green", "blades": ("pine", "leaf"), "litter": ("leaf", "lime"), "mown": ("green", "leaf"),
               "path": "tan", "pebbles": ("brown", "sand"), "edge": "umber", "hedge": ("pine", "green", "leaf")},
    "orchard": {"grass": "brown", "blades": ("umber", "tan"), "litter": ("rust", "orange"), "mown": ("brown", "tan"),
                "path": "sand", "pebbles": ("tan", "cream"), "edge": "umber", "hedge": ("maroon", "rust", "orange")},
    "meadow": {"grass": "leaf", "blades": ("green", "lime"), "litter": ("lime", "yellow"), "mown": ("leaf", "lime"),
               "path": "tan", "pebbles": ("brown", "sand"), "edge": "umber", "hedge": ("pine", "green", "leaf")},
    "night": {"grass": "dusk", "blades": ("night", "slate"), "litter": ("slate", "teal"), "mown": ("dusk", "teal"),
              "path": "steel", "pebbles": ("slate", "mist"), "edge": "night", "hedge": ("ink", "night", "pine")},
}


def add(sheet):
    for index, (place, look) in enumerate(PLACES.items()):
        for variant in range(4):
            sheet.add(f"{place}_grass{variant}", grass(look, 100 * index + variant, busy=variant > 1))
        for variant in range(4):
            sheet.add(f"{place}_open{variant}", mown(look, 100 * index + 20 + variant // 2, variant % 2 == 1))
        for variant in range(2):
            sheet.add(f"{place}_hedge{variant}", hedge(look, 100 * index + 60 + variant))
        for sides in range(16):
            sheet.add(f"{place}_path{sides}", path(look, sides, 100 * index + 40 + sides))
        for sides in range(16):
            sheet.add(f"{place}_water{sides}", water(look, place == "night", sides, 100 * index + 80 + sides))


def grass(look, seed, busy):
    """Flat ground with single blades, a few tufts where it is busy."""
    dice = random.Random(seed)
    tile = Canvas(16, 16, look["grass"])
    dark, light = look["blades"]
    for _ in range(5):
        x, y = dice.randrange(16), dice.randrange(15)
        tile.rect(x, y, 1, 2, dark)
    for _ in range(2):
        x, y = dice.randrange(15), dice.randrange(15)
        tile.set(x, y, light).set(x + 1, y + 1, light)
    if busy:
        x, y = dice.randrange(2, 12), dice.randrange(4, 12)
        tile.line(x, y, x, y + 2, light).line(x + 2, y - 1, x + 2, y + 2, light).line(x + 4, y, x + 4, y + 2, light)
        tile.rect(x, y + 3, 5, 1, dark)
        a, b = look["litter"]
        tile.set(dice.randrange(16), dice.randrange(16), a).set(dice.randrange(16), dice.randrange(16), b)
    return tile


def mown(look, seed, light):
    """A lawn in a chequered pattern: here one may build and walk."""
    dice = random.Random(seed)
    base, stripe = look["mown"]
    tile = Canvas(16, 16, base)
    if light:
        for y in range(16):
            for x in range(16):
                if (x + y * 2) % 4 == 0:
                    tile.set(x, y, stripe)
    for _ in range(3):
        tile.set(dice.randrange(16), dice.randrange(16), look["blades"][0])
    return tile


def hedge(look, seed):
    """Leaves over leaves, dark: what is around the board."""
    dice = random.Random(seed)
    dark, base, light = look["hedge"]
    tile = Canvas(16, 16, dark)
    for _ in range(13):
        x, y = dice.randrange(16), dice.randrange(16)
        for dx, dy in ((0, 0), (16, 0), (-16, 0), (0, 16), (0, -16)):  # it meets itself on all sides
            tile.ellipse(x + dx - 2, y + dy - 1, 4, 3, base)
            tile.set(x + dx - 1, y + dy - 1, light if dice.random() < 0.25 else base)
    return tile


def path(look, sides, seed):
    dice = random.Random(seed)
    tile = Canvas(16, 16, look["path"])
    dark, light = look["pebbles"]
    for _ in range(6):
        x, y = dice.randrange(1, 14), dice.randrange(1, 14)
        tile.rect(x, y, dice.choice((1, 2)), 1, dark)
    for _ in range(4):
        tile.set(dice.randrange(1, 15), dice.randrange(1, 15), light)
    return bordered(tile, sides, look["grass"], look["edge"], look["blades"][1], dice)


def water(look, dark, sides, seed):
    dice = random.Random(seed)
    base, ripple, gleam = ("navy", "blue", "azure") if dark else ("blue", "azure", "sky")
    tile = Canvas(16, 16, base)
    for _ in range(3):
        x, y, wide = dice.randrange(0, 11), dice.randrange(3, 14), dice.randint(3, 5)
        tile.rect(x, y, wide, 1, ripple).set(x + 1, y - 1, gleam)
    return bordered(tile, sides, look["grass"], "night" if dark else "navy", look["blades"][1], dice)


def bordered(tile, sides, ground, edge, blade, dice):
    """Grass hangs over the edge on the sides that meet it, in uneven teeth; corners are rounded."""
    for side in (ABOVE, RIGHT, BELOW, LEFT):
        if not sides & side:
            continue
        for along in range(16):
            deep = 2 + (1 if dice.random() < 0.4 else 0)
            for step in range(deep + 1):
                fill = ground if step < deep else edge
                if step == deep - 1 and dice.random() < 0.3:
                    fill = blade
                x, y = {ABOVE: (along, step), BELOW: (along, 15 - step), LEFT: (step, along), RIGHT: (15 - step, along)}[side]
                if fill != edge or tile.get(x, y)[:3] != Canvas(1, 1, ground).get(0, 0)[:3]:
                    tile.set(x, y, fill)
    for first, second, x, y, dx, dy in ((ABOVE, LEFT, 0, 0, 1, 1), (ABOVE, RIGHT, 15, 0, -1, 1),
                                        (BELOW, LEFT, 0, 15, 1, -1), (BELOW, RIGHT, 15, 15, -1, -1)):
        if sides & first and sides & second:
            for i in range(6):
                for j in range(6 - i):
                    tile.set(x + dx * i, y + dy * j, ground)
            for i in range(1, 6):
                tile.set(x + dx * i, y + dy * (6 - i), edge)
    return tile
