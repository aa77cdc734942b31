"""The bugs, seen from above, all looking to the right; the game turns them."""

import math

from assets import Canvas


def add(atlas):
    atlas.add_frames("ant", [ant(i) for i in range(4)])
    atlas.add_frames("strider", [strider(i) for i in range(4)])
    atlas.add_frames("beetle", [beetle(i) for i in range(4)])
    atlas.add_frames("moth", [moth(i) for i in range(4)])
    atlas.add_frames("slug", [slug(i, 20, 12) for i in range(4)])
    atlas.add_frames("sluglet", [slug(i, 12, 8) for i in range(4)])
    atlas.add_frames("nurse", [nurse(i) for i in range(4)])
    atlas.add_frames("stag", [stag(i, False) for i in range(4)])
    atlas.add_frames("stag_raging", [stag(i, True) for i in range(4)])


def legs(width, height, roots, length, frame, fill, cy, spread=1.0):
    """Three pairs that step in turns: the middle one on each side with the outer ones of the other. They have no
    outline, or they would be thicker than the body."""
    canvas = Canvas(width, height)
    for index, x in enumerate(roots):
        for side in (-1, 1):
            phase = (frame + index * 2 + (0 if side > 0 else 2)) % 4
            swing = (-1, 0, 1, 0)[phase]
            lean = (index - 1) * -2 * spread
            y = cy + side * length
            canvas.line(x, cy + side, x + round(-lean / 2), cy + side * (length - 2), fill)
            canvas.line(x + round(-lean / 2), cy + side * (length - 2), x + round(-lean) + swing, y, fill)
    return canvas


def ant(frame):
    canvas = Canvas(16, 13)
    under = legs(16, 13, (6, 8, 10), 5, frame, "ink", 6)
    canvas.ellipse(1, 4, 6, 5, "rust").ellipse(1, 4, 5, 4, "orange").rect(2, 4, 2, 1, "amber")
    canvas.rect(7, 5, 3, 3, "rust").rect(7, 5, 2, 2, "orange")
    canvas.ellipse(10, 4, 5, 5, "rust").ellipse(10, 4, 4, 4, "orange").set(11, 4, "amber").set(13, 5, "ink").set(13, 7, "ink")
    under.line(14, 4, 15, 2, "ink").line(14, 8, 15, 10, "ink")
    return under.blit(canvas.outlined(grow=False), 0, 0)


