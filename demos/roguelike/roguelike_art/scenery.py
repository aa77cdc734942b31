"""What stands about: lamps of each place, small things on floors."""

import math

from assets import Canvas


def flame(width, height, phase, fills=("red", "orange", "amber", "yellow")):
    canvas = Canvas(width, height)
    for index, fill in enumerate(fills):
        share = 1 - index * 0.24
        tall, wide = height * share, width * share * 0.95
        for y in range(int(tall)):
            along = y / tall
            half = wide / 2 * math.sin(math.pi * min(1.0, 0.3 + along * 0.7)) ** 0.9
            sway = math.sin(phase + along * 3.5) * 1.4 * along
            for x in range(width):
                if abs(x + 0.5 - width / 2 - sway) < half:
                    canvas.set(x, height - 1 - y, fill)
    return canvas


PHASES = (0.0, 1.6, 3.1, 4.7)


def add(atlas):
    frames = []
    for phase in PHASES:  # an iron bowl on three legs
        lamp = Canvas(14, 20)
        lamp.blit(flame(8, 10, phase), 3, 0)
        lamp.rect(1, 9, 12, 2, "steel").rect(1, 9, 12, 1, "mist").rect(2, 11, 10, 2, "slate").rect(4, 13, 6, 1, "slate")
        lamp.line(4, 13, 2, 19, "steel").line(9, 13, 11, 19, "slate").rect(6, 13, 2, 6, "slate")
        frames.append(lamp.outlined())
    atlas.add_frames("lamp_cellar", frames)
    frames = []
    for phase in PHASES:  # mushrooms that glow, and breathe
        lamp, swell = Canvas(16, 17), 1 if math.sin(phase) > 0.5 else 0
        for x, y, wide, tall in ((1, 9, 7, 8), (9, 7, 7, 10), (4, 2, 9, 15)):
            lamp.rect(x + wide // 2 - 1, y + 3, 2, tall - 3, "ice").rect(x + wide // 2, y + 3, 1, tall - 3, "sky")
            lamp.ellipse(x, y - swell, wide, 6 + swell, "teal").ellipse(x, y - swell, wide - 1, 4 + swell, "aqua")
            lamp.rect(x + 2, y - swell + 1, 2, 1, "ice").set(x + wide - 3, y + 2, "ice")
        frames.append(lamp.outlined())
    atlas.add_frames("lamp_cave", frames)
    frames = []
    for phase in PHASES:  # a stand with three candles
        lamp = Canvas(14, 20)
        for x, y in ((1, 5), (6, 2), (11, 5)):
            lamp.rect(x, y, 2, 6, "cream").rect(x + 1, y, 1, 6, "sand")
            lamp.rect(x, y - 2, 1, 2, "yellow").set(x + (1 if math.sin(phase + x) > 0 else 0), y - 2, "amber").set(x, y - 1, "white")
        lamp.rect(0, 11, 14, 1, "amber").rect(0, 12, 14, 1, "orange").rect(6, 8, 2, 10, "orange").rect(6, 8, 1, 10, "amber")
        lamp.rect(3, 18, 8, 2, "orange").rect(4, 17, 6, 1, "amber")
        frames.append(lamp.outlined())
    atlas.add_frames("lamp_vault", frames)
    atlas.add_frames("fire", [flame(14, 15, phase) for phase in PHASES])

    atlas.add("decor_skull", Canvas.from_map(".666.\n60606\n66666\n.656."))
    atlas.add("decor_bone", Canvas.from_map("6.....\n666...\n..666.\n...666\n....6."))
    atlas.add("decor_pebbles", Canvas.from_map("..44...\n.4543..\n..33.4.\n.....33"))
    atlas.add("decor_moss", Canvas.from_map("..gG...g\n.gGGg.gG\nggGg.gGg\n.gg....g"))
    atlas.add("decor_cap", Canvas.from_map(".cc..\ncRRc.\n.ww.c\n.wwRR\n....w"))
    atlas.add("decor_pot", Canvas.from_map("..bb..\n.btt b\nuotttu\nuooouu\nuoouuu\n.uuuu.").outlined())
    atlas.add("decor_rune", Canvas.from_map("..v..\n.v.v.\nv.V.v\n.v.v.\n..v.."))
    atlas.add("decor_crack", Canvas.from_map("0.......\n.00.....\n...0.0..\n....0...\n.....00.\n.......0").translucent(150))
    atlas.add("throne", throne())


def throne():
    seat = Canvas(24, 30)
    seat.rect(2, 2, 20, 26, "slate").rect(2, 2, 20, 1, "mist").rect(2, 2, 1, 26, "steel").rect(21, 2, 1, 26, "dusk")
    seat.polygon([(2, 3), (7, -3), (12, 3), (17, -3), (22, 3)], "slate").rect(5, 5, 14, 15, "crimson").rect(5, 5, 14, 1, "red")
    seat.rect(5, 5, 1, 15, "red").rect(1, 18, 4, 10, "steel").rect(19, 18, 4, 10, "steel").rect(1, 18, 4, 1, "fog").rect(19, 18, 4, 1, "fog")
    seat.rect(5, 20, 14, 4, "red").rect(5, 20, 14, 1, "coral").rect(5, 24, 14, 5, "maroon").rect(10, 0, 4, 4, "amber").set(11, 1, "yellow")
    return seat.outlined()
