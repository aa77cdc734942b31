"""The pictures and sounds of Breakout: gems in a wall, four skies behind it, and two tunes."""

import math
import random

from assets import Atlas, Canvas, Drums, Instrument, logo, song, sound, text
from assets.palette import darker, fade, lighter

WIDTH, HEIGHT = 400, 300  # the logical field, as in tuning.ts

GEMS = {"red": "red", "orange": "orange", "yellow": "amber", "green": "leaf", "blue": "azure", "violet": "violet"}
CAPSULES = {"wide": "azure", "multi": "orange", "laser": "red", "slow": "aqua", "life": "pink", "catch": "leaf"}


def make(out):
    atlas = Atlas("atlas", width=512)
    add_bricks(atlas)
    add_paddle_and_balls(atlas)
    add_capsules(atlas)
    add_effects(atlas)
    add_frame(atlas)
    add_titles(atlas)
    out.atlas(atlas)
    add_backdrops(out)
    add_sounds(out)
    add_music(out)


# Bricks: 24x12 with a dark edge, so that a wall of them shows its joints

def brick(base):
    """A cut gem: light from the top-left, a darker foot, one bright glint."""
    canvas = Canvas(24, 12).round_rect(0, 0, 24, 12, "ink", 1)
    canvas.rect(1, 1, 22, 10, base)
    canvas.rect(1, 1, 22, 1, lighter(base)).rect(1, 1, 1, 9, lighter(base))
    canvas.rect(2, 9, 21, 2, darker(base)).rect(21, 2, 2, 9, darker(base))
    canvas.line(1, 10, 2, 9, darker(base)).line(21, 2, 22, 1, base)
    canvas.rect(4, 3, 15, 1, lighter(base))  # the facet
    canvas.rect(4, 3, 4, 1, lighter(base, 2)).set(4, 4, lighter(base, 2))
    return canvas.rect(5, 7, 14, 1, darker(base))


def add_bricks(atlas):
    for name, base in GEMS.items():
        atlas.add(f"brick_{name}", brick(base))

    stone = Canvas(24, 12).round_rect(0, 0, 24, 12, "ink", 1).rect(1, 1, 22, 10, "steel")
    stone.speckle(1, 1, 22, 10, "slate", 0.16, seed=5).speckle(1, 1, 22, 10, "mist", 0.1, seed=6)
    stone.rect(1, 1, 22, 1, "mist").rect(1, 1, 1, 9, "mist").rect(2, 10, 21, 1, "slate").rect(22, 2, 1, 9, "slate")
    atlas.add("brick_stone", stone)
    cracked = stone.copy()
    for points in ([(3, 1), (6, 4), (5, 6), (9, 10)], [(6, 4), (11, 5), (13, 2)], [(11, 5), (16, 8), (20, 7), (22, 9)]):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            cracked.line(x0, y0, x1, y1, "night").line(x0, y0 + 1, x1, y1 + 1, "slate")
    atlas.add("brick_stone_cracked", cracked)

    steel = Canvas(24, 12).round_rect(0, 0, 24, 12, "ink", 1)
    steel.gradient(1, 1, 22, 10, ["fog", "mist", "steel", "slate"])
    steel.rect(1, 1, 22, 1, "white").rect(1, 10, 22, 1, "dusk")
    for x in (3, 19):
        for y in (3, 7):
            steel.set(x, y, "dusk").set(x + 1, y, "white").set(x, y + 1, "dusk").set(x + 1, y + 1, "dusk")
    steel.line(9, 8, 14, 3, "white").line(11, 8, 16, 3, "fog")
    atlas.add("brick_steel", steel)

    bomb = brick("dusk")
    bomb.ellipse(8, 2, 8, 8, "ink").ellipse(9, 3, 6, 6, "night").set(10, 4, "mist").set(11, 4, "steel")
    lit = []
    for spark in ("yellow", "orange"):
        frame = bomb.copy().set(15, 2, "tan").set(16, 2, "tan").set(17, 1, spark).set(18, 2, spark).set(17, 3, "red")
        for x in (1, 19):
            frame.line(x + 1, 8, x + 3, 4, "amber" if spark == "yellow" else "orange")
        lit.append(frame)
    atlas.add_frames("brick_bomb", lit)

    gift = brick("crimson")
    gift.rect(10, 1, 4, 10, "amber").rect(10, 1, 1, 10, "yellow").rect(13, 1, 1, 10, "orange")
    gift.rect(1, 5, 22, 2, "amber").rect(1, 5, 22, 1, "yellow")
    gift.rect(8, 3, 3, 2, "yellow").rect(13, 3, 3, 2, "amber").rect(11, 4, 2, 3, "white")
    atlas.add("brick_gift", gift)

    # What flashes over a brick that was hit.
    atlas.add("brick_flash", Canvas(24, 12).round_rect(0, 0, 24, 12, "white", 1))
    glint = Canvas(24, 12)
    for offset, alpha in ((0, 90), (1, 150), (2, 150), (3, 90)):
        glint.line(offset + 1, 10, offset + 10, 1, fade("white", alpha))
    atlas.add("brick_glint", glint)


