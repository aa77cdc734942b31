"""The pictures and sounds of Sokoban: a keeper in a red cap, crates with lamps, four places, and two tunes."""

import math
import random

from assets import Atlas, Canvas, Drums, Instrument, TileSheet, logo, song, sound
from assets.palette import color, darker, fade, lighter

CELL = 20  # pixels of a cell, as in tuning.ts
WIDTH, HEIGHT = 400, 300  # the logical field, as in tuning.ts

# The places: colors of the wall's top (from dark to light), of its face, and of the floor.
PLACES = {
    "cellar": {"top": ("dusk", "slate", "steel"), "face": ("night", "dusk", "slate"), "floor": ("ink", "night", "dusk")},
    "garden": {"top": ("green", "leaf", "lime"), "face": ("pine", "green", "leaf"), "floor": ("umber", "umber", "brown")},
    "harbour": {"top": ("teal", "aqua", "ice"), "face": ("navy", "blue", "teal"), "floor": ("umber", "brown", "rust")},
    "tower": {"top": ("purple", "violet", "pink"), "face": ("plum", "purple", "amber"), "floor": ("night", "navy", "plum")},
}


def make(out):
    atlas = Atlas("atlas", width=512)
    add_keeper(atlas)
    add_crates(atlas)
    add_goal(atlas)
    add_effects(atlas)
    add_interface(atlas)
    atlas.add("title", logo("SOKOBAN", fills=("yellow", "amber", "orange"), edge="rust", size=2, depth=3))
    atlas.add("finale", logo("ALL SOLVED", fills=("ice", "sky", "azure"), edge="navy", size=1, depth=2))
    out.atlas(atlas)

    tiles = TileSheet("tiles", cell=CELL, columns=20)
    for name, place in PLACES.items():
        add_place(tiles, name, place)
    out.atlas(tiles)

    out.png("backdrop_title", title_backdrop())
    out.png("backdrop_cellar", cellar_backdrop())
    out.png("backdrop_garden", garden_backdrop())
    out.png("backdrop_harbour", harbour_backdrop())
    out.png("backdrop_tower", tower_backdrop())
    add_sounds(out)
    add_music(out)


# The keeper: a cap, a beard and a coat, seen from the front, from behind and from the side. Boots are drawn apart, so that
# they can walk; mittens too, so that they can push.

FRONT = """
    ......R
    .....RR
    .....Rc
    ....RRc
    ....RRc
    ...rRRR
    ...rRRR
    ..rrRRR
    .rrrrrr
    ..sssss
    ..s0sss
    ..ssscc
    ..77777
    ..67777
    .BB6777
    .BBB667
    .nBBBBB
    ..nnnBB
"""

BACK = """
    ......R
    .....RR
    .....Rc
    ....RRc
    ....RRR
    ...rRRR
    ...rRRR
    ..rrRRR
    .rrrrrr
    ..66666
    ..66777
    ..66667
    ..56666
    ..B5555
    .BBBBBB
    .nBBBBB
    .nBBBBn
    ..nnnnB
"""

SIDE = """
    .RR...........
    .rRRR.........
    ..rRRRc.......
    ...rRRRcc.....
    ...rrRRRc.....
    ...rrRRRRc....
    ..rrrRRRRR....
    ..rrrRRRRR....
    .rrrrrrrrrr...
    ...66ssssss...
    ...66ssss0s...
    ...66sssssscc.
    ...5677777s...
    ...BB777777...
    ..nBBB67777...
    ..nBBBBB67....
    ..nnBBBBBB....
    ...nnnBBBB....
"""


def add_keeper(atlas):
    front = Canvas.from_map(FRONT).with_mirror()
    back = Canvas.from_map(BACK).with_mirror()
    side = Canvas.from_map(SIDE)
    for name, body in (("down", front), ("up", back)):
        atlas.add_frames(f"keeper_{name}", [facing(body, step, False) for step in range(4)])
        atlas.add_frames(f"push_{name}", [facing(body, step, True) for step in range(4)])
    atlas.add_frames("keeper_side", [sideways(side, step, False) for step in range(4)])
    atlas.add_frames("push_side", [sideways(side, step, True) for step in range(4)])
    blink = front.copy()
    for x in (3, 10):
        blink.set(x, 10, "t")
    atlas.add("keeper_blink", facing(blink, 0, False))
    cheer = Canvas(16, 22).blit(front, 1, 0)
    mitten(cheer, 0, 9), mitten(cheer, 13, 9)
    boots(cheer, 3, 18, 0), boots(cheer, 9, 18, 0)
    atlas.add("keeper_cheer", cheer.outlined())


