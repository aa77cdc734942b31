"""What lies behind the levels: for each place a still sky and three strips that repeat every 400 pixels.

Strips are painted on the whole field and cut to the rows that they need; ../drawing/parallax.ts knows where they begin.
"""

import math
import random

from assets import Canvas
from assets.palette import fade

WIDTH, HEIGHT = 400, 300  # the logical field, as in tuning.ts


def add(out):
    forest(out)
    cave(out)
    heights(out)


def skyline(seed, height, rates):
    """A row of heights that meets itself after WIDTH pixels: waves of whole numbers of periods."""
    dice = random.Random(seed)
    waves = [(dice.uniform(0, 6.3), rate, height / rate ** 0.7) for rate in rates]
    return [sum(math.sin(phase + rate * x * 2 * math.pi / WIDTH) * size for phase, rate, size in waves) for x in range(WIDTH)]


def fill_below(canvas, line, base, fill, edge=None):
    for x, rise in enumerate(line):
        top = round(base - rise)
        canvas.rect(x, top, 1, canvas.height, fill)
        if edge:
            canvas.rect(x, top, 1, 2, edge)
    return canvas


def cloud(canvas, x, y, size, fill, shade, seed):
    """A heap of circles on a flat foot; what leaves on one side comes in on the other."""
    dice = random.Random(seed)
    lumps = []
    for i in range(5):
        place = i * size * 0.45 + dice.uniform(-2, 2)
        lumps.append((place, size * (0.5 + 0.5 * math.sin(math.pi * (i + 0.5) / 5)) * dice.uniform(0.8, 1)))
    for shift, color in ((2, shade), (0, fill)):
        for offset, wide in lumps:
            for wrap in (-WIDTH, 0, WIDTH):
                left, top = round(x + offset - wide / 2) + wrap, round(y - wide * 0.6)
                for py in range(round(wide)):
                    for px in range(round(wide)):
                        far = math.hypot(px + 0.5 - wide / 2, py + 0.5 - wide / 2)
                        if far <= wide / 2 and top + py + shift <= y + 2:
                            canvas.set(left + px, top + py + shift, color)


def pines(canvas, line, base, fill, light, seed, tall, step):
    dice = random.Random(seed)
    x = 0
    while x < WIDTH:
        size = dice.randint(*tall)
        foot = round(base - line[x % WIDTH]) + 4
        for y in range(size):
            tooth = (y % 7) / 7 * 2.2
            half = round((y / size) * size * 0.2 + tooth)
            for px in range(-half, half + 1):
                canvas.set((x + px) % WIDTH, foot - size + y, light if px < -half // 3 and y % 7 > 3 else fill)
        canvas.rect(x % WIDTH, foot, 2, 8, fill)
        x += dice.randint(*step)


def forest(out):
    sky = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, 230, ["azure", "sky", "sky", "ice", "white"])
    sky.rect(0, 230, WIDTH, 70, "white")
    for radius, fill in ((34, "ice"), (27, "white"), (22, "cream"), (18, "yellow")):
        sky.ellipse(296 - radius, 84 - radius, 2 * radius, 2 * radius, fill)
    out.png("forest_sky", sky)
    far = Canvas(WIDTH, HEIGHT)
    for x, y, size, seed in ((40, 62, 26, 1), (170, 96, 18, 2), (250, 46, 30, 3), (350, 110, 20, 4)):
        cloud(far, x, y, size, "white", "fog", seed)
    out.png("forest_far", far.cropped(0, 0, WIDTH, 120))
    hills = Canvas(WIDTH, HEIGHT)
    fill_below(hills, skyline(5, 26, (1, 2, 3, 5)), 176, "mist")
    line = skyline(8, 20, (1, 2, 4, 7))
    fill_below(hills, line, 206, "steel")
    for x, rise in enumerate(line):  # mist in the valley
        top = round(206 - rise)
        for y in range(top + 10, HEIGHT):
            if (x * 3 + y * 5) % 16 < (y - top - 10) / 6:
                hills.set(x, y, "mist")
    out.png("forest_hills", hills.cropped(0, 124, WIDTH, 176))
    woods = Canvas(WIDTH, HEIGHT)
    line = skyline(3, 10, (1, 3, 5))
    pines(woods, line, 226, "slate", "steel", 4, (44, 74), (9, 17))
    fill_below(woods, line, 226, "slate")
    line = skyline(9, 9, (2, 3, 6))
    pines(woods, line, 258, "pine", "green", 6, (40, 78), (15, 30))
    fill_below(woods, line, 258, "pine", "green")
    out.png("forest_near", woods.cropped(0, 148, WIDTH, 152))


def cave(out):
    back = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, HEIGHT, ["ink", "night", "navy", "night", "ink"])
    dice = random.Random(3)
    for _ in range(70):
        x, y = dice.randrange(WIDTH), dice.randrange(40, 260)
        back.set(x, y, dice.choice(("dusk", "blue", "blue", "azure")))
    out.png("cave_sky", back)
    far = Canvas(WIDTH, HEIGHT)
    spires(far, "night", 12, 21, (34, 96), (12, 26))
    out.png("cave_far", far)
    middle = Canvas(WIDTH, HEIGHT)
    spires(middle, "ink", 8, 33, (26, 74), (12, 30))
    clusters = ((60, 252, "blue", "azure", "ice"), (214, 262, "plum", "purple", "violet"), (330, 248, "blue", "azure", "sky"))
    for seed, (x, y, dark, base, light) in enumerate(clusters):
        cluster(middle, x, y, dark, base, light, seed)
    out.png("cave_hills", middle)
    near = Canvas(WIDTH, HEIGHT)
    for left, wide in ((30, 34), (236, 26)):  # columns from floor to ceiling
        for y in range(HEIGHT):
            flare = (abs(y - 150) / 150) ** 3 * 26
            shift = round(2 * math.sin(y / 19 + left))
            near.rect(round(left - flare) + shift, y, round(wide + 2 * flare), 1, "ink")
            near.rect(round(left - flare) + shift, y, 2, 1, "night")
            if y % 23 < 3:
                near.rect(round(left - flare) + shift + 2, y, 8, 1, "night")
    out.png("cave_near", near)


