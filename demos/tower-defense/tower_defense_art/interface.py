"""Frames, signs and large words."""

import math

from assets import Canvas, logo


def add(atlas):
    atlas.add("title", logo("HONEYWATCH"))
    atlas.add("won", logo("THE HONEY IS SAFE", size=1))
    atlas.add("lost", logo("THE HIVE IS EMPTY", fills=("fog", "mist", "steel"), edge="dusk", size=1))
    atlas.add("paused", logo("PAUSED", size=1))
    for name, base, light, dark, edge in (("panel", "night", "slate", "ink", "dusk"), ("panel_hot", "dusk", "amber", "night", "orange"),
                                          ("button", "dusk", "steel", "night", "slate"), ("button_hot", "slate", "yellow", "dusk", "amber"),
                                          ("button_off", "night", "dusk", "ink", "dusk")):
        atlas.add(name, frame(base, light, dark, edge))
    icons(atlas)
    atlas.add("cursor", corners("white"))
    atlas.add("cursor_bad", corners("coral"))
    atlas.add_frames("step", [Canvas.from_map("""
        y....
        yy...
        Oyy..
        OOy..
        oO...
        o....
    """).translucent(alpha) for alpha in (90, 170, 250)])


def frame(base, light, dark, edge):
    """Sixteen pixels that are stretched between their corners of six."""
    canvas = Canvas(16, 16).round_rect(0, 0, 16, 16, "ink", 2).round_rect(1, 1, 14, 14, edge, 1)
    canvas.rect(2, 1, 12, 1, light).rect(1, 2, 1, 12, light).rect(3, 3, 10, 10, base).rect(2, 2, 12, 12, base)
    return canvas.rect(2, 13, 12, 1, dark).rect(13, 2, 1, 12, dark)


def corners(fill):
    canvas = Canvas(18, 18)
    for x, y, dx, dy in ((1, 1, 1, 1), (16, 1, -1, 1), (1, 16, 1, -1), (16, 16, -1, -1)):
        for i in range(5):
            canvas.set(x + dx * i, y, fill).set(x, y + dy * i, fill)
    return canvas.outlined(grow=False)


def star_points(middle, outer, inner):
    points = []
    for i in range(10):
        radius, angle = (outer if i % 2 == 0 else inner), -math.pi / 2 + i * math.pi / 5
        points.append((middle + math.cos(angle) * radius, middle + 0.5 + math.sin(angle) * radius))
    return points


def icons(atlas):
    coin = Canvas(8, 8).ellipse(0, 0, 8, 8, "orange").ellipse(0, 0, 7, 7, "amber").rect(2, 2, 2, 3, "yellow").set(2, 1, "white")
    atlas.add("coin", coin.outlined())
    atlas.add("pot", Canvas.from_map("""
        .yOOOOO.
        ttttttkk
        .sOyOOt.
        sOyOOOOt
        sOyOOOOt
        sOOOOOot
        .tOOOot.
        ..kkkk..
    """).outlined())
    atlas.add("wave", Canvas.from_map("""
        k.......
        kRRRR...
        kRcRRRRR
        kRRRRRR.
        kRRrRR..
        kr......
        k.......
        k.......
    """).outlined())
    for name, outer, fills in (("star", 7.5, ("amber", "yellow")), ("star_empty", 7.5, ("slate", "dusk"))):
        canvas = Canvas(16, 16).polygon(star_points(8, outer, 3.3), fills[0]).polygon(star_points(7.5, outer - 2.6, 2), fills[1])
        atlas.add(name, canvas.outlined(grow=False))
        small = Canvas(9, 9).polygon(star_points(4.5, 4.6, 2), fills[0]).set(4, 4, fills[1]).set(4, 3, fills[1])
        atlas.add(f"{name}_small", small.outlined())
    atlas.add("lock", Canvas.from_map("""
        ..5555..
        .5....5.
        .5....5.
        OOOOOOOO
        OyOOOOOo
        OyO00OOo
        OOO00Ooo
        OOOOOooo
    """).outlined())
    for name, rows in SIGNS.items():
        atlas.add(f"icon_{name}", Canvas.from_map(rows))
    atlas.add("pip", Canvas(4, 4).rect(0, 0, 4, 4, "amber").rect(0, 0, 3, 1, "yellow").rect(3, 1, 1, 3, "orange").outlined())
    atlas.add("pip_empty", Canvas(4, 4, "dusk").outlined())
    bee = []
    for spread in (3, 1):
        canvas = Canvas(13, 11).ellipse(1, 4, 10, 6, "amber").rect(3, 4, 2, 6, "ink").rect(7, 4, 2, 6, "ink").set(10, 6, "ink")
        canvas.ellipse(3, 3 - spread, 4, 4, "ice").ellipse(7, 3 - spread, 4, 4, "white")
        bee.append(canvas.outlined(grow=False))
    atlas.add_frames("bee", bee)


SIGNS = {
    "damage": """
        ......77
        .....756
        ....756.
        O..756..
        .O756...
        ..Ot....
        .t.OO...
        t...O...
    """,
    "range": """
        ..7777..
        .7....7.
        7......7
        7..yy..7
        7..yy..7
        7......7
        .7....7.
        ..7777..
    """,
    "rate": """
        ...7777.
        ..yyy...
        .yyy....
        .yyyyyy.
        ...yyy..
        ..yy....
        .yy.....
        .y......
    """,
    "up": """
        ...ll...
        ..llll..
        .llllll.
        llGllGll
        ..GllG..
        ..GllG..
        ..GllG..
        ..GGGG..
    """,
    "sell": """
        ..OOOO..
        .OyyyOo.
        OyyooyOo
        OyyoyyOo
        OyyyoyOo
        OyooyyOo
        .OyyyOo.
        ..oooo..
    """,
    "play": """
        .7......
        .777....
        .77777..
        .7777777
        .7777775
        .77775..
        .775....
        .5......
    """,
    "air": """
        V......V
        VV....VV
        vVV55VVv
        .vV55Vv.
        ..v55v..
        ...55...
        ..v55v..
        .v....v.
    """,
}