def mitten(canvas, x, y):
    canvas.rect(x, y, 3, 3, "amber").rect(x, y, 2, 1, "yellow").set(x + 2, y + 2, "orange")


def boots(canvas, x, y, lift):
    canvas.rect(x, y - lift, 4, 2, "brown").rect(x, y - lift, 3, 1, "tan")


def facing(body, step, push):
    """A frame seen from the front or from behind: steps 1 and 3 lift one boot and the whole body."""
    frame = Canvas(16, 21)
    lift = step % 2
    boots(frame, 3, 18, 1 if step == 1 else 0)
    boots(frame, 9, 18, 1 if step == 3 else 0)
    frame.blit(body, 1, 1 - lift)
    if push:
        mitten(frame, 2, 11 - lift), mitten(frame, 11, 11 - lift)
    else:
        swing = {1: 1, 3: -1}.get(step, 0)
        mitten(frame, 0, 14 - lift + swing), mitten(frame, 13, 14 - lift - swing)
    return frame.outlined()


def sideways(body, step, push):
    """A frame seen from the right: the boots stride, the mitten swings or reaches forward."""
    frame = Canvas(17, 21)
    lift = step % 2
    stride = {1: 2, 3: -1}.get(step, 0)
    boots(frame, 4 - stride, 18, 1 if step == 3 else 0)
    boots(frame, 7 + stride, 18, 1 if step == 1 else 0)
    frame.blit(body, 0 + (1 if push else 0), 1 - lift)
    if push:
        mitten(frame, 13, 13 - lift), mitten(frame, 11, 15 - lift)
    else:
        mitten(frame, 5 + stride, 15 - lift)
    return frame.outlined()


# Crates: planks, iron corners and a lamp, which burns when the crate stands on its goal

def crate(light, base, dark, lamp, glass):
    canvas = Canvas(CELL, CELL).round_rect(0, 0, 20, 20, "ink", 1)
    canvas.rect(1, 1, 18, 18, base)
    canvas.rect(1, 1, 18, 1, lighter(light)).rect(1, 1, 1, 15, light)
    for y in (5, 9, 13):  # the joints of the planks
        canvas.rect(3, y, 14, 1, dark)
    canvas.rect(3, 6, 14, 1, light).rect(3, 10, 14, 1, light)
    canvas.line(4, 13, 15, 2, dark).line(4, 12, 14, 2, light).line(5, 13, 16, 2, light)  # the brace
    canvas.rect(1, 15, 18, 4, dark).rect(1, 15, 18, 1, darker(dark)).rect(1, 18, 18, 1, darker(dark))  # the front
    for x in (6, 13):
        canvas.rect(x, 16, 1, 2, darker(dark))
    for x in (1, 16):  # iron
        canvas.rect(x, 1, 3, 14, "steel").rect(x, 15, 3, 4, "slate").rect(x, 1, 1, 14, "mist")
        canvas.set(x + 1, 3, "dusk").set(x + 1, 12, "dusk").set(x + 1, 17, "night")
    canvas.ellipse(6, 4, 8, 8, "ink").ellipse(7, 5, 6, 6, lamp).ellipse(7, 5, 4, 4, glass)
    return canvas.set(8, 6, "white")


def add_crates(atlas):
    atlas.add("crate", crate("sand", "tan", "brown", "dusk", "slate"))
    atlas.add("crate_lit", crate("yellow", "amber", "orange", "yellow", "cream"))
    stuck = crate("coral", "red", "crimson", "maroon", "crimson")
    atlas.add("crate_stuck", stuck)
    atlas.add("shadow", Canvas(20, 6).ellipse(0, 0, 20, 6, fade("ink", 120)))