def strider(frame):
    under, canvas = Canvas(20, 17), Canvas(20, 17)
    kick = (0, 2, 3, 1)[frame]
    for side in (-1, 1):
        under.line(9, 8 + side, 4 - kick, 8 + side * 7, "ink").line(10, 8 + side, 9, 8 + side * 8, "ink")
        under.line(12, 8 + side, 16 + kick // 2, 8 + side * 7, "ink")
    canvas.ellipse(3, 6, 13, 5, "aqua").rect(5, 6, 8, 1, "ice").rect(5, 10, 9, 1, "teal").rect(5, 8, 8, 1, "teal")
    canvas.ellipse(14, 6, 4, 5, "aqua").set(17, 7, "ink").set(17, 9, "ink")
    return under.blit(canvas.outlined(grow=False), 0, 0)


def beetle(frame):
    canvas = Canvas(18, 16)
    under = legs(18, 16, (5, 8, 11), 7, frame, "ink", 8)
    canvas.ellipse(12, 5, 5, 6, "dusk").set(15, 6, "fog").set(15, 9, "fog")
    canvas.line(16, 6, 17, 4, "dusk").line(16, 9, 17, 11, "dusk")
    canvas.ellipse(1, 2, 13, 12, "slate").ellipse(2, 2, 11, 9, "steel").ellipse(3, 3, 7, 5, "mist")
    canvas.rect(1, 7, 12, 1, "dusk").rect(11, 4, 1, 8, "dusk").rect(4, 4, 3, 1, "white")
    return under.blit(canvas.outlined(grow=False), 0, 0)


def moth(frame):
    canvas = Canvas(20, 22)
    open_ = (9, 7, 4, 7)[frame]
    for side in (-1, 1):
        y = 11 + (0 if side > 0 else -1)
        tip = y + side * open_
        canvas.polygon([(8, y), (14, y), (16, tip), (9, tip + side)], "purple")
        canvas.polygon([(4, y), (10, y), (9, tip - side), (3, tip - side * 3)], "plum")
        canvas.polygon([(9, y), (13, y), (14, tip - side * 2), (10, tip - side)], "violet")
        if open_ > 5:
            canvas.rect(11, y + side * (open_ - 4), 2, 2, "yellow").rect(5, y + side * (open_ - 5), 1, 2, "rose")
    canvas.rect(3, 10, 12, 3, "mist").rect(3, 12, 11, 1, "steel")
    for x in (5, 8, 11):
        canvas.rect(x, 10, 1, 3, "steel")
    canvas.ellipse(13, 9, 5, 5, "fog").set(16, 10, "ink").set(16, 12, "ink")
    canvas.line(17, 9, 19, 7, "steel").line(17, 13, 19, 15, "steel")
    return canvas.outlined(grow=False)


def slug(frame, long, wide):
    canvas = Canvas(long, wide)
    stretch = (0, 1, 2, 1)[frame]
    middle = (wide - 1) / 2
    for x in range(1 + (2 - stretch) // 2, long - 3):
        along = (x - 1) / (long - 4)
        half = (wide / 2 - 1.5) * math.sin(math.pi * min(1.0, 0.12 + along * 0.8)) ** 0.6
        half += 0.6 * math.sin(along * 9 + frame * 1.6)
        for y in range(wide):
            off = y - middle
            if abs(off) <= half:
                canvas.set(x, y, "lime" if off < -half * 0.2 else "leaf" if off < half * 0.55 else "green")
    for x in range(4, long - 5, 3):
        canvas.set(x, round(middle), "yellow")
    for side in (-1, 1):
        y = round(middle + side * 2)
        canvas.line(long - 5, y, long - 3, y + (side if wide > 9 else 0), "leaf").set(long - 2, y + (side if wide > 9 else 0), "white")
    return canvas.outlined("pine", grow=False)


def nurse(frame):
    canvas = Canvas(17, 16)
    under = legs(17, 16, (5, 8, 10), 6, frame, "ink", 8)
    canvas.ellipse(11, 5, 5, 6, "night").set(14, 6, "white").set(14, 9, "white")
    canvas.ellipse(2, 3, 12, 11, "crimson").ellipse(2, 3, 11, 9, "red").ellipse(3, 4, 6, 4, "coral")
    canvas.rect(6, 5, 3, 7, "white").rect(4, 7, 7, 3, "white")  # the sign of those who heal
    return under.blit(canvas.outlined(grow=False), 0, 0)


def stag(frame, raging):
    shell = ("maroon", "crimson", "red", "coral") if raging else ("night", "plum", "purple", "violet")
    canvas = Canvas(34, 28)
    for index, x in enumerate((9, 14, 19)):
        for side in (-1, 1):
            swing = (-1, 0, 1, 0)[(frame + index * 2 + (0 if side > 0 else 2)) % 4]
            y = 14 + side * 12
            canvas.line(x, 14 + side * 6, x + index - 2, y - side * 2, "ink").line(x + 1, 14 + side * 6, x + index - 1, y - side * 2, "dusk")
            canvas.line(x + index - 2, y - side * 2, x + index - 1 + swing, y, "dusk")
    canvas.ellipse(1, 4, 20, 20, shell[1]).ellipse(2, 4, 18, 17, shell[2]).ellipse(4, 5, 10, 8, shell[3])
    canvas.rect(1, 14, 19, 1, shell[0]).rect(5, 7, 4, 1, "white")
    canvas.ellipse(17, 6, 8, 16, shell[1]).ellipse(18, 7, 5, 9, shell[2])
    canvas.ellipse(22, 8, 6, 12, shell[0]).set(25, 9, "yellow").set(25, 18, "yellow").set(26, 9, "yellow").set(26, 18, "yellow")
    for side in (-1, 1):  # the antlers
        y = 14 + (side if side > 0 else -2)
        for x, far in ((26, 3), (28, 6), (30, 7), (32, 5)):
            canvas.rect(x, y + side * far, 2, 2, "amber").set(x, y + side * far, "yellow")
        canvas.line(26, y + side * 3, 29, y + side * 7, "amber").line(29, y + side * 7, 33, y + side * 4, "amber")
        canvas.rect(30, y + side * 5, 2, 1, "orange")
    return canvas.outlined(grow=False)