# The paddle is drawn in three parts, so that it can grow; the middle is one column wide and stretched

def paddle_middle(top, light, base, dark):
    column = Canvas(1, 12)
    for y, fill in enumerate(["ink", top, light, light, base, base, base, base, dark, dark, dark, "ink"]):
        column.set(0, y, fill)
    return column


def add_paddle_and_balls(atlas):
    atlas.add("paddle_middle", stretched(paddle_middle("white", "fog", "mist", "steel"), 4))
    atlas.add("paddle_middle_catch", stretched(paddle_middle("lime", "leaf", "mist", "steel"), 4))
    cap = Canvas.from_map("""
        ....00000000
        ..00yyOOOO06
        .0yOOOOOOO06
        .0OOOOOOOo06
        0OOOOooooo05
        0Ooooooooo05
        0Ooooooooo05
        0ooooooouu05
        .0oooouuuu04
        .0uuuuuuuu04
        ..00uuuuuu04
        ....00000000
    """)
    atlas.add("paddle_cap_left", cap)
    atlas.add("paddle_cap_right", cap.mirrored())
    colors = {"yellow": "coral", "amber": "red", "orange": "crimson", "rust": "maroon"}
    gun = Canvas(12, 15).blit(cap.recolored(colors), 0, 3)
    gun.rect(2, 0, 5, 5, "ink").rect(3, 1, 3, 4, "mist").rect(3, 1, 1, 4, "white").set(4, 1, "red").set(4, 2, "coral")
    atlas.add("paddle_gun_left", gun)
    atlas.add("paddle_gun_right", gun.mirrored())
    atlas.add("paddle_shadow", Canvas(1, 12).rect(0, 1, 1, 10, fade("ink", 90)))

    for name, base in (("ball", "fog"), ("ball_slow", "sky")):
        ball = Canvas(8, 8).ellipse(0, 0, 8, 8, base)
        ball.ellipse(3, 3, 6, 6, darker(base)).ellipse(1, 1, 6, 6, base).rect(2, 1, 2, 1, "white").rect(1, 2, 3, 2, "white")
        atlas.add(name, ball.outlined("ink"))
    atlas.add("trail", Canvas(8, 8).ellipse(0, 0, 8, 8, "white"))
    atlas.add("bolt", Canvas.from_map("""
        .0.
        0y0
        070
        070
        0y0
        0O0
        0o0
        0R0
        .0.
    """))


def stretched(column, width):
    whole = Canvas(width, column.height)
    for x in range(width):
        whole.blit(column, x, 0)
    return whole