def add_goal(atlas):
    """A plate in the floor with a ring that breathes."""
    frames = []
    for ring, inner in (("rust", "umber"), ("orange", "rust"), ("amber", "orange"), ("orange", "rust")):
        plate = Canvas(CELL, CELL).round_rect(3, 3, 14, 14, fade("ink", 150), 2)
        plate.ellipse(4, 4, 12, 12, ring).ellipse(5, 5, 10, 10, "night").ellipse(7, 7, 6, 6, ring).ellipse(8, 8, 4, 4, inner)
        for x, y in ((9, 2), (9, 16), (2, 9), (16, 9)):
            plate.rect(x, y, 2, 2, ring)
        frames.append(plate)
    atlas.add_frames("goal", frames)


def add_effects(atlas):
    glow = Canvas(48, 48)
    for y in range(48):
        for x in range(48):
            distance = math.hypot(x - 23.5, y - 23.5) / 24
            if distance < 1:
                glow.set(x, y, fade("amber", int(150 * (1 - distance) ** 2)))
    atlas.add("glow", glow)
    atlas.add_frames("dust", [Canvas(6, 6).ellipse(3 - r, 3 - r, 2 * r, 2 * r, fade("fog", alpha))
                              for r, alpha in ((2, 170), (3, 120), (3, 70), (2, 40))])
    atlas.add_frames("spark", [Canvas.from_map(rows) for rows in (
        "...7...\n...7...\n..yyy..\n77y7y77\n..yyy..\n...7...\n...7...",
        ".......\n...y...\n...7...\n.y777y.\n...7...\n...y...\n.......",
        ".......\n.......\n...y...\n..y7y..\n...y...\n.......\n.......")])
    for name, fill in (("red", "red"), ("amber", "amber"), ("lime", "lime"), ("sky", "sky"), ("pink", "pink")):
        atlas.add(f"confetti_{name}", Canvas(3, 4, fill).rect(2, 0, 1, 4, darker(fill)))
    marker = Canvas(CELL, CELL)
    for x, y, dx, dy in ((1, 1, 1, 1), (18, 1, -1, 1), (1, 18, 1, -1), (18, 18, -1, -1)):
        for step in range(5):
            marker.set(x + dx * step, y, "white").set(x, y + dy * step, "white")
    atlas.add("marker", marker)


# Signs and buttons

ICONS = {
    "undo": "...0....\n..00....\n.00000..\n000000..\n.00..00.\n..0...0.\n......0.\n....00..",
    "restart": "..0000..\n.0....00\n0....000\n0....000\n0.......\n0......0\n.0....0.\n..0000..",
    "menu": "........\n0.000000\n........\n0.000000\n........\n0.000000\n........\n........",
    "sound": "...0....\n..00.0..\n0000..0.\n0000.0.0\n0000.0.0\n0000..0.\n..00.0..\n...0....",
    "mute": "...0....\n..00....\n00000..0\n0000.00.\n0000.00.\n00000..0\n..00....\n...0....",
    "watch": "00......\n0000....\n000000..\n00000000\n00000000\n000000..\n0000....\n00......",
    "lock": "..0000..\n.00..00.\n.0....0.\n00000000\n000..000\n000..000\n00000000\n00000000",
}

STAR = """
    .....y.....
    ....yyO....
    ....yyO....
    yyyyyyOOOOO
    .yyyyyOOOo.
    ..yyyyOOo..
    ..yyyOOOo..
    .yyyoOOOoo.
    .yyo...Ooo.
    .yo.....oo.
"""


def add_interface(atlas):
    star = Canvas.from_map(STAR)
    atlas.add("star", star.outlined())
    atlas.add("star_empty", star.recolored({"yellow": "dusk", "amber": "night", "orange": "night"}).outlined())
    for name, rows in ICONS.items():
        icon = Canvas.from_map(rows).recolored({"ink": "cream"})
        if name == "undo":
            atlas.add("icon_redo", icon.mirrored())
        atlas.add(f"icon_{name}", icon)
    for name, edge, fill, light in (("button", "ink", "dusk", "slate"), ("button_hot", "amber", "slate", "steel")):
        atlas.add(name, panel(18, 18, edge, fill, light))
    for name, edge, fill, light in (("card", "ink", "dusk", "slate"), ("card_hot", "yellow", "slate", "steel"),
                                    ("card_done", "ink", "green", "leaf"), ("card_done_hot", "yellow", "green", "leaf"),
                                    ("card_locked", "ink", "night", "dusk"), ("card_locked_hot", "steel", "night", "dusk")):
        atlas.add(name, panel(46, 34, edge, fill, light))
    # A panel of any size is drawn from nine parts of this one; its border is six pixels wide.
    paper = panel(24, 24, "ink", "night", "slate").frame(2, 2, 20, 20, "dusk")
    for x, y in ((2, 2), (21, 2), (2, 21), (21, 21)):
        paper.set(x, y, "amber")
    atlas.add("panel", paper)


