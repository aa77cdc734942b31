"""The four towers, three pictures each: they stand in their cell and are seen from the front."""

from assets import Canvas

WIDTH, HEIGHT = 20, 26  # a cell is 16: they stand out of it, upward and a little to the sides

SQUIRREL = """
    ..oo.........
    .ouuo..k...k.
    .ouuuo.oo.oo.
    ouuuuo.ooooo.
    ouuuuoooooooo
    ouuuuoo0ooo0o
    .ouuuooooooko
    ..ouuouwwwwu.
    ...ouoowwwo..
    ....uoowwwoo.
    ....oowwwwo..
    ....oo.w.oo..
"""


def add(atlas):
    for level in range(3):
        atlas.add(f"sling{level}", sling(level))
        atlas.add(f"puffball{level}", puffball(level))
        atlas.add(f"frostbell{level}", frostbell(level))
        atlas.add(f"amber{level}", amber(level))


def stump(canvas, top, wide, fill=("tan", "brown", "umber")):
    light, base, dark = fill
    left = (WIDTH - wide) // 2
    canvas.rect(left, top + 2, wide, HEIGHT - top - 3, base)
    canvas.rect(left, top + 2, 2, HEIGHT - top - 3, light).rect(left + wide - 3, top + 2, 3, HEIGHT - top - 3, dark)
    for x in range(left + 3, left + wide - 3, 3):
        canvas.rect(x, top + 5, 1, HEIGHT - top - 8, dark)
    canvas.polygon([(left - 1, HEIGHT - 1), (left + 2, HEIGHT - 5), (left + wide - 2, HEIGHT - 5), (left + wide + 1, HEIGHT - 1)], base)
    canvas.ellipse(left, top, wide, 5, "sand").ellipse(left + 2, top + 1, wide - 4, 3, light)
    return canvas


def sling(level):
    """A squirrel on a stump; its stump and its heap of acorns grow."""
    canvas = Canvas(WIDTH, HEIGHT)
    stump(canvas, 14 - level, 13 + level)
    animal = Canvas.from_map(SQUIRREL)
    if level > 0:  # a scarf
        animal.rect(6, 7, 6, 1, "red").rect(6, 8, 1, 3, "crimson")
    if level > 1:  # a helmet of an acorn's cup
        animal.rect(7, 1, 5, 1, "umber").rect(6, 2, 7, 2, "umber").rect(7, 2, 5, 1, "tan").set(9, 0, "umber")
    canvas.blit(animal, 3, 4 - level)
    for index in range(level * 2):
        x = 2 + index * 4
        canvas.ellipse(x, HEIGHT - 5, 4, 4, "amber").rect(x, HEIGHT - 5, 4, 1, "umber").set(x + 1, HEIGHT - 4, "yellow")
    return canvas.outlined(grow=False)