ICONS = {
    "wide": """
        ..7....7..
        .77....77.
        7777777777
        .77....77.
        ..7....7..
    """,
    "multi": """
        ...77.....
        ...77..77.
        .......77.
        .77.......
        .77.......
    """,
    "laser": """
        ..7....7..
        ..7....7..
        ..7....7..
        .777..777.
        .777..777.
    """,
    "slow": """
        .7777777..
        ..77777...
        ...777....
        ..77777...
        .7777777..
    """,
    "life": """
        .777.777..
        .7777777..
        ..77777...
        ...777....
        ....7.....
    """,
    "catch": """
        .77...77..
        .77...77..
        .77...77..
        .7777777..
        ..77777...
    """,
}


def add_capsules(atlas):
    for name, base in CAPSULES.items():
        body = Canvas(20, 10).round_rect(0, 0, 20, 10, "ink", 4).round_rect(1, 1, 18, 8, base, 3)
        body.rect(4, 1, 12, 1, lighter(base)).rect(3, 7, 14, 1, darker(base)).rect(4, 8, 12, 1, darker(base, 2))
        body.rect(2, 3, 1, 3, lighter(base)).rect(17, 4, 1, 3, darker(base))
        icon = Canvas.from_map(ICONS[name])
        body.blit(icon.silhouette(darker(base, 2)), 5, 3).blit(icon, 5, 2)
        frames = []
        for step in range(4):  # a gleam that runs across
            frame = body.copy()
            if step:
                for y in range(1, 9):
                    x = step * 6 - 3 + (8 - y) // 2
                    if frame.get(x, y)[:3] not in ((20, 18, 31), (246, 244, 236)) and 1 <= x < 19:
                        frame.set(x, y, lighter(frame.get(x, y)))
            frames.append(frame)
        atlas.add_frames(f"capsule_{name}", frames)
        badge = Canvas(12, 9).round_rect(0, 0, 12, 9, "ink", 2).round_rect(1, 1, 10, 7, darker(base), 1)
        atlas.add(f"badge_{name}", badge.blit(icon.cropped(0, 0, 10, 5), 1, 2))


