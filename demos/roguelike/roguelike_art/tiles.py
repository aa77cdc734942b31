"""The ground of each place as tiles of 16 pixels: floors, walls seen from the front and from above, doors, stairs, water."""

import random

from assets import Canvas
from assets.palette import darker, fade, lighter

# Which sides of a wall's top lie open; below it is a wall or its front.
ABOVE, RIGHT, LEFT = 1, 2, 4

PLACES = {
    "cellar": {"floor": "#7d7488", "seam": "slate", "shine": "#989099", "wall": "steel", "joint": "slate", "edge": "mist", "top": "#1b1828", "rim": "slate"},
    "cave": {"floor": "#8f5f43", "seam": "brown", "shine": "tan", "wall": "tan", "joint": "brown", "edge": "sand", "top": "#1d1620", "rim": "brown"},
    "vault": {"floor": "#665f86", "seam": "dusk", "shine": "steel", "wall": "purple", "joint": "plum", "edge": "violet", "top": "#1a142c", "rim": "plum"},
}


def add(sheet):
    for index, (place, look) in enumerate(PLACES.items()):
        dice = random.Random(100 + index)
        for variant in range(4):
            tile = FLOORS[place](look, dice, variant)
            sheet.add(f"{place}_floor{variant}", tile)
        for variant in range(4):
            sheet.add(f"{place}_shade{variant}", shaded(FLOORS[place](look, dice, variant)))
        for variant in range(3):
            sheet.add(f"{place}_face{variant}", FACES[place](look, dice, variant))
        for sides in range(8):
            sheet.add(f"{place}_top{sides}", top(look, sides, dice))
        front, side = shaded(FLOORS[place](look, dice, 0)), FLOORS[place](look, dice, 1)
        sheet.add(f"{place}_door", door(front.copy()))
        sheet.add(f"{place}_door_side", door_side(shaded(side.copy())))
        sheet.add(f"{place}_open", door_open(front.copy()))
        sheet.add(f"{place}_open_side", door_open_side(shaded(side.copy())))
        sheet.add(f"{place}_stairs", stairs(look, FLOORS[place](look, dice, 0)))
        for variant in range(2):
            sheet.add(f"{place}_water{variant}", water(dice))
        sheet.add(f"{place}_bank", bank(look, water(dice)))


def slabs(look, dice, variant):
    """Flagstones: two or four to a tile."""
    tile = Canvas(16, 16, look["floor"])
    tile.rect(0, 15, 16, 1, look["seam"]).rect(15, 0, 1, 16, look["seam"])
    if variant in (0, 2):
        tile.rect(0, 7, 16, 1, look["seam"])
    if variant in (1, 2):
        tile.rect(7, 0, 1, 16, look["seam"])
    if variant == 3:
        tile.rect(7, 0, 1, 7, look["seam"]).rect(0, 7, 16, 1, look["seam"])
    for y in range(16):
        for x in range(16):
            seam = tile.get(x - 1, y) == tile.get(15, 15) or tile.get(x, y - 1) == tile.get(15, 15) or x == 0 or y == 0
            if tile.get(x, y) != tile.get(15, 15) and seam and dice.random() < 0.3:
                tile.set(x, y, look["shine"])
    tile.speckle(0, 0, 16, 16, look["seam"], 0.03, dice.randrange(999))
    return tile


def earth(look, dice, variant):
    tile = Canvas(16, 16, look["floor"])
    for _ in range(5 + variant * 2):
        x, y = dice.randrange(15), dice.randrange(15)
        tile.rect(x, y, dice.choice((1, 2, 3)), 1, look["seam"])
    for _ in range(2 + variant):
        x, y = dice.randrange(14), dice.randrange(15)
        tile.rect(x, y, 2, 1, look["shine"])
    if variant == 3:
        x, y = dice.randrange(3, 9), dice.randrange(3, 9)
        tile.ellipse(x, y, 5, 4, look["seam"]).ellipse(x, y, 4, 3, look["shine"])
    return tile