def puffball(level):
    """A round mushroom with a hole on top; small ones grow around it."""
    canvas = Canvas(WIDTH, HEIGHT)
    size = 13 + level * 2
    left, top = (WIDTH - size) // 2, HEIGHT - 5 - size + 2
    canvas.rect(7, HEIGHT - 6, 6, 5, "sand").rect(11, HEIGHT - 6, 2, 5, "tan").rect(5, HEIGHT - 2, 10, 1, "tan")
    canvas.ellipse(left, top, size, size - 1, "tan")
    canvas.ellipse(left, top, size - 1, size - 2, "sand").ellipse(left + 1, top + 1, size - 4, size - 5, "cream")
    canvas.ellipse(left + size // 2 - 3, top, 7, 3, "umber").ellipse(left + size // 2 - 2, top + 1, 5, 2, "ink")
    spots = [(3, 5), (8, 8), (4, 9), (9, 4), (12, 10), (7, 12)][: 2 + 2 * level]
    for x, y in spots:
        canvas.ellipse(left + x - 1, top + y - 1, 2 + (level > 0), 2, ("tan", "violet", "purple")[level])
    if level > 0:
        canvas.ellipse(0, HEIGHT - 8, 7, 6, "sand").ellipse(1, HEIGHT - 8, 5, 4, "cream").rect(2, HEIGHT - 3, 3, 2, "tan")
        canvas.set(3, HEIGHT - 8, "umber")
    if level > 1:
        canvas.ellipse(13, HEIGHT - 9, 7, 7, "sand").ellipse(14, HEIGHT - 9, 5, 5, "cream").rect(15, HEIGHT - 3, 3, 2, "tan")
        canvas.set(16, HEIGHT - 9, "umber").rect(left + size // 2 - 1, top + 1, 3, 1, "pink")
    return canvas.outlined(grow=False)


BELL = """
    ...ii...
    ..iSSi..
    .iSSSAi.
    .iSSSAi.
    iSSSSAAB
    iSSSSAAB
    iSASABAB
    .S..A.B.
"""


def frostbell(level):
    """Flowers like bells of ice on a bowed stem, with frost around the foot."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.ellipse(2, HEIGHT - 5, 16, 4, "sky").ellipse(3, HEIGHT - 5, 13, 3, "ice")
    if level > 0:
        canvas.polygon([(1, HEIGHT - 2), (3, HEIGHT - 10), (6, HEIGHT - 2)], "sky").line(3, HEIGHT - 9, 2, HEIGHT - 3, "white")
    if level > 1:
        canvas.polygon([(14, HEIGHT - 2), (17, HEIGHT - 12), (19, HEIGHT - 2)], "sky").line(16, HEIGHT - 10, 15, HEIGHT - 3, "white")
    for x, y in ((10, HEIGHT - 4), (10, HEIGHT - 9), (9, HEIGHT - 13), (8, HEIGHT - 18 - level)):
        canvas.rect(x, y - 3, 2, 6, "leaf").rect(x + 1, y - 3, 1, 6, "green")
    canvas.polygon([(10, HEIGHT - 5), (3, HEIGHT - 10), (5, HEIGHT - 6)], "leaf").polygon([(11, HEIGHT - 6), (17, HEIGHT - 9), (14, HEIGHT - 5)], "green")
    top = HEIGHT - 21 - level
    canvas.line(8, top, 4, top + 1, "leaf")
    bell = Canvas.from_map(BELL)
    canvas.blit(bell, 1, top + 1)
    if level > 0:
        canvas.line(9, top, 14, top + 3, "leaf").blit(bell, 11, top + 4)
    if level > 1:
        canvas.blit(bell, 6, top + 8).rect(9, top + 15, 2, 1, "white")
    return canvas.outlined(grow=False)


def amber(level):
    """A gem of amber on a stand of wood; wire and more gems come to it."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.polygon([(3, HEIGHT - 1), (8, HEIGHT - 12), (12, HEIGHT - 12), (17, HEIGHT - 1)], "brown")
    canvas.polygon([(7, HEIGHT - 1), (9, HEIGHT - 8), (11, HEIGHT - 8), (13, HEIGHT - 1)], ".")
    canvas.line(4, HEIGHT - 2, 8, HEIGHT - 11, "tan").rect(5, HEIGHT - 13, 10, 3, "slate").rect(5, HEIGHT - 13, 10, 1, "mist")
    size = 9 + level * 2
    cx, cy = 10, HEIGHT - 14 - size / 2
    half, tall = size / 2, size / 2 + 1.5
    canvas.polygon([(cx, cy - tall), (cx + half, cy), (cx, cy + tall), (cx - half, cy)], "orange")
    canvas.polygon([(cx, cy - tall), (cx, cy + tall), (cx - half, cy)], "amber")
    canvas.polygon([(cx, cy - tall + 2), (cx + 1, cy), (cx, cy + tall - 3), (cx - half + 2, cy)], "yellow")
    canvas.rect(round(cx) - 2, round(cy) - 1, 1, 2, "white")
    canvas.rect(round(cx) + 1, round(cy), 2, 1, "rust").set(round(cx) + 2, round(cy) + 1, "umber")  # something is shut in
    if level > 0:
        for y in (HEIGHT - 9, HEIGHT - 6):
            canvas.rect(6 if y > HEIGHT - 8 else 7, y, 8 if y > HEIGHT - 8 else 6, 1, "amber")
    if level > 1:
        for x in (2, 17):
            canvas.polygon([(x + 0.5, 5), (x + 2.5, 9), (x + 0.5, 13), (x - 1.5, 9)], "amber").rect(x, 7, 1, 3, "yellow")
    return canvas.outlined(grow=False)