def add_effects(atlas):
    atlas.add("shard", Canvas.from_map("""
        77.
        777
        .77
    """))
    atlas.add("spark", Canvas(2, 2, "white"))
    atlas.add("star", Canvas.from_map("""
        ..7..
        ..7..
        77777
        ..7..
        ..7..
    """))
    soft = Canvas(64, 64)
    for y in range(64):
        for x in range(64):
            far = math.hypot(x - 31.5, y - 31.5) / 32
            soft.set(x, y, (255, 255, 255, round(max(0, 1 - far) ** 2 * 255)))
    atlas.add("glow", soft)

    frames = []
    for size, fills in ((18, ["white"]), (34, ["yellow", "white"]), (46, ["orange", "amber", "yellow"]),
                        (54, ["crimson", "red", "orange"]), (58, ["maroon", "crimson", "red"]), (60, ["night", "maroon"])):
        frame, dice = Canvas(64, 64), random.Random(size)
        count = len(fills)
        for i, fill in enumerate(fills):
            inner = round(size * (count - i) / count)
            frame.ellipse(32 - inner // 2, 32 - inner // 2, inner, inner, fill)
        if size > 40:  # the ball of fire tears open
            hole = (size - 36) * 2
            frame.ellipse(32 - hole // 2, 32 - hole // 2, hole, hole, ".")
            for _ in range(size // 3):
                angle, far, wide = dice.uniform(0, 6.3), dice.uniform(0.3, 0.55) * size, dice.randint(3, 8)
                x, y = round(32 + math.cos(angle) * far), round(32 + math.sin(angle) * far)
                frame.ellipse(x - wide // 2, y - wide // 2, wide, wide, ".")
        frames.append(frame)
    atlas.add_frames("explosion", frames)


# The frame around the field: a pipe with rivets, a heart for each life, a bar for the score

def add_frame(atlas):
    side = Canvas(8, 16)
    for x, fill in enumerate(["ink", "slate", "steel", "mist", "steel", "slate", "dusk", "ink"]):
        side.rect(x, 0, 1, 16, fill)
    joint = side.copy()
    for y, shift in ((5, 0), (6, 1), (7, 1), (8, 0), (9, -1)):
        for x in range(1, 7):
            joint.set(x, y, lighter(side.get(x, y)) if shift > 0 else darker(side.get(x, y)) if shift < 0 else side.get(x, y))
    joint.rect(0, 4, 8, 1, "ink").rect(0, 10, 8, 1, "ink")
    atlas.add("wall_side", side)
    atlas.add("wall_joint", joint)
    atlas.add("wall_top", side.turned().mirrored())
    atlas.add("wall_top_joint", joint.turned().mirrored())
    corner = Canvas(8, 8).round_rect(0, 0, 8, 8, "ink", 1).rect(1, 1, 6, 6, "steel").rect(1, 1, 6, 1, "fog")
    corner.rect(1, 1, 1, 6, "fog").rect(2, 6, 5, 1, "slate").rect(6, 2, 1, 5, "slate").ellipse(2, 2, 4, 4, "dusk")
    corner.set(3, 3, "white").set(4, 4, "slate")
    atlas.add("wall_corner", corner)
    bar = Canvas(8, 18, "night").rect(0, 17, 8, 1, "ink").rect(0, 0, 8, 1, "dusk")
    atlas.add("bar", bar)
    heart = Canvas.from_map("""
        .00.00.
        0cR0RR0
        0RRRRR0
        0RRRRr0
        .0RRr0.
        ..0r0..
        ...0...
    """)
    atlas.add("heart", heart)
    atlas.add("heart_empty", heart.recolored({"coral": "dusk", "red": "dusk", "crimson": "dusk"}))
    panel = Canvas(24, 24).round_rect(0, 0, 24, 24, fade("ink", 215), 3)
    panel.round_rect(1, 1, 22, 22, "slate", 3).round_rect(2, 2, 20, 20, fade("night", 235), 2)
    atlas.add("panel", panel)
    atlas.add("shade", Canvas(4, 4, "ink"))


def add_titles(atlas):
    atlas.add("title", logo("Breakout", ("yellow", "amber", "orange", "red"), edge="maroon", depth=4))
    atlas.add("paused", logo("Paused", ("white", "ice", "sky"), edge="navy", size=1, depth=2))
    atlas.add("game_over", logo("Game over", ("rose", "coral", "red"), edge="maroon", depth=3))
    atlas.add("you_win", logo("The wall is down!", ("yellow", "lime", "leaf"), edge="pine", size=1, depth=2))
    atlas.add("ready", logo("Ready?", ("white", "yellow", "amber"), edge="rust", size=1, depth=2))
    atlas.add("new_best", text("New best!", "yellow").outlined("maroon", corners=True))


# Backdrops: a dithered sky, something in it, and ridges before it; dark enough to play in front of

def add_backdrops(out):
    skies = {
        "dusk": (["ink", "night", "plum", "maroon"], ["night", "ink"], "stars", 11),
        "reef": (["ink", "night", "navy", "pine"], ["pine", "ink"], "bubbles", 23),
        "ember": (["ink", "ink", "maroon", "umber"], ["umber", "ink"], "embers", 37),
        "aurora": (["ink", "night", "navy", "night"], ["night", "ink"], "aurora", 41),
    }
    for name, (sky, ridges, scene, seed) in skies.items():
        canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, HEIGHT, sky)
        dice = random.Random(seed)
        SCENES[scene](canvas, dice)
        for index, fill in enumerate(ridges):
            ridge(canvas, fill, HEIGHT - 78 + index * 34, 22 - index * 7, dice)
        out.png(f"backdrop_{name}", canvas)


def ridge(canvas, fill, base, height, dice):
    """A range of hills across the picture: a few waves of growing pitch added up."""
    waves = [(dice.uniform(0, 6.3), rate, height / rate ** 0.8) for rate in (1, 2, 3, 5, 9, 17)]
    for x in range(canvas.width):
        rise = sum(math.sin(phase + rate * x * 2 * math.pi / canvas.width) * size for phase, rate, size in waves)
        canvas.rect(x, round(base - rise), 1, canvas.height, fill)


def stars(canvas, dice, count=110, floor=230, fills=("dusk", "slate", "slate", "steel", "mist")):
    for _ in range(count):
        x, y, fill = dice.randrange(canvas.width), dice.randrange(floor), dice.choice(fills)
        canvas.set(x, y, fill)
        if fill == "mist":
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                canvas.set(x + dx, y + dy, "slate")


def moonlit(canvas, dice):
    stars(canvas, dice)
    canvas.ellipse(292, 150, 66, 66, "maroon").ellipse(296, 152, 58, 58, "crimson")
    canvas.ellipse(300, 154, 48, 48, "rust").ellipse(304, 157, 36, 36, "orange")
    for y, inset in ((182, 0), (189, 2), (195, 5), (200, 8), (205, 12), (210, 16)):
        canvas.rect(288, y, 76, 2, "plum")  # bands of haze before a sinking sun


def under_water(canvas, dice):
    for _ in range(6):  # shafts of light, thinner with depth
        left, wide = dice.randrange(-60, canvas.width - 20), dice.randint(10, 28)
        for y in range(220):
            for x in range(wide):
                px = left + x + y * 2 // 5
                if (px * 7 + y * 5) % 16 < 9 * (1 - y / 220):
                    canvas.set(px, y, "navy" if 3 < x < wide - 3 else "dusk")
    for _ in range(46):
        x, y, size = dice.randrange(canvas.width), dice.randrange(30, 290), dice.choice((2, 3, 3, 4, 6))
        canvas.ellipse(x, y, size, size, "blue")
        if size > 3:
            canvas.ellipse(x + 1, y + 1, size - 2, size - 2, "navy").set(x + 1, y + 1, "sky")
    for _ in range(26):  # weeds
        x, tall, phase = dice.randrange(canvas.width), dice.randint(16, 60), dice.uniform(0, 6)
        for y in range(tall):
            canvas.rect(x + round(math.sin(y / 7 + phase) * 2.4), 268 - y, 2, 1, "green" if y > tall * 0.6 else "pine")


def glowing(canvas, dice):
    canvas.polygon([(120, 300), (176, 150), (188, 142), (208, 142), (220, 150), (292, 300)], "umber")
    canvas.polygon([(206, 146), (218, 150), (292, 300), (214, 300)], "ink")
    for _ in range(3):
        x = 196
        for y in range(142, 300):
            x += dice.choice((-1, 0, 0, 1))
            canvas.rect(x, y, 2, 1, "orange" if dice.random() < 0.4 else "red")
    canvas.ellipse(180, 138, 36, 9, "red").ellipse(184, 139, 28, 6, "orange").ellipse(190, 140, 16, 3, "yellow")
    for _ in range(120):
        x, y = dice.randrange(canvas.width), dice.randrange(40, 290)
        canvas.set(x, y, dice.choice(("crimson", "crimson", "red", "rust", "orange")))
    for _ in range(26):  # smoke
        y = dice.randrange(20, 132)
        wide = 6 + (140 - y) // 4
        x = 198 + round(math.sin(y / 23) * 16) + dice.randint(-wide, wide)
        canvas.ellipse(x - wide // 2, y - wide // 4, wide, max(3, wide // 2), "night")


def northern(canvas, dice):
    stars(canvas, dice, 130, 240)
    for base, fills, phase in ((66, ("pine", "green", "teal"), 0.4), (112, ("plum", "plum", "purple"), 2.1),
                               (96, ("pine", "pine", "teal"), 4.4)):
        for x in range(canvas.width):
            crest = base + math.sin(x / 47 + phase) * 22 + math.sin(x / 19 + phase * 2) * 7
            length = 48 + math.sin(x / 11 + phase) * 14 + math.sin(x / 5) * 5
            for y in range(int(length)):
                strength = 1 - y / length
                if (x * 5 + (int(crest) - y) * 3) % 8 < strength * 6:
                    fill = fills[2] if y < 3 else fills[1] if strength > 0.55 else fills[0]
                    canvas.set(x, int(crest) - y, fill)


SCENES = {"stars": moonlit, "bubbles": under_water, "embers": glowing, "aurora": northern}


# Sounds

def add_sounds(out):
    soft, thin = sound.triangle, sound.pulse(0.25)
    hiss = sound.noise(seed=3)
    scale = ["C5", "D5", "E5", "G5", "A5", "C6", "D6", "E6", "G6"]
    for index, note in enumerate(scale):  # a combo climbs the scale
        ring = sound.mix(sound.tone(note, 0.22, soft, 0.42), sound.tone(sound.pitch(note) * 2, 0.1, thin, 0.1),
                         sound.tone(9000, 0.03, hiss, 0.16))
        out.wav(f"break{index}", ring)
    out.wav("wall", sound.tone("E4", 0.05, soft, 0.3))
    out.wav("paddle", sound.mix(sound.tone("A3", 0.09, sound.square, 0.2, to="E4"), sound.tone("A2", 0.08, soft, 0.4)))
    out.wav("stick", sound.tone("E3", 0.12, soft, 0.5, to="A2"))
    out.wav("chip", sound.mix(sound.tone("B6", 0.05, thin, 0.2), sound.tone("F#6", 0.12, soft, 0.3),
                              sound.tone(7000, 0.02, hiss, 0.3)))
    blast = sound.mix(sound.lowpass(sound.tone(2600, 0.6, hiss, 0.9, to=200), 2400), sound.tone(110, 0.45, sound.sine, 0.7, to=30))
    out.wav("explosion", sound.crushed(sound.normalized(blast, 0.85), 24))
    out.wav("drop", sound.tone("C6", 0.16, soft, 0.22, to="G5", vibrato=0.02, vibrato_rate=20))
    out.wav("power", sound.echo(sound.arpeggio(["C5", "E5", "G5", "C6"], 0.055, wave=thin, volume=0.26), 0.11, 0.3, 2))
    out.wav("life", sound.echo(sound.arpeggio(["G5", "B5", "D6", "G6", "D6", "G6"], 0.07, wave=soft, volume=0.4), 0.14, 0.35, 3))
    out.wav("expired", sound.tone("G4", 0.18, thin, 0.16, to="D4"))
    out.wav("shot", sound.tone("A6", 0.13, sound.pulse(0.125), 0.22, to="A3"))
    out.wav("launch", sound.tone("A3", 0.16, soft, 0.4, to="A4"))
    out.wav("lost", sound.echo(sound.tone("A4", 0.5, sound.square, 0.26, to="A2", vibrato=0.03, vibrato_rate=11), 0.16, 0.3, 2))
    out.wav("select", sound.sequence(sound.tone("E5", 0.06, thin, 0.24), sound.tone("B5", 0.14, thin, 0.24)))
    fanfare = sound.arpeggio(["C5", "E5", "G5", "C6", "G5", "C6", "E6"], 0.09, wave=thin, volume=0.24)
    out.wav("cleared", sound.echo(sound.mix(fanfare, sound.arpeggio(["C4", "C4", "G4", "G4", "E4", "G4", "C5"], 0.09, wave=soft, volume=0.4)), 0.18, 0.35, 3))
    dirge = sound.arpeggio(["A4", "G#4", "G4", "F#4", "F4", "E4"], 0.16, wave=sound.square, volume=0.2)
    out.wav("over", sound.echo(sound.mix(dirge, sound.arpeggio(["A2", "E2", "A2", "E2", "D2", "A2"], 0.16, wave=soft, volume=0.5)), 0.2, 0.3, 2))


def add_music(out):
    lead = Instrument(sound.pulse(0.25), 0.17, sound.envelope(0.01, 0.12, 0.45, 0.06), vibrato=0.004)
    chime = Instrument(sound.triangle, 0.26, sound.pluck)
    bass = Instrument(sound.triangle, 0.5, sound.envelope(0.004, 0.1, 0.7, 0.04))
    pad = Instrument(sound.pulse(0.125), 0.045, sound.envelope(0.08, 0.3, 0.7, 0.2), detune=0.003)

    def bars(*parts):
        return " ".join(parts)

    def walk(low, high):
        return f"{low} . {low} {high} . {low} {high} . {low} . {low} {high} . {low} {high} {high}"

    # The game: A minor, eight bars, a bass that walks and a lead that leaves room for the bricks.
    out.wav("music_game", song(128, [
        (bass, bars(walk("A2", "A3"), walk("F2", "F3"), walk("C2", "C3"), walk("G2", "G3"),
                    walk("A2", "A3"), walk("F2", "F3"), walk("D2", "D3"), walk("E2", "E3"))),
        (lead, bars("E4 - - A4 - - B4 - C5 - - B4 - - A4 -", "C5 - - A4 - - F4 - - - . . A4 - G4 -",
                    "E4 - - G4 - - C5 - E5 - - D5 - - C5 -", "D5 - - B4 - - G4 - - - . . . . . .",
                    "E5 - - D5 - - C5 - B4 - - C5 - - A4 -", "F4 - - A4 - - C5 - - - . . F5 - E5 -",
                    "D5 - - F5 - - A4 - D5 - - C5 - - B4 -", "B4 - - G#4 - - E4 - - - - - . . . .")),
        (chime, bars("A5 . E5 . C5 . E5 . A5 . E5 . C5 . E5 .", "A5 . F5 . C5 . F5 . A5 . F5 . C5 . F5 .",
                     "G5 . E5 . C5 . E5 . G5 . E5 . C5 . E5 .", "G5 . D5 . B4 . D5 . G5 . D5 . B4 . D5 .",
                     "A5 . E5 . C5 . E5 . A5 . E5 . C5 . E5 .", "A5 . F5 . C5 . F5 . A5 . F5 . C5 . F5 .",
                     "A5 . F5 . D5 . F5 . A5 . F5 . D5 . F5 .", "G#5 . E5 . B4 . E5 . G#5 . E5 . B4 . E5 .")),
        (Drums(0.34), "k . h . s . h . k k h . s . h o x8"),
    ], peak=0.7))

    # The title: the same chords at ease.
    out.wav("music_title", song(104, [
        (pad, bars("A3,C4,E4 - - - - - - - - - - - - - - -", "F3,A3,C4 - - - - - - - - - - - - - - -",
                   "C4,E4,G4 - - - - - - - - - - - - - - -", "G3,B3,D4 - - - - - - - - - - - - - - -")),
        (bass, bars("A2 - - - . . A2 . E2 - - - . . G2 .", "F2 - - - . . F2 . C2 - - - . . E2 .",
                    "C2 - - - . . C2 . G2 - - - . . G2 .", "G2 - - - . . G2 . D2 - - - . . G2 .")),
        (chime, bars("A4 . C5 . E5 . A5 . G5 . E5 . C5 . E5 .", "A4 . C5 . F5 . A5 . G5 . F5 . C5 . A4 .",
                     "G4 . C5 . E5 . G5 . A5 . G5 . E5 . C5 .", "G4 . B4 . D5 . G5 . F5 . D5 . B4 . D5 .")),
        (Drums(0.2), ". . h . s . h . . . h . s . h h x4"),
    ], peak=0.65))