def polished(look, dice, variant):
    """Large dark slabs, some inlaid."""
    tile = Canvas(16, 16, look["floor"])
    tile.rect(0, 15, 16, 1, look["seam"]).rect(15, 0, 1, 16, look["seam"]).rect(0, 0, 15, 1, look["shine"]).rect(0, 0, 1, 15, look["shine"])
    if variant == 1:
        tile.line(3, 11, 6, 8, look["shine"]).line(9, 5, 11, 3, look["shine"])
    if variant == 2:
        tile.line(2, 4, 7, 9, look["seam"]).line(7, 9, 6, 13, look["seam"])
    if variant == 3:
        tile.polygon([(7.5, 3), (12, 7.5), (7.5, 12), (3, 7.5)], "plum").polygon([(7.5, 5), (10, 7.5), (7.5, 10), (5, 7.5)], look["floor"])
    return tile


FLOORS = {"cellar": slabs, "cave": earth, "vault": polished}


def shaded(tile):
    """A floor at the foot of a wall: its upper rows are dark."""
    for y, alpha in enumerate((150, 150, 115, 115, 75, 40)):
        for x in range(16):
            tile.blit(Canvas(1, 1, fade("ink", alpha)), x, y)
    return tile


def bricks(look, dice, variant):
    tile = Canvas(16, 16, look["wall"])
    tile.rect(0, 0, 16, 3, look["rim"]).rect(0, 0, 16, 1, look["edge"]).rect(0, 3, 16, 1, "ink")
    for row, y in enumerate((4, 8, 12)):
        shift = 0 if row % 2 else 4
        for x in range(-8 + shift, 16, 8):
            base = dice.choice((look["wall"], look["wall"], look["wall"], darker(look["wall"])))
            tile.rect(x, y, 7, 3, base).rect(x, y, 7, 1, look["edge"] if base != darker(look["wall"]) else look["wall"])
            tile.rect(x + 7, y, 1, 4, look["joint"])
        tile.rect(0, y + 3, 16, 1, look["joint"])
    if variant == 1:
        tile.rect(3, 9, 4, 2, "green").rect(4, 11, 2, 2, "green").rect(3, 9, 3, 1, "leaf")
    if variant == 2:
        tile.line(10, 4, 8, 8, "ink").line(8, 8, 11, 13, look["joint"])
    return tile


def boulders(look, dice, variant):
    tile = Canvas(16, 16, look["joint"])
    for x, y, wide, tall in ((0, 4, 7, 6), (6, 3, 7, 7), (12, 5, 6, 6), (-3, 9, 8, 7), (4, 9, 8, 7), (11, 10, 8, 6)):
        x += dice.randrange(-1, 2)
        tile.ellipse(x, y, wide, tall, look["wall"]).ellipse(x, y, wide - 2, tall - 3, look["edge"]).ellipse(x + 1, y + 1, wide - 2, tall - 2, look["wall"])
    tile.speckle(0, 4, 16, 12, look["joint"], 0.1, dice.randrange(999))
    tile.rect(0, 0, 16, 3, look["rim"])
    for x in range(16):
        tile.rect(x, 3, 1, dice.choice((0, 1, 1, 2)), look["rim"])
    tile.rect(0, 0, 16, 1, look["edge"])
    if variant == 1:
        for x in (2, 5, 6, 11):
            tile.rect(x, 3, 1, dice.randrange(3, 8), "green").set(x, 3, "leaf")
    return tile


def panels(look, dice, variant):
    tile = Canvas(16, 16, look["joint"])
    tile.rect(0, 0, 16, 3, look["rim"]).rect(0, 0, 16, 1, look["edge"]).rect(0, 3, 16, 1, "amber").rect(0, 4, 16, 1, "rust")
    for x in (0, 8):
        tile.rect(x, 5, 7, 10, look["wall"]).rect(x, 5, 7, 1, look["edge"]).rect(x, 5, 1, 10, look["edge"]).rect(x + 6, 6, 1, 9, look["joint"])
        tile.rect(x + 2, 7, 3, 6, look["joint"])
        if variant == 1:
            tile.rect(x + 3, 8, 1, 4, "pink")
    if variant == 2:
        tile.line(3, 5, 6, 10, "ink").line(6, 10, 5, 14, "ink")
    tile.rect(0, 15, 16, 1, "night")
    return tile