def panel(width, height, edge, fill, light):
    canvas = Canvas(width, height).round_rect(0, 0, width, height, edge, 2)
    canvas.round_rect(1, 1, width - 2, height - 2, fill, 1)
    canvas.rect(2, 1, width - 4, 1, light).rect(1, 2, 1, height - 4, light)
    return canvas.rect(2, height - 2, width - 4, 1, darker(fill))


# Places

def add_place(tiles, name, place):
    for seed in range(4):
        tiles.add(f"{name}_floor{seed}", floor(name, place["floor"], seed))
    # A wall by its neighbours that are walls: 1 above, 2 to the right, 4 below, 8 to the left.
    for mask in range(16):
        tiles.add(f"{name}_wall{mask}", wall(name, place, mask))


def floor(name, fills, seed):
    dark, base, light = fills
    canvas = Canvas(CELL, CELL, base)
    if name == "garden":  # trodden earth
        canvas.speckle(0, 0, 20, 20, light, 0.10, seed).speckle(0, 0, 20, 20, "night", 0.03, seed + 9)
        dice = random.Random(seed)
        for _ in range(1 + seed % 2):
            x, y = dice.randrange(2, 16), dice.randrange(3, 16)
            canvas.rect(x, y, 2, 1, "brown").set(x, y - 1, "tan")
        return canvas.set(3 + seed, 15 - seed, "green").set(4 + seed, 14 - seed, "green")
    if name == "harbour":  # planks
        for y in range(0, 20, 5):
            canvas.rect(0, y, 20, 1, dark)
            joint = (seed * 7 + y * 3) % 20
            canvas.rect(joint, y, 1, 5, dark).set((joint + 2) % 20, y + 2, "ink").speckle(0, y + 1, 20, 4, dark, 0.06, seed + y)
            canvas.rect((joint + 5) % 14, y + 2, 5, 1, light if seed % 2 else dark)
        return canvas
    if name == "tower":  # inlaid stone
        canvas.frame(0, 0, 20, 20, dark).rect(1, 1, 18, 1, light).rect(1, 1, 1, 18, light)
        if seed == 1:
            canvas.set(10, 10, "violet").set(9, 10, "plum").set(11, 10, "plum").set(10, 9, "plum").set(10, 11, "plum")
        elif seed == 2:
            canvas.line(5, 10, 10, 5, light).line(10, 5, 15, 10, light).line(15, 10, 10, 15, light).line(10, 15, 5, 10, light)
        return canvas
    canvas.rect(0, 0, 20, 1, dark).rect(0, 10, 20, 1, dark)  # flagstones
    for y, x in ((0, 6 + 3 * (seed % 3)), (10, 14 - 4 * (seed % 3))):
        canvas.rect(x, y, 1, 10, dark).rect(x + 1, y + 1, 4, 1, light).set(x + 1, y + 2, light)
    return canvas.speckle(0, 0, 20, 20, dark, 0.03, seed).speckle(0, 0, 20, 20, light, 0.02, seed + 5)


def wall(name, place, mask):
    """A block seen from above; where no wall is below, its lower eight pixels are its face."""
    dark, base, light = place["top"]
    canvas = Canvas(CELL, CELL, dark)
    below = bool(mask & 4)
    bottom = 20 if below else 12
    texture_top(canvas, name, place["top"], bottom, mask)
    if not mask & 1:
        canvas.rect(0, 0, 20, 1, "ink").rect(0, 1, 20, 1, light)
    if not mask & 8:
        canvas.rect(0, 0, 1, 20, "ink").rect(1, 1, 1, bottom - 1, base)
    if not mask & 2:
        canvas.rect(19, 0, 1, 20, "ink").rect(18, 1, 1, bottom - 1, darker(dark))
    if not below:
        face(canvas, name, place["face"], mask)
    return canvas


