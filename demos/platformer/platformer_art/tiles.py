"""The ground of each place, planks and spikes, as tiles of 16 pixels.

A ground tile is named by its open sides: 1 above, 2 right, 4 below, 8 left, added up; 0 has ground all around.
"""

import random

from assets import Canvas

ABOVE, RIGHT, BELOW, LEFT = 1, 2, 4, 8

# What the ground is made of: its body, dots in it, shade, and the cap on top (light, base, dark).
GROUNDS = {
    "forest": {"body": "brown", "dots": ("umber", "tan"), "deep": "umber", "cap": ("lime", "leaf", "green")},
    "cave": {"body": "dusk", "dots": ("night", "slate"), "deep": "night", "cap": ("mist", "steel", "slate")},
    "heights": {"body": "steel", "dots": ("slate", "mist"), "deep": "slate", "cap": ("lime", "leaf", "green")},
}


def add(sheet):
    for index, (theme, look) in enumerate(GROUNDS.items()):
        for sides in range(16):
            sheet.add(f"{theme}_{sides}", ground(theme, look, sides, 100 * index + sides))
        for variant in range(3):
            sheet.add(f"{theme}_rock{variant}", rock(theme, look, 100 * index + 40 + variant))
        for name, left, right in (("plank", True, True), ("plank_left", True, False), ("plank_middle", False, False),
                                  ("plank_right", False, True)):
            sheet.add(f"{theme}_{name}", plank(theme, left, right))
        spikes = thorns() if theme == "forest" else teeth(theme)
        sheet.add(f"{theme}_spikes", spikes)
        sheet.add(f"{theme}_hanging", spikes.flipped())


def earth(theme, look, seed):
    """A tile with ground all around it."""
    tile = Canvas(16, 16, look["body"])
    if theme == "heights":  # blocks of stone in a bond
        for y in (7, 15):
            tile.rect(0, y, 16, 1, look["deep"])
        tile.rect(5, 0, 1, 7, look["deep"]).rect(13, 8, 1, 7, look["deep"])
        tile.rect(6, 0, 9, 1, "mist").rect(0, 8, 12, 1, "mist")
        return tile.speckle(0, 0, 16, 16, "slate", 0.04, seed)
    dice = random.Random(seed)
    dark, light = look["dots"]
    for _ in range(7):
        x, y = dice.randrange(15), dice.randrange(15)
        tile.rect(x, y, dice.choice((1, 2, 2, 3)), dice.choice((1, 1, 2)), dark)
    for _ in range(3):
        x, y = dice.randrange(14), dice.randrange(14)
        tile.rect(x, y, 2, 1, light)
    return tile


def rock(theme, look, seed):
    """Like earth, with something in it."""
    tile, dice = earth(theme, look, seed), random.Random(seed)
    dark, light = look["dots"]
    if theme == "heights":
        x = dice.randrange(2, 8)
        return tile.line(x, 1, x + 3, 5, "dusk").line(x + 3, 5, x + 2, 10, "dusk").line(x + 3, 5, x + 6, 8, "slate")
    for _ in range(2):
        x, y, wide = dice.randrange(1, 8), dice.randrange(1, 9), dice.randint(4, 7)
        tile.ellipse(x, y, wide, wide - 1, dark).ellipse(x, y, wide - 1, wide - 2, "steel" if theme == "forest" else light)
        tile.rect(x + 1, y + 1, 2, 1, "mist" if theme == "forest" else "steel")
    return tile