FACES = {"cellar": bricks, "cave": boulders, "vault": panels}


def top(look, sides, dice):
    """A wall from above: dark, with a rim where it ends."""
    tile = Canvas(16, 16, look["top"])
    for _ in range(3):
        tile.rect(dice.randrange(14), dice.randrange(15), 2, 1, fade(look["rim"], 90))
    for side, boxes in ((ABOVE, ((0, 0, 16, 3), (0, 0, 16, 1))), (RIGHT, ((13, 0, 3, 16), (15, 0, 1, 16))), (LEFT, ((0, 0, 3, 16), (0, 0, 1, 16)))):
        if sides & side:
            tile.rect(*boxes[0], look["rim"])
    for side, box in ((ABOVE, (0, 0, 16, 1)), (RIGHT, (15, 0, 1, 16)), (LEFT, (0, 0, 1, 16))):
        if sides & side:
            tile.rect(*box, look["edge"])
    return tile


def door(tile):
    tile.rect(0, 0, 16, 16, "ink").rect(1, 2, 14, 14, "brown")
    for x in (1, 5, 9, 13):
        tile.rect(x, 2, 1, 14, "umber").rect(x + 1, 2, 1, 14, "tan")
    tile.rect(14, 2, 1, 14, "umber").rect(1, 5, 14, 1, "steel").rect(1, 12, 14, 1, "steel").rect(12, 8, 2, 2, "amber")
    return tile.rect(0, 0, 16, 2, "umber").rect(0, 0, 16, 1, "tan")


def door_side(tile):
    tile.rect(5, 0, 6, 16, "ink").rect(6, 0, 4, 15, "brown").rect(6, 0, 1, 15, "tan").rect(9, 0, 1, 15, "umber")
    return tile.rect(6, 3, 4, 1, "steel").rect(6, 12, 4, 1, "steel").rect(7, 7, 2, 2, "amber")


def door_open(tile):
    tile.rect(0, 0, 3, 16, "ink").rect(0, 0, 2, 15, "brown").rect(0, 0, 1, 15, "tan").rect(0, 4, 2, 1, "steel").rect(0, 11, 2, 1, "steel")
    return tile.rect(14, 0, 2, 16, "umber").rect(15, 0, 1, 16, "brown")


def door_open_side(tile):
    tile.rect(3, 0, 10, 4, "ink").rect(4, 0, 9, 3, "brown").rect(4, 0, 9, 1, "tan").rect(6, 0, 1, 3, "steel").rect(11, 0, 1, 3, "steel")
    return tile.rect(5, 14, 6, 2, "umber")


def stairs(look, tile):
    tile.rect(1, 1, 14, 14, "ink").rect(1, 1, 14, 1, look["edge"])
    for step in range(5):
        fill = (look["edge"], look["wall"], look["joint"], look["seam"], "night")[step]
        tile.rect(2 + step, 2 + step * 2 + (step > 0), 12 - step * 2, 2, fill)
    return tile.frame(0, 0, 16, 16, look["seam"])


def water(dice):
    tile = Canvas(16, 16, "blue")
    for _ in range(5):
        tile.rect(dice.randrange(13), dice.randrange(16), 3, 1, "navy")
    for _ in range(3):
        tile.rect(dice.randrange(13), dice.randrange(16), dice.choice((2, 3)), 1, "azure")
    return tile.set(dice.randrange(16), dice.randrange(16), "sky")


def bank(look, tile):
    """Water whose far edge is a bank."""
    tile.rect(0, 0, 16, 2, look["seam"]).rect(0, 2, 16, 2, "navy").rect(0, 1, 16, 1, lighter(look["seam"]))
    for x in range(0, 16, 3):
        tile.set(x, 4, "sky")
    return tile
