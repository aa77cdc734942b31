"""What flashes, smokes and glows."""

import math

from assets import Canvas
from assets.palette import fade


def add(atlas):
    soft = Canvas(64, 64)
    for y in range(64):
        for x in range(64):
            far = math.hypot(x - 31.5, y - 31.5) / 32
            soft.set(x, y, (255, 255, 255, round(max(0, 1 - far) ** 2 * 255)))
    atlas.add("glow", soft)
    atlas.add("pixel", Canvas(2, 2, "white"))
    atlas.add("shadow", Canvas(14, 6).ellipse(0, 0, 14, 6, fade("ink", 110)))
    atlas.add_frames("slash", [slash(part) for part in range(4)])
    atlas.add_frames("puff", [Canvas(12, 12).ellipse(6 - r, 6 - r, 2 * r, 2 * r, fade("fog", alpha))
                              for r, alpha in ((3, 220), (5, 180), (6, 110), (6, 50))])
    atlas.add_frames("sparkle", [Canvas.from_map(rows) for rows in (
        "...7...\n...7...\n..yyy..\n77y7y77\n..yyy..\n...7...\n...7...",
        ".......\n...y...\n...7...\n.y777y.\n...7...\n...y...\n.......",
        ".......\n.......\n...y...\n..y7y..\n...y...\n.......\n.......")])
    atlas.add_frames("bolt", [ball(("pink", "violet", "white"), i) for i in range(2)])
    atlas.add_frames("dark", [ball(("purple", "plum", "ink"), i) for i in range(2)])
    atlas.add_frames("blast", [blast(i) for i in range(5)])
    star = Canvas(48, 48)
    for dx, dy in ((0, 0), (16, 0), (-16, 0), (0, 16), (0, -16)):
        star.rect(16 + dx, 16 + dy, 16, 16, fade("plum", 150)).frame(17 + dx, 17 + dy, 14, 14, fade("violet", 200))
    atlas.add("star_mark", star)
    mark = Canvas(16, 16)
    for x, y, dx, dy in ((0, 0, 1, 1), (15, 0, -1, 1), (0, 15, 1, -1), (15, 15, -1, -1)):
        mark.rect(min(x, x + 4 * dx), y, 5, 1, "white").rect(x, min(y, y + 4 * dy), 1, 5, "white")
    atlas.add("cursor", mark)
    atlas.add("step_mark", Canvas.from_map(".66.\n6776\n6776\n.66."))
    atlas.add("danger_mark", Canvas(16, 16).rect(0, 0, 16, 16, fade("red", 90)).frame(0, 0, 16, 16, fade("coral", 220)))


def slash(part):
    """A cut from the upper right to the lower left, at a quarter of its way."""
    canvas = Canvas(18, 18)
    for i in range(18):
        along = i / 17
        if not part / 4 - 0.35 <= along <= (part + 1) / 4 + 0.1:
            continue
        half = round(2.4 * math.sin(math.pi * along))
        for d in range(-half, half + 1):
            canvas.set(17 - i + round(3 * math.sin(math.pi * along)), i + d, "white" if abs(d) < half else "sky")
    return canvas


def ball(fills, frame):
    canvas = Canvas(9, 9)
    for index, fill in enumerate(fills):
        size = 9 - index * 3 - (frame and index == 0)
        canvas.ellipse((9 - size) // 2, (9 - size) // 2, size, size, fill)
    return canvas


def blast(frame):
    canvas, radius = Canvas(48, 48), 8 + frame * 4
    for fill, share in (("red", 1.0), ("orange", 0.8), ("amber", 0.58), ("yellow", 0.34)):
        size = round(radius * 2 * share)
        canvas.ellipse(24 - size // 2, 24 - size // 2, size, size, fade(fill, (235, 220, 180, 120, 60)[frame]))
    if frame >= 2:
        hole = round(radius * 2 * (frame - 1) * 0.22)
        canvas.ellipse(24 - hole // 2, 24 - hole // 2, hole, hole, (0, 0, 0, 0))
    return canvas