def ground(theme, look, sides, seed):
    tile, dice = earth(theme, look, seed), random.Random(seed)
    deep = look["deep"]
    if sides & BELOW:
        tile.rect(0, 13, 16, 2, deep).rect(0, 15, 16, 1, "ink")
        for x in range(0, 16, 3):
            tile.rect(x + dice.randrange(2), 12, 2, 1, deep)
    if sides & RIGHT:
        tile.rect(13, 0, 2, 16, deep).rect(15, 0, 1, 16, "ink")
    if sides & LEFT:
        tile.rect(1, 0, 1, 16, look["dots"][1]).rect(0, 0, 1, 16, "ink")
    if sides & ABOVE:
        cap(tile, look, dice)
        if sides & LEFT:
            tile.rect(0, 1, 1, 6, "ink").set(0, 0, ".").set(1, 0, "ink")
        if sides & RIGHT:
            tile.rect(15, 1, 1, 6, "ink").set(15, 0, ".").set(14, 0, "ink")
    if sides & BELOW:
        if sides & LEFT:
            tile.set(0, 15, ".").set(1, 15, "ink").set(0, 14, "ink")
        if sides & RIGHT:
            tile.set(15, 15, ".").set(14, 15, "ink").set(15, 14, "ink")
    return tile


def cap(tile, look, dice):
    """Grass or a worn edge on top: its lower rim is ragged."""
    light, base, dark = look["cap"]
    tile.rect(0, 0, 16, 1, "ink").rect(0, 1, 16, 1, light).rect(0, 2, 16, 2, base)
    if look["cap"][0] == "mist":  # bare rock: a worn edge and some cracks
        for x in range(0, 16, 5):
            tile.rect(x + dice.randrange(3), 4, 2, 1, base)
        tile.rect(0, 4, 16, 1, dark)
        tile.rect(dice.randrange(12), 2, 3, 1, light)
        return
    for x in range(16):
        hang = (1, 2, 1, 3, 2, 1, 2, 1)[(x + dice.randrange(2)) % 8]
        tile.rect(x, 4, 1, hang - 1, base).rect(x, 3 + hang, 1, 1, dark)
    for _ in range(4):
        tile.rect(dice.randrange(15), 2, 1, 2, light)


def plank(theme, left, right):
    base, dark, light = {"forest": ("tan", "brown", "sand"), "cave": ("steel", "slate", "mist"),
                         "heights": ("mist", "steel", "fog")}[theme]
    tile = Canvas(16, 16)
    tile.rect(0, 0, 16, 1, "ink").rect(0, 1, 16, 4, base).rect(0, 1, 16, 1, light).rect(0, 4, 16, 1, dark).rect(0, 5, 16, 1, "ink")
    tile.rect(9, 2, 4, 1, dark).rect(3, 3, 3, 1, dark)
    if left:
        tile.rect(0, 0, 1, 6, "ink").set(0, 0, ".").set(0, 5, ".").rect(3, 6, 2, 4, dark).set(3, 10, dark).set(2, 2, dark)
    if right:
        tile.rect(15, 0, 1, 6, "ink").set(15, 0, ".").set(15, 5, ".").rect(11, 6, 2, 4, dark).set(12, 10, dark).set(13, 2, dark)
    return tile


def thorns():
    """Brambles: stems that cross, with thorns."""
    tile = Canvas(16, 16)
    for points in ([(0, 14), (3, 9), (7, 12), (11, 7), (15, 11)], [(0, 10), (4, 14), (9, 8), (13, 13), (15, 9)]):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            tile.line(x0, y0, x1, y1, "plum").line(x0, y0 + 1, x1, y1 + 1, "maroon")
    for x, y in ((2, 8), (6, 10), (9, 6), (12, 5), (14, 8), (4, 11)):
        tile.line(x, y, x, y + 2, "rose").set(x, y, "white")
    return tile.rect(0, 15, 16, 1, "maroon").outlined("ink", grow=False)


def teeth(theme):
    tile = Canvas(16, 16)
    light, base, dark = ("ice", "sky", "blue") if theme == "cave" else ("white", "mist", "slate")
    for x, top, wide in ((0, 8, 6), (5, 6, 6), (10, 8, 6)):
        tile.polygon([(x, 16), (x + wide / 2, top), (x + wide, 16)], base)
        tile.polygon([(x + wide / 2, 16), (x + wide / 2, top), (x + wide, 16)], dark)
        tile.line(x + 1, 15, x + wide // 2 - 1, top + 3, light)
    return tile.outlined("ink", grow=False)
