"""What flies, and what is left of it."""

import math

from assets import Canvas
from assets.palette import fade


def add(atlas):
    atlas.add("acorn", Canvas.from_map("""
        .kk.
        kttk
        OOOo
        yOOo
        .Oo.
    """).outlined())
    atlas.add("puff", Canvas(7, 7).ellipse(0, 0, 7, 7, "tan").ellipse(0, 0, 6, 6, "cream").rect(1, 1, 2, 2, "white").outlined())
    atlas.add("spore", Canvas(4, 4).ellipse(0, 0, 4, 4, "violet").rect(0, 0, 2, 2, "rose").set(0, 0, ".").outlined("plum"))
    atlas.add("needle", Canvas.from_map("""
        ..BAA...
        AASSiii7
        ..BAA...
    """))
    atlas.add("shadow", Canvas(16, 8).ellipse(0, 0, 16, 8, fade("ink", 96)))
    atlas.add("glow", glow(48))
    atlas.add("ring", ring(56))
    atlas.add_frames("cloud", [cloud(size, thin) for size, thin in ((8, 0), (13, 0), (17, 1), (19, 2), (20, 3))])
    atlas.add_frames("flash", [star(size) for size in (5, 9, 7)])
    atlas.add("cross", Canvas(5, 5).rect(2, 0, 1, 5, "lime").rect(0, 2, 5, 1, "lime").set(2, 2, "white").outlined("pine"))
    for name, fills in (("drop", ("amber", "yellow")),):
        atlas.add(name, Canvas(4, 5).ellipse(0, 1, 4, 4, fills[0]).rect(1, 0, 2, 2, fills[0]).set(1, 2, fills[1]).outlined("rust"))


def glow(size):
    canvas, middle = Canvas(size, size), size / 2
    for y in range(size):
        for x in range(size):
            far = math.hypot(x + 0.5 - middle, y + 0.5 - middle) / middle
            canvas.set(x, y, (255, 255, 255, round(255 * max(0.0, 1 - far) ** 2)))
    return canvas


def ring(size):
    """A circle that the game makes as large as it needs."""
    canvas, middle = Canvas(size, size), size / 2
    for y in range(size):
        for x in range(size):
            far = middle - math.hypot(x + 0.5 - middle, y + 0.5 - middle)
            if 0 <= far < 4:
                canvas.set(x, y, (255, 255, 255, 255 if far < 2 else 110))
    return canvas


def cloud(size, thin):
    """A puff of spores that gets larger and falls apart."""
    canvas = Canvas(22, 22)
    for index in range(7):
        angle = index * 2 * math.pi / 7 + size * 0.13
        lump = size * (0.46 - 0.07 * thin)
        x, y = 11 + math.cos(angle) * (size / 2 - lump / 2), 11 + math.sin(angle) * (size / 2 - lump / 2)
        canvas.ellipse(round(x - lump / 2), round(y - lump / 2), max(1, round(lump)), max(1, round(lump)), "sand" if index % 2 else "cream")
    if thin < 2:
        canvas.ellipse(round(11 - size / 4), round(11 - size / 4), size // 2, size // 2, "white")
    return canvas.translucent(215 - thin * 45)


def star(size):
    canvas, half = Canvas(9, 9), size // 2
    canvas.rect(4 - half, 4, size, 1, "yellow").rect(4, 4 - half, 1, size, "yellow").rect(3, 3, 3, 3, "white")
    return canvas