def texture_top(canvas, name, fills, bottom, mask):
    dark, base, light = fills
    if name == "garden":  # leaves
        canvas.speckle(0, 0, 20, bottom, darker(dark), 0.16, mask).speckle(0, 0, 20, bottom, base, 0.30, mask + 20)
        canvas.speckle(0, 0, 20, bottom, light, 0.05, mask + 40)
        dice = random.Random(mask)
        if mask % 3 == 0:
            x, y = dice.randrange(3, 15), dice.randrange(3, 10)
            canvas.set(x, y, "rose").set(x + 1, y, "pink").set(x, y + 1, "pink").set(x + 1, y + 1, "red")
    elif name == "harbour":  # corrugated containers
        canvas.rect(0, 0, 20, bottom, dark)
        for x in range(1, 20, 4):
            canvas.rect(x, 0, 1, bottom, base).rect(x + 2, 0, 1, bottom, darker(dark))
    elif name == "tower":  # slabs with a brass star
        canvas.rect(3, 3, 14, bottom - 6, darker(dark)).frame(3, 3, 14, bottom - 6, base)
        if mask % 4 == 0 and bottom > 16:
            canvas.rect(10, 7, 1, 6, "amber").rect(8, 9, 5, 1, "amber").set(10, 9, "yellow")
    else:  # rough stone
        canvas.speckle(0, 0, 20, bottom, base, 0.10, mask).speckle(0, 0, 20, bottom, darker(dark), 0.10, mask + 30)
        canvas.line(4, 6, 8, 8, darker(dark)).line(8, 8, 13, 7, darker(dark)).rect(13, 3, 4, 1, base)


def face(canvas, name, fills, mask):
    dark, base, light = fills
    canvas.rect(0, 12, 20, 8, base).rect(0, 12, 20, 1, light).rect(0, 19, 20, 1, "ink").rect(0, 18, 20, 1, dark)
    if name == "garden":
        canvas.speckle(0, 13, 20, 6, dark, 0.35, mask + 7).speckle(0, 13, 20, 4, light, 0.12, mask + 8)
    elif name == "harbour":
        for x in range(1, 20, 4):
            canvas.rect(x, 13, 1, 5, light).rect(x + 2, 13, 1, 5, dark)
    elif name == "tower":
        canvas.rect(0, 12, 20, 1, light).rect(0, 15, 20, 1, dark)
        for x in (4, 14):
            canvas.rect(x, 13, 2, 5, dark).set(x, 13, light)
    else:
        canvas.rect(0, 15, 20, 1, dark)
        for x, y in ((6, 13), (16, 13), (11, 16), (1, 16)):
            canvas.rect(x, y, 1, 2, dark).set(x + 1, y, light)
    if not mask & 8:
        canvas.rect(0, 12, 1, 8, "ink")
    if not mask & 2:
        canvas.rect(19, 12, 1, 8, "ink")


def cellar_backdrop():
    canvas = Canvas(WIDTH, HEIGHT, "ink")
    dice = random.Random(3)
    for row, y in enumerate(range(0, HEIGHT, 15)):
        for x in range(-20 + row % 2 * 15, WIDTH, 30):
            if dice.random() < 0.5:
                shade = dice.choice(("#191628", "#1c182d", "#1f1b33"))
                canvas.rect(x + 1, y + 1, 28, 13, shade).rect(x + 1, y + 1, 28, 1, "night").rect(x + 1, y + 13, 28, 1, "#110f1a")
                canvas.speckle(x + 1, y + 2, 28, 11, "ink", 0.04, y * 40 + x)
    return canvas


def garden_backdrop():
    canvas = Canvas(WIDTH, HEIGHT, "#10262c")
    dice = random.Random(8)
    for _ in range(420):
        x, y = dice.randrange(WIDTH), dice.randrange(HEIGHT)
        canvas.line(x, y, x + dice.choice((-1, 0, 1)), y - dice.randrange(2, 5), "pine")
    for _ in range(60):
        x, y = dice.randrange(WIDTH), dice.randrange(HEIGHT)
        canvas.set(x, y, dice.choice(("green", "green", "purple", "crimson", "rust")))
    return canvas


