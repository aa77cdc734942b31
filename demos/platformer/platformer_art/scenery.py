"""What grows and stands about in each place, behind everything that one plays with."""

import math
import random

from assets import Canvas


def add(atlas):
    dice = random.Random(12)
    # The wood: bushes, ferns, flowers, a stump, trunks. Scenery has no outline and stays dark.
    bush = Canvas(34, 18)
    for x, y, size in ((2, 7, 12), (9, 2, 15), (19, 5, 13)):
        bush.ellipse(x, y, size, size, "pine").ellipse(x + 1, y, size - 3, size - 4, "green").ellipse(x + 3, y + 1, size // 3, size // 4, "leaf")
    atlas.add("forest_bush", bush.speckle(0, 0, 34, 18, "leaf", 0.08, seed=3))
    fern = Canvas(18, 14)
    for angle in (-2.7, -2.2, -1.57, -0.95, -0.45):
        for step in range(9):
            x, y = 9 + math.cos(angle) * step, 13 + math.sin(angle) * step * (1.2 - step * 0.05)
            fern.set(round(x), round(y), "green").set(round(x), round(y) + 1, "pine")
            if step % 2:
                fern.set(round(x) + 1, round(y) - 1, "leaf")
    atlas.add("forest_fern", fern)
    for name, petals, heart in (("red", "coral", "yellow"), ("blue", "sky", "white"), ("white", "white", "amber")):
        flower = Canvas(9, 14).line(4, 6, 4, 13, "green").rect(2, 10, 2, 1, "leaf").rect(5, 9, 2, 1, "leaf")
        for x, y in ((3, 1), (1, 3), (5, 3), (3, 5)):
            flower.rect(x, y, 3, 2, petals)
        atlas.add(f"forest_flower_{name}", flower.rect(3, 3, 3, 2, heart))
    stump = Canvas(22, 15).rect(4, 4, 14, 11, "brown").rect(4, 4, 3, 11, "tan").rect(15, 4, 3, 11, "umber")
    stump.polygon([(1, 15), (5, 10), (5, 15)], "brown").polygon([(21, 15), (17, 10), (17, 15)], "umber")
    stump.ellipse(3, 1, 16, 6, "sand").ellipse(6, 2, 10, 4, "tan").ellipse(9, 3, 4, 2, "sand").line(7, 8, 7, 13, "brown").line(12, 7, 12, 12, "umber")
    atlas.add("forest_stump", stump)
    for name, seed, tall in (("tree", 5, 86), ("birch", 9, 74)):
        atlas.add(f"forest_{name}", tree(name, seed, tall))
    tuft = Canvas(10, 6)
    for x, top in ((1, 3), (3, 0), (5, 2), (7, 1), (8, 4)):
        tuft.line(x, 5, x + (1 if x > 4 else -1 if x < 3 else 0), top, "leaf").set(x, 5, "green")
    atlas.add("forest_tuft", tuft)

    # The cave: crystals, stones that grow, mushrooms that glow.
    for name, (dark, base, light) in (("blue", ("blue", "azure", "ice")), ("violet", ("plum", "violet", "rose"))):
        crystal = Canvas(22, 24)
        for x, top, wide, lean in ((3, 10, 5, -2), (14, 8, 6, 3), (8, 1, 7, 0)):
            crystal.polygon([(x, 24), (x + lean, top + 4), (x + lean + wide / 2, top), (x + lean + wide, top + 4), (x + wide, 24)], base)
            crystal.polygon([(x + wide / 2, 24), (x + lean + wide / 2, top), (x + lean + wide, top + 4), (x + wide, 24)], dark)
            crystal.line(x + 1, 22, x + lean + 1, top + 5, light)
        atlas.add(f"cave_crystal_{name}", crystal)
    stone = Canvas(16, 22).polygon([(0, 22), (5, 8), (8, 0), (10, 9), (16, 22)], "dusk")
    stone.polygon([(2, 22), (6, 9), (8, 1), (8, 22)], "slate").line(6, 12, 4, 20, "steel")
    atlas.add("cave_stone", stone)
    atlas.add("cave_hanging", stone.flipped())
    glow = Canvas(16, 13)
    for x, top, wide in ((1, 6, 6), (7, 1, 8)):
        glow.rect(x + wide // 2 - 1, top + 3, 2, 13 - top, "mist").ellipse(x, top, wide, 6, "teal").ellipse(x, top, wide - 1, 4, "aqua")
        glow.rect(x, top + 4, wide, 2, ".").rect(x + wide // 2 - 1, top + 4, 2, 3, "mist").set(x + 2, top + 1, "ice")
    atlas.add("cave_glow", glow)

    # The heights: broken columns, grass in the wind, a banner.
    for name, tall in (("column", 44), ("column_low", 22)):
        column = Canvas(20, tall)
        column.rect(4, 4, 12, tall - 4, "steel").rect(4, 4, 3, tall - 4, "mist").rect(12, 4, 4, tall - 4, "slate")
        for x in (8, 11):
            column.rect(x, 4, 1, tall - 4, "slate")
        column.rect(2, tall - 4, 16, 4, "steel").rect(2, tall - 4, 16, 1, "mist").rect(2, tall - 1, 16, 1, "dusk")
        if name == "column":
            column.rect(1, 1, 18, 4, "mist").rect(1, 1, 18, 1, "fog").rect(1, 4, 18, 1, "slate")
        else:
            for x in range(4, 16):
                column.rect(x, 0, 1, 4 + dice.randrange(5), ".")
        for _ in range(5):
            y = dice.randrange(8, tall - 5)
            column.rect(4 + dice.randrange(4), y, 2, 1, "dusk")
        for y in range(6, tall - 6):  # ivy
            x = 5 + round(2 * math.sin(y / 5))
            if y % 3:
                column.set(x, y, "green").set(x + 1, y, "leaf" if y % 2 else "green")
        atlas.add(f"heights_{name}", column)
    frames = []
    for phase in range(4):
        banner = Canvas(26, 40).rect(2, 0, 2, 40, "brown").rect(1, 0, 4, 2, "amber")
        for x in range(18):
            shift = round(1.8 * math.sin(x / 3 - phase * math.pi / 2) * x / 18)
            fill = "crimson" if (x // 3) % 2 else "red"
            banner.rect(4 + x, 3 + shift + x // 4, 1, 14 - x // 2, fill).rect(4 + x, 3 + shift + x // 4, 1, 1, "coral")
        frames.append(banner)
    atlas.add_frames("heights_banner", frames)
    atlas.add("heights_tuft", tuft.recolored({"leaf": "lime", "green": "leaf"}))
    pot = Canvas(14, 15).ellipse(1, 4, 12, 11, "rust").ellipse(2, 4, 7, 9, "orange").rect(4, 1, 6, 4, "rust").rect(3, 0, 8, 2, "orange")
    atlas.add("heights_pot", pot.rect(2, 9, 10, 1, "umber"))


def tree(name, seed, tall):
    """A trunk that goes up into a crown of leaves, dark enough to stay behind."""
    dice, wide = random.Random(seed), 64
    canvas = Canvas(wide, tall)
    bark, shade, light = ("brown", "umber", "tan") if name == "tree" else ("mist", "slate", "fog")
    for y in range(24, tall):
        half = 3 + max(0, (y - tall + 10) // 3) + (1 if y % 7 < 3 else 0)
        bend = round(2 * math.sin(y / 17))
        canvas.rect(32 - half + bend, y, 2 * half, 1, bark).rect(32 - half + bend, y, 2, 1, light).rect(32 + half - 2 + bend, y, 2, 1, shade)
        if name == "birch" and y % 9 == 0:
            canvas.rect(31 + bend, y, 4, 1, "dusk")
    blobs = [(dice.uniform(6, wide - 28), dice.uniform(0, 26), dice.uniform(16, 26)) for _ in range(9)] + [(18, 2, 30), (16, 16, 30)]
    dark, base, top = ("pine", "green", "leaf") if name == "tree" else ("green", "leaf", "lime")
    for shift, shrink, fill in ((3, 0, dark), (0, 2, base)):
        for x, y, size in blobs:
            canvas.ellipse(round(x + shrink / 2), round(y + shift), round(size - shrink), round(size * 0.8 - shrink), fill)
    for x, y, size in blobs:
        for _ in range(int(size * 0.7)):
            angle, far = dice.uniform(3.3, 5.6), dice.uniform(0.4, 0.95)
            px, py = x + size / 2 + math.cos(angle) * size / 2 * far, y + size * 0.4 + math.sin(angle) * size * 0.4 * far
            canvas.rect(round(px), round(py), 2, 1, top)
    return canvas
