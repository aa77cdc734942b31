"""What lies, hangs and stands about: embers, foxfire, lanterns, the gate, mushrooms, platforms, signs, words."""

import math

from assets import Canvas, logo, text
from assets.palette import fade


def add(atlas):
    add_treasure(atlas)
    add_lantern_and_gate(atlas)
    add_footing(atlas)
    add_effects(atlas)
    add_interface(atlas)


def flame(width, height, fills, sway):
    """A flame on its foot: one drop of each color, the inner ones smaller."""
    canvas = Canvas(width, height)
    for index, fill in enumerate(fills):
        share = 1 - index * 0.27
        tall, wide = height * share, width * share * 0.9
        for y in range(int(tall)):
            along = y / tall  # 0 at the foot, 1 at the tip
            half = wide / 2 * math.sin(math.pi * min(1.0, 0.22 + along * 0.78)) ** 0.8 * (1 - along * 0.25)
            middle = width / 2 + sway * along ** 2 * (1 - index * 0.2)
            row = height - 1 - y - index
            for x in range(width):
                if abs(x + 0.5 - middle) < half:
                    canvas.set(x, row, fill)
    return canvas


def add_treasure(atlas):
    # An ember turns like a coin: it gets narrow and wide again.
    frames = []
    for wide in (9, 7, 3, 7):
        ember = Canvas(11, 11)
        left = (11 - wide) // 2
        ember.polygon([(left, 5.5), (5.5, 1), (left + wide, 5.5), (5.5, 10)], "orange")
        ember.polygon([(left + 1, 5.5), (5.5, 2), (left + wide - 1, 5.5), (5.5, 8)], "amber")
        ember.rect(5, 3, 1, 4, "yellow")
        if wide > 3:
            ember.rect(4, 4, 2, 2, "yellow").set(4, 4, "white")
        frames.append(ember.outlined("maroon", grow=False))
    atlas.add_frames("ember", frames)
    for name, fills in (("foxfire", ("azure", "sky", "ice", "white")), ("foxfire_taken", ("dusk", "slate", "steel"))):
        atlas.add_frames(name, [flame(14, 18, fills, sway).outlined("navy" if name == "foxfire" else "night")
                                for sway in (-2, 0, 2.4, 0.6)])


def add_lantern_and_gate(atlas):
    stone = Canvas(20, 34)
    stone.round_rect(3, 29, 14, 5, "steel", 1).rect(4, 29, 12, 1, "mist").rect(3, 32, 14, 2, "slate")
    stone.rect(7, 18, 6, 11, "steel").rect(7, 18, 1, 11, "mist").rect(11, 18, 2, 11, "slate")
    stone.rect(4, 16, 12, 2, "steel").rect(4, 16, 12, 1, "mist")
    stone.polygon([(1, 8), (10, 2), (19, 8)], "steel").rect(1, 7, 18, 2, "slate").line(2, 6, 9, 2, "mist").rect(9, 0, 2, 3, "mist")
    stone.rect(5, 9, 10, 7, "night").rect(5, 9, 1, 7, "slate").rect(14, 9, 1, 7, "slate").rect(9, 9, 1, 7, "dusk")
    stone.speckle(3, 18, 14, 16, "leaf", 0.05, seed=4)
    atlas.add("lantern", stone.outlined())
    frames = []
    for sway in (-1.2, 0.4, 1.2):
        lit = stone.copy().rect(6, 9, 8, 7, "rust")
        lit.blit(flame(8, 7, ("orange", "amber", "yellow"), sway), 6, 9)
        frames.append(lit.outlined())
    atlas.add_frames("lantern_lit", frames)

    gate = Canvas(56, 52)
    for x in (8, 42):
        gate.rect(x, 8, 6, 44, "red").rect(x, 8, 2, 44, "coral").rect(x + 5, 8, 1, 44, "crimson")
        gate.rect(x - 1, 47, 8, 5, "dusk").rect(x - 1, 47, 8, 1, "slate")
    gate.rect(4, 16, 48, 4, "red").rect(4, 16, 48, 1, "coral").rect(4, 19, 48, 1, "crimson")
    gate.rect(25, 8, 6, 9, "night").rect(26, 9, 4, 7, "amber").rect(27, 10, 2, 5, "yellow")
    for y, (left, fill) in enumerate(((0, "night"), (0, "dusk"), (1, "slate"), (2, "crimson"), (3, "red"), (3, "red"), (4, "crimson"))):
        rise = 1 if y < 3 else 0
        gate.rect(left, y + 2 - rise, 56 - 2 * left, 1, fill)
    gate.set(0, 0, "night").set(55, 0, "night").rect(0, 0, 4, 2, "dusk").rect(52, 0, 4, 2, "dusk")
    for x in (14, 20, 34, 40):  # paper streamers on a rope
        gate.rect(x, 20, 2, 3, "white").rect(x + 1, 23, 2, 3, "fog").rect(x, 26, 2, 2, "white")
    atlas.add("gate", gate.outlined())
    veil = Canvas(28, 31)
    for y in range(31):
        for x in range(28):
            edge = abs(x - 13.5) / 14
            veil.set(x, y, fade("sky", round(120 * (1 - edge ** 2) * (0.35 + 0.65 * y / 31))))
    atlas.add("veil", veil)


