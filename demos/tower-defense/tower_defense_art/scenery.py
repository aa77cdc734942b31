"""What stands on the ground: the hive, the holes that bugs come out of, trees, stones, flowers."""

import math
import random

from assets import Canvas
from assets.palette import fade

LEAVES = {"garden": ("pine", "green", "leaf", "lime"), "orchard": ("maroon", "rust", "orange", "amber"),
          "meadow": ("pine", "green", "leaf", "lime"), "night": ("ink", "pine", "green", "teal")}


def add(atlas):
    atlas.add_frames("hive", [hive(gleam) for gleam in (0, 1)])
    atlas.add("burrow", burrow())
    for index, (place, ramp) in enumerate(LEAVES.items()):
        for variant in range(2):
            fruit = "red" if place == "orchard" else "rose" if place == "meadow" else None
            atlas.add(f"tree_{place}{variant}", tree(ramp, fruit if variant == 0 else None, index * 10 + variant))
    for variant in range(2):
        atlas.add(f"stone{variant}", stone(variant))
    for name, petal, heart in (("daisy", "white", "yellow"), ("poppy", "red", "ink"), ("bluebell", "azure", "ice"),
                               ("toadstool", "coral", "white")):
        atlas.add(name, flower(petal, heart))
    atlas.add("lily", Canvas(9, 6).ellipse(0, 0, 9, 6, "green").ellipse(0, 0, 8, 5, "leaf").rect(4, 3, 5, 1, "green").rect(3, 1, 3, 2, "pink").set(4, 1, "white"))
    atlas.add("moon", moon())


def hive(gleam):
    """A beehive of straw rings, with a bee's door and honey at its foot."""
    canvas = Canvas(34, 36)
    for index, (wide, y) in enumerate(((12, 2), (20, 6), (26, 11), (30, 16), (31, 21), (30, 26))):
        left = (34 - wide) // 2
        canvas.round_rect(left, y, wide, 6, "amber", 2).rect(left + 2, y, wide - 6, 1, "yellow").rect(left + 3, y + 1, wide // 3, 1, "yellow")
        canvas.rect(left + 1, y + 4, wide - 2, 1, "orange").rect(left + 2, y + 5, wide - 4, 1, "rust")
        canvas.rect(left + wide - 4, y + 1, 3, 3, "orange")
    canvas.ellipse(12, 20, 10, 10, "umber").ellipse(13, 21, 8, 9, "ink").rect(12, 28, 10, 3, "rust")
    canvas.rect(1, 31, 32, 4, "brown").rect(1, 31, 32, 1, "tan").rect(3, 34, 28, 1, "umber")
    for x, drop in ((6, 4), (9, 2), (25, 3)):
        canvas.rect(x, 30, 2, drop, "amber").set(x, 30 + drop - 1, "yellow")
    if gleam:
        canvas.rect(9, 8, 2, 1, "white").rect(8, 13, 2, 1, "white")
    return canvas.outlined(grow=False)


def burrow():
    canvas = Canvas(22, 20)
    canvas.ellipse(0, 2, 22, 18, "umber").ellipse(1, 2, 19, 15, "brown").ellipse(3, 3, 10, 6, "tan")
    canvas.ellipse(5, 5, 14, 12, "night").ellipse(6, 7, 12, 10, "ink")
    for x, y in ((2, 10), (18, 5), (4, 15), (17, 15), (10, 3)):
        canvas.rect(x, y, 2, 1, "sand")
    return canvas.outlined(grow=False)


def tree(ramp, fruit, seed):
    """A round crown over a short trunk, seen a little from above."""
    dice = random.Random(seed)
    dark, base, light, bright = ramp
    canvas = Canvas(22, 26)
    canvas.ellipse(3, 21, 16, 5, fade("ink", 90))
    canvas.rect(9, 16, 4, 8, "brown").rect(11, 16, 2, 8, "umber").set(8, 23, "brown").set(13, 23, "umber")
    lumps = [(11 + math.cos(a) * 5.5 * s, 9.5 + math.sin(a) * 4.5 * s, 8) for a, s in
             [(i * 2 * math.pi / 7 + seed, 1) for i in range(7)]] + [(11, 8, 10)]
    for x, y, size in lumps:
        canvas.ellipse(round(x - size / 2), round(y - size / 2) + 2, size, size, dark)
    for x, y, size in lumps:
        canvas.ellipse(round(x - size / 2), round(y - size / 2), size, size - 1, base)
    for x, y, size in lumps:
        canvas.ellipse(round(x - size / 2), round(y - size / 2), size - 3, size - 4, light)
    for _ in range(22):
        x, y = dice.randrange(3, 17), dice.randrange(2, 12)
        if not canvas.is_clear(x, y) and not canvas.is_clear(x + 1, y + 1):
            canvas.rect(x, y, 2, 1, dice.choice((base, light, light, bright)))
    if fruit:
        for _ in range(6):
            x, y = dice.randrange(4, 17), dice.randrange(4, 14)
            if not canvas.is_clear(x, y):
                canvas.rect(x, y, 2, 2, fruit)
    return canvas


def stone(variant):
    canvas = Canvas(18, 14)
    canvas.ellipse(1, 8, 17, 6, fade("ink", 90))
    wide = 15 - variant * 3
    canvas.ellipse(1, 2, wide, 10, "slate").ellipse(1, 1, wide - 1, 9, "steel").ellipse(2, 1, wide - 5, 5, "mist")
    if variant:
        canvas.ellipse(9, 5, 8, 7, "slate").ellipse(9, 5, 7, 5, "steel").rect(10, 6, 3, 1, "mist")
    return canvas.speckle(1, 6, wide, 6, "green", 0.08, variant + 3)


def flower(petal, heart):
    canvas = Canvas(7, 9)
    canvas.rect(3, 4, 1, 5, "green").set(2, 6, "leaf").set(4, 7, "leaf")
    canvas.rect(2, 1, 3, 1, petal).rect(1, 2, 5, 1, petal).rect(2, 3, 3, 1, petal).set(3, 0, petal).set(3, 2, heart)
    return canvas


def moon():
    canvas = Canvas(12, 12)
    return canvas.ellipse(0, 0, 12, 12, "cream").ellipse(3, -1, 11, 11, ".")