def spires(canvas, fill, count, seed, tall, wide):
    """Stone that hangs from above and grows from below."""
    dice = random.Random(seed)
    for below in (False, True):
        for index in range(count):
            x = round((index + dice.uniform(0.1, 0.9)) * WIDTH / count)
            high, half = dice.randint(*tall), dice.randint(*wide) / 2
            for y in range(high):
                part = max(1, round(half * (1 - y / high) ** 1.5))
                for px in range(-part, part):
                    canvas.set((x + px) % WIDTH, HEIGHT - 1 - y if below else y, fill)
        rim = skyline(seed + below, 7, (2, 3, 5, 9))
        for x, rise in enumerate(rim):
            deep = round(18 + rise)
            canvas.rect(x, HEIGHT - deep if below else 0, 1, deep, fill)


def cluster(canvas, x, y, dark, base, light, seed):
    dice = random.Random(seed)
    for _ in range(6):
        lean, tall, wide, foot = dice.uniform(-14, 14), dice.randint(22, 52), dice.randint(6, 11), x + dice.randint(-16, 16)
        left, shoulder = foot + lean, y - tall + wide
        tip, right = (left + wide / 2, y - tall), (left + wide, shoulder)
        canvas.polygon([(foot, y + 30), (left, shoulder), tip, right, (foot + wide, y + 30)], base)
        canvas.polygon([(foot + wide / 2, y + 30), tip, right, (foot + wide, y + 30)], dark)
        canvas.line(foot + 1, y + 20, round(left) + 1, shoulder, light)
    canvas.ellipse(x - 46, y + 12, 100, 90, "ink")


def heights(out):
    sky = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, 250, ["navy", "plum", "purple", "crimson", "red", "orange", "amber"])
    sky.rect(0, 250, WIDTH, 50, "amber")
    dice = random.Random(8)
    for _ in range(60):
        x, y = dice.randrange(WIDTH), dice.randrange(90)
        sky.set(x, y, dice.choice(("violet", "purple", "rose", "white")))
    for x, y, size, fill in ((86, 150, 92, "orange"), (92, 156, 80, "amber"), (99, 163, 66, "yellow"), (108, 172, 48, "cream")):
        sky.ellipse(x, y, size, size, fill)
    for y, inset in ((206, 0), (214, 2), (221, 5), (227, 8), (232, 12)):
        sky.rect(84, y, 96, 2, "orange")
    out.png("heights_sky", sky)
    far = Canvas(WIDTH, HEIGHT)
    for x, y, size, seed in ((10, 170, 30, 11), (130, 132, 20, 12), (230, 182, 34, 13), (320, 120, 24, 14)):
        cloud(far, x, y, size, "coral", "red", seed)
    out.png("heights_far", far.cropped(0, 100, WIDTH, 110))
    middle = Canvas(WIDTH, HEIGHT)
    for x, y, wide, seed in ((40, 128, 74, 1), (190, 176, 96, 2), (318, 112, 52, 3)):
        island(middle, x, y, wide, seed)
    out.png("heights_hills", middle.cropped(0, 84, WIDTH, 166))
    near = Canvas(WIDTH, HEIGHT)
    for row, (base, fill, shade) in enumerate(((246, "pink", "violet"), (268, "rose", "pink"), (290, "cream", "rose"))):
        dice = random.Random(40 + row)
        for index in range(9):
            cloud(near, index * 45 + dice.randint(-9, 9), base, dice.randint(24, 36), fill, shade, 50 + row * 10 + index)
        near.rect(0, base, WIDTH, HEIGHT - base, fill)
    out.png("heights_near", near.cropped(0, 216, WIDTH, 84))


def island(canvas, x, y, wide, seed):
    """A rock that floats, with ruins and grass on it, in the colors of the evening."""
    dice = random.Random(seed)
    for px in range(wide):
        along = (px + 0.5) / wide
        deep = round((math.sin(math.pi * along) ** 0.7) * wide * 0.42 + dice.uniform(-2, 3))
        canvas.rect(x + px, y, 1, deep, "plum").rect(x + px, y, 1, max(0, round(deep * 0.4)), "purple")
        canvas.rect(x + px, y - 1, 1, 3, "violet")
    for offset in range(8, wide - 10, 13):
        tall = dice.choice((0, 10, 16, 22, 26))
        if tall:
            canvas.rect(x + offset, y - tall, 5, tall, "purple").rect(x + offset, y - tall, 1, tall, "violet")
            canvas.rect(x + offset - 1, y - tall, 7, 2, "violet")
    canvas.rect(x + wide // 2, y + round(wide * 0.38), 1, round(wide * 0.25), fade("violet", 120))