WOODS = {"forest": ("tan", "brown", "umber", "sand"), "cave": ("steel", "slate", "dusk", "mist"),
         "heights": ("mist", "steel", "slate", "fog")}


def add_footing(atlas):
    for theme, (base, dark, darkest, light) in WOODS.items():
        # A platform of three tiles, with what holds it up.
        ride = Canvas(48, 14)
        ride.round_rect(0, 0, 48, 9, base, 2).rect(2, 0, 44, 1, light).rect(1, 6, 46, 2, dark).rect(2, 8, 44, 1, darkest)
        for x in (15, 31):
            ride.rect(x, 1, 1, 7, dark)
        for x in (5, 42):
            ride.rect(x, 2, 2, 2, darkest)
        if theme == "forest":
            for x, drop in ((4, 4), (9, 2), (20, 3), (27, 2), (36, 4), (41, 2)):
                ride.rect(x, 8, 2, drop, "green").set(x, 8 + drop, "leaf")
            ride.rect(6, 0, 9, 1, "lime").rect(25, 0, 12, 1, "lime").rect(8, 1, 4, 1, "leaf").rect(28, 1, 5, 1, "leaf")
        elif theme == "cave":
            ride.polygon([(14, 8), (34, 8), (24, 14)], "azure").polygon([(18, 8), (26, 8), (23, 13)], "sky")
        else:
            ride.polygon([(10, 9), (38, 9), (32, 13), (16, 13)], "dusk").rect(20, 3, 8, 2, "aqua")
        atlas.add(f"ride_{theme}", ride.outlined())
        # A crumbling plank of one tile.
        rotten = Canvas(16, 10)
        rotten.rect(0, 0, 16, 6, base).rect(0, 0, 16, 1, light).rect(0, 5, 16, 1, dark)
        rotten.rect(4, 0, 1, 4, darkest).rect(11, 2, 1, 4, darkest).set(7, 0, ".").set(8, 0, ".").set(7, 1, darkest).set(2, 5, ".").set(13, 5, ".")
        rotten.rect(5, 6, 2, 2, dark).rect(12, 6, 1, 1, dark)
        atlas.add(f"rotten_{theme}", rotten)
        atlas.add(f"splinter_{theme}", Canvas(5, 3, base).rect(0, 0, 5, 1, light))

    for name, squeeze in (("spring", 0), ("spring_low", 3), ("spring_high", -3)):
        mushroom = Canvas(20, 17)
        top = 4 + squeeze
        mushroom.rect(7, 11 + squeeze // 3, 6, 6 - squeeze // 3, "cream").rect(11, 11, 2, 6, "sand")
        mushroom.ellipse(1 - squeeze // 3, top, 18 + 2 * (squeeze // 3), 13 - squeeze, "red").rect(0, 13, 20, 4, ".")
        mushroom.rect(7, 13, 6, 4, "cream").rect(11, 13, 2, 4, "sand")
        mushroom.rect(2, 11, 16, 2, "crimson").rect(5, top + 1, 5, 1, "coral")
        for x, y, size in ((4, top + 4, 3), (9, top + 2, 4), (14, top + 5, 3)):
            mushroom.ellipse(x, y, size, size, "white")
        atlas.add(name, mushroom.outlined(grow=False))

    sign = Canvas(18, 18)
    sign.rect(8, 9, 3, 9, "brown").rect(8, 9, 1, 9, "tan").round_rect(1, 1, 16, 9, "tan", 1).rect(2, 1, 14, 1, "sand").rect(1, 8, 16, 2, "brown")
    for y, wide in ((3, 11), (5, 8)):
        sign.rect(4, y, wide, 1, "umber")
    atlas.add("sign", sign.outlined())

    for theme, fills in (("forest", ("sky", "azure", "blue")), ("cave", ("aqua", "teal", "navy")), ("heights", ("sky", "azure", "blue"))):
        frames = []
        for phase in range(4):
            wave = Canvas(16, 16)
            for x in range(16):
                crest = 5 + round(1.4 * math.sin(2 * math.pi * (x / 16 + phase / 4)))
                wave.rect(x, crest, 1, 1, fills[0]).rect(x, crest + 1, 1, 2, fade(fills[1], 220)).rect(x, crest + 3, 1, 16, fade(fills[2], 215))
            frames.append(wave)
        atlas.add_frames(f"water_{theme}", frames)


def add_effects(atlas):
    for name, size, power in (("glow", 64, 2), ("haze", 96, 1.4)):
        soft = Canvas(size, size)
        middle = (size - 1) / 2
        for y in range(size):
            for x in range(size):
                far = math.hypot(x - middle, y - middle) / (size / 2)
                soft.set(x, y, (255, 255, 255, round(max(0, 1 - far) ** power * 255)))
        atlas.add(name, soft)
    atlas.add_frames("puff", [Canvas(10, 10).ellipse(5 - r, 5 - r, 2 * r, 2 * r, fade("fog", alpha))
                              for r, alpha in ((3, 230), (4, 190), (4, 120), (3, 60))])
    atlas.add_frames("twinkle", [Canvas.from_map(rows) for rows in (
        "...7...\n...7...\n..yyy..\n77y7y77\n..yyy..\n...7...\n...7...",
        ".......\n...y...\n...7...\n.y777y.\n...7...\n...y...\n.......",
        ".......\n.......\n...y...\n..y7y..\n...y...\n.......\n.......")])
    atlas.add("dot", Canvas(2, 2, "white"))
    atlas.add("leaf_a", Canvas.from_map(".lG.\nlGGg\n.Gg."))
    atlas.add("leaf_b", Canvas.from_map("yO\nOo"))
    atlas.add("knot", Canvas(4, 4).round_rect(0, 0, 4, 4, "aqua", 1).rect(1, 2, 2, 1, "teal"))


HEART = """
    .00.00.
    0cR0RR0
    0RRRRR0
    0RRRRr0
    .0RRr0.
    ..0r0..
    ...0...
"""


def add_interface(atlas):
    heart = Canvas.from_map(HEART).padded(0, 0, 0, 0)
    atlas.add("heart", heart.smoothed())
    atlas.add("heart_empty", heart.recolored({"coral": "dusk", "red": "night", "crimson": "night"}).smoothed())
    panel = Canvas(24, 24).round_rect(0, 0, 24, 24, "ink", 3).round_rect(1, 1, 22, 22, "slate", 3)
    atlas.add("panel", panel.round_rect(2, 2, 20, 20, "night", 2))
    hot = Canvas(24, 24).round_rect(0, 0, 24, 24, "ink", 3).round_rect(1, 1, 22, 22, "amber", 3)
    atlas.add("panel_hot", hot.round_rect(2, 2, 20, 20, "dusk", 2))
    bubble = Canvas(24, 24).round_rect(0, 0, 24, 24, "ink", 4).round_rect(1, 1, 22, 22, "cream", 3)
    atlas.add("bubble", bubble.rect(3, 22, 18, 1, "sand"))
    atlas.add("bubble_tip", Canvas.from_map("0www0\n.0w0.\n..0.."))
    atlas.add("title", logo("Foxfire", ("white", "ice", "sky", "azure"), edge="navy", depth=4))
    atlas.add("paused", logo("Paused", ("white", "ice", "sky"), edge="navy", size=1, depth=2))
    atlas.add("home", logo("Home at last", ("yellow", "amber", "orange"), edge="maroon", size=1, depth=2))
    atlas.add("done", logo("Through!", ("white", "yellow", "amber"), edge="rust", size=1, depth=2))
    atlas.add("best", text("Best!", "yellow").outlined("maroon", corners=True))
    lock = Canvas.from_map("""
        ..5555..
        .55..55.
        .5....5.
        44444444
        44433444
        44433444
        44444444
        .444444.
    """)
    atlas.add("lock", lock.outlined())