def harbour_backdrop():
    canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, HEIGHT, ["#1b2750", "navy", "#18204a"])
    dice = random.Random(5)
    for _ in range(190):
        x, y, length = dice.randrange(WIDTH), dice.randrange(HEIGHT), dice.randrange(4, 16)
        canvas.rect(x, y, length, 1, "#263a78").rect(x + 2, y + 1, max(1, length - 5), 1, "#1a234c")
    return canvas


def tower_backdrop():
    canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, HEIGHT, ["ink", "#1a1730", "night"])
    return stars(canvas, 150, HEIGHT, seed=11)


def stars(canvas, count, height, seed):
    dice = random.Random(seed)
    for _ in range(count):
        x, y = dice.randrange(canvas.width), dice.randrange(height)
        canvas.set(x, y, dice.choice(("dusk", "slate", "slate", "steel", "mist")))
        if dice.random() < 0.06:
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                canvas.set(x + dx, y + dy, "slate")
            canvas.set(x, y, "white")
    return canvas


def title_backdrop():
    """A quay at night: stars, a moon, the roofs of the town, lit windows, and planks in front."""
    canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, 210, ["ink", "night", "dusk", "purple"])
    stars(canvas, 120, 130, seed=4)
    moon = Canvas(40, 40).ellipse(0, 0, 40, 40, "cream").ellipse(0, 0, 38, 39, "white").ellipse(-9, -4, 37, 38, "ink")
    for y in range(40):
        for x in range(40):
            if moon.get(x, y) not in (color("ink"), (0, 0, 0, 0)):
                canvas.set(318 + x, 24 + y, moon.get(x, y))
    dice = random.Random(21)
    for shade, low, high, base in (("#2b2447", 36, 70, 214), ("night", 16, 46, 222)):
        x = -8
        while x < WIDTH:
            width, height = dice.randrange(26, 48), dice.randrange(low, high)
            top = base - height
            canvas.rect(x, top, width, HEIGHT - top, shade)
            canvas.polygon([(x - 2, top), (x + width / 2, top - width // 3), (x + width + 2, top)], shade)
            for wy in range(top + 6, base - 6, 10):
                for wx in range(x + 5, x + width - 6, 9):
                    if dice.random() < 0.3:
                        canvas.rect(wx, wy, 3, 4, "amber").rect(wx, wy, 3, 1, "yellow")
            x += width + dice.randrange(0, 3)
    canvas.rect(0, 222, WIDTH, 78, "umber")
    for y in range(222, HEIGHT, 10):
        canvas.rect(0, y, WIDTH, 1, "ink").rect(0, y + 1, WIDTH, 1, "brown")
        for x in range((y * 37) % 60, WIDTH, 64):
            canvas.rect(x, y, 1, 10, "ink").set(x + 3, y + 4, "ink").set(x - 3, y + 4, "ink")
        canvas.speckle(0, y + 2, WIDTH, 8, "#3c2428", 0.05, y)
    return canvas.rect(0, 220, WIDTH, 2, "ink")


# Sounds

def add_sounds(out):
    hiss = sound.noise(seed=3)
    out.wav("step", sound.lowpass(sound.tone(1800, 0.05, hiss, 0.5), 1400))
    scrape = sound.lowpass(sound.tone(900, 0.2, hiss, 0.9, shape=sound.envelope(0.02, 0.05, 0.7, 0.08)), 700)
    out.wav("push", sound.mix(scrape, sound.tone(70, 0.16, sound.triangle, 0.35, to=55)))
    out.wav("bump", sound.tone(120, 0.1, sound.triangle, 0.5, to=70))
    out.wav("goal", sound.echo(sound.arpeggio(["E5", "B5"], 0.07, wave=sound.triangle, volume=0.45), 0.12, 0.3, 2))
    out.wav("leave", sound.arpeggio(["B4", "E4"], 0.06, wave=sound.triangle, volume=0.35))
    out.wav("stuck", sound.sequence(sound.tone("D#4", 0.1, sound.pulse(0.3), 0.25), sound.tone("A3", 0.22, sound.pulse(0.3), 0.25)))
    out.wav("undo", sound.tone(520, 0.07, sound.triangle, 0.4, to=300))
    out.wav("redo", sound.tone(300, 0.07, sound.triangle, 0.4, to=520))
    out.wav("cursor", sound.tone(660, 0.045, sound.pulse(0.25), 0.25))
    out.wav("choose", sound.arpeggio(["C5", "G5"], 0.05, wave=sound.pulse(0.25), volume=0.3))
    out.wav("locked", sound.sequence(sound.tone(160, 0.07, sound.square, 0.25), sound.silence(0.02), sound.tone(130, 0.1, sound.square, 0.25)))
    out.wav("star", sound.echo(sound.tone("A5", 0.18, sound.sine, 0.45), 0.09, 0.4, 2))
    out.wav("solved", sound.echo(sound.sequence(
        sound.arpeggio(["C5", "E5", "G5", "C6"], 0.09, wave=sound.pulse(0.25), volume=0.32),
        sound.mix(*(sound.tone(note, 0.7, sound.triangle, 0.22) for note in ("C5", "E5", "G5", "C6")))), 0.16, 0.3, 2))


def add_music(out):
    lute = Instrument(sound.triangle, 0.34, sound.pluck)
    flute = Instrument(sound.sine, 0.26, sound.envelope(0.04, 0.1, 0.7, 0.08), vibrato=0.006)
    bass = Instrument(sound.triangle, 0.3, sound.envelope(0.01, 0.1, 0.6, 0.1))
    soft = Drums(0.16)
    # At work: a quiet round in D dorian that leaves room to think.
    out.wav("music_play", song(100, [
        (lute, "D4 . A4 . F4 . A4 . | D4 . B4 . G4 . B4 . | C4 . G4 . E4 . G4 . | D4 . A4 . F4 . E4 ."
               " | A3 . E4 . C4 . E4 . | F3 . C4 . A3 . C4 . | G3 . D4 . B3 . D4 . | A3 . E4 . D4 . C#4 ."),
        (flute, ". . . . A4 - - - | B4 - A4 - G4 - - - | E4 - G4 - C5 - - - | A4 - - - - - . ."
                " | . . . . E5 - - - | D5 - C5 - A4 - - - | B4 - D5 - G4 - - - | A4 - - - - - . ."),
        (bass, "D2 - - - - - - - | G2 - - - - - - - | C2 - - - - - - - | D2 - - - - - A2 -"
               " | A2 - - - - - - - | F2 - - - - - - - | G2 - - - - - - - | A2 - - - - - - -"),
        (soft, "k . h . h . h . x8"),
    ], steps_per_beat=2))
    # At home: the same place, awake; for the title and the choice of levels.
    out.wav("music_title", song(112, [
        (lute, "D4,A4 . D4 F4 A4 . F4 A4 | G4,B4 . G4 B4 D5 . B4 D5 | C4,G4 . C4 E4 G4 . E4 G4 | D4,A4 . D4 F4 A4 G4 F4 E4"
               " | F4,A4 . F4 A4 C5 . A4 C5 | C4,G4 . C4 E4 G4 . E4 G4 | G4,B4 . G4 B4 D5 . B4 D5 | A4,C#5 . A4 C#5 E5 . C#5 A4"),
        (flute, "A4 - - D5 - - C5 - | B4 - - A4 - - G4 - | E4 - G4 - C5 - B4 - | A4 - - - - - . ."
                " | C5 - - F5 - - E5 - | E5 - D5 - C5 - G4 - | B4 - D5 - G5 - F5 - | E5 - - - C#5 - A4 -"),
        (bass, "D2 - . D2 A2 - . . | G2 - . G2 D3 - . . | C2 - . C2 G2 - . . | D2 - . D2 A2 - . ."
               " | F2 - . F2 C3 - . . | C2 - . C2 G2 - . . | G2 - . G2 D3 - . . | A2 - . A2 E3 - C#3 ."),
        (Drums(0.22), "k . h h s . h h x8"),
    ], steps_per_beat=2))
