"""Who moves: the fox, beetles, hedgehogs and moths. All look to the right."""

import math

from assets import Canvas

# The fox is put together from parts in a box of this size; her feet stand on its lower edge, her middle is at 15.
WIDTH, HEIGHT = 32, 28
FUR, FUR_DARK, FUR_LIGHT, SOCK, WHITE = "orange", "rust", "amber", "umber", "white"

HEAD = """
    k.........k..
    ko.......ok..
    kco.....ock..
    uoooooooooo..
    uooOOooooooo.
    oooooooooooo.
    oooooooeooeo.
    oooooooEooEo.
    u77ooooooo770
    .77777o77777.
    ..777777777..
"""


def head(eyes):
    """Eyes: open, up (looking up), shut (pain), joy, blink."""
    looks = {"open": ("ink", "ink"), "blink": ("orange", "ink"), "up": ("ink", "orange"),
             "joy": ("ink", "orange"), "shut": ("umber", "umber")}
    upper, lower = looks[eyes]
    face = Canvas.from_map(HEAD, e=upper, E=lower)
    if eyes == "open":
        face.set(7, 6, "white").set(10, 6, "white").set(7, 7, "ink").set(10, 7, "ink")
        face.set(6, 6, "ink").set(6, 7, "ink").set(9, 6, "ink").set(9, 7, "ink").set(7, 6, "ink").set(10, 6, "ink")
        face.set(7, 6, "white").set(10, 6, "white")
    if eyes == "joy":
        for x in (6, 9):
            face.set(x, 7, "ink").set(x + 1, 6, "ink").set(x, 6, FUR).set(x + 1, 7, FUR)
            face.set(x + 2, 7, "ink")
    if eyes == "shut":
        for x in (6, 9):
            face.set(x, 6, "ink").set(x + 1, 7, "ink").set(x, 7, FUR).set(x + 1, 6, FUR)
    return face


def tail(canvas, x, y, lift, sway=0.0):
    """A brush that leaves the back at x, y and rises by `lift` (negative: hangs); its tip is white."""
    for i in range(9):
        along = i / 8
        size = round(3 + 4.2 * math.sin(math.pi * min(1, along * 0.8 + 0.12)))
        px = x - along * 8.5 - 1
        py = y - lift * along ** 1.3 + sway * math.sin(along * 3)
        fill = WHITE if along > 0.72 else FUR
        canvas.ellipse(round(px - size / 2), round(py - size / 2), size, size, fill)
        if fill == FUR and size > 3:
            canvas.rect(round(px - size / 2) + 1, round(py + size / 2) - 1, size - 2, 1, FUR_DARK)


def leg(canvas, hip_x, hip_y, foot_x, foot_y, near):
    """A short leg with a dark sock; the one that is farther away is darker."""
    fur = FUR if near else FUR_DARK
    canvas.line(hip_x, hip_y, foot_x, foot_y - 1, fur).line(hip_x + 1, hip_y, foot_x + 1, foot_y - 1, fur)
    canvas.rect(foot_x, foot_y - 2, 2, 2, SOCK).rect(foot_x, foot_y - 1, 3, 1, SOCK)


def arm(canvas, x, y, dx, dy):
    canvas.line(x, y, x + dx, y + dy, FUR_DARK).line(x, y + 1, x + dx, y + dy + 1, FUR_DARK)
    canvas.set(x + dx, y + dy, SOCK).set(x + dx, y + dy + 1, SOCK)


def fox(feet, bob=0, eyes="open", lift=5, sway=0.0, hand=(1, 3), lean=0, squash=0):
    """One picture. `feet`: (x, y) of the far and the near foot from the middle of the lower edge."""
    canvas = Canvas(WIDTH, HEIGHT)
    cx, ground = 15, HEIGHT - 1
    body_y = ground - 9 + bob + squash
    tail(canvas, cx - 3, body_y + 3, lift, sway)
    (far_x, far_y), (near_x, near_y) = feet
    leg(canvas, cx + 1, body_y + 5, cx + far_x, ground + far_y, False)
    # The body: a bean with a white belly.
    canvas.ellipse(cx - 4, body_y - 2, 9, 9, FUR)
    canvas.rect(cx + 1, body_y, 4, 5, WHITE).rect(cx - 3, body_y + 5, 6, 1, FUR_DARK)
    leg(canvas, cx - 3, body_y + 5, cx + near_x, ground + near_y, True)
    canvas.blit(head(eyes), cx - 6 + lean, body_y - 11 + (1 if squash > 0 else 0))
    # The scarf round her neck; its ends fly behind her and are drawn by the game.
    canvas.rect(cx - 4 + lean // 2, body_y - 1, 9, 2, "aqua").rect(cx - 4 + lean // 2, body_y + 1, 8, 1, "teal")
    arm(canvas, cx - 1, body_y + 2, *hand)
    return canvas.outlined(grow=False)


def add_fox(atlas):
    stand = [(2, 0), (-4, 0)]
    atlas.add_frames("idle", [fox(stand, 0, "open", 5, s, (1, 3)) if s != 1.5 else fox(stand, 1, "open", 4, s, (1, 3))
                              for s in (0.0, 1.0, 1.5, 0.5)])
    atlas.add("blink", fox(stand, 0, "blink", 5, 0.0, (1, 3)))
    frames = []
    for i in range(8):
        turn = 2 * math.pi * i / 8
        steps = []
        for phase in (math.pi, 0.0):
            steps.append((round(math.cos(turn + phase) * 5) - 1, -round(max(0.0, math.sin(turn + phase)) * 4)))
        bob = -1 if i % 4 in (1, 2) else 0
        swing = round(math.cos(turn) * 3)
        frames.append(fox(steps, bob, "open", 1 + (i % 4 > 1), math.sin(turn * 2) * 1.5, (swing, 2), lean=1))
    atlas.add_frames("run", frames)
    atlas.add("skid", fox([(5, 0), (1, 0)], 1, "shut", 6, 0.0, (3, 1), lean=-1))
    atlas.add_frames("rise", [fox([(3, -3), (-4, 0)], -1, "up", -3, 0.0, (3, -2)),
                              fox([(2, -2), (-4, -1)], -1, "up", -4, 1.0, (3, -3))])
    atlas.add("apex", fox([(3, -2), (-4, -2)], -1, "open", 1, 0.0, (3, 0)))
    atlas.add_frames("dive", [fox([(2, 0), (-4, 0)], -2, "open", 8, 0.0, (3, -3)),
                              fox([(3, 0), (-5, 0)], -2, "open", 9, 1.0, (2, -4))])
    atlas.add("squat", fox([(4, 0), (-5, 0)], 0, "open", 3, 0.0, (2, 2), squash=2))
    atlas.add("duck", fox([(4, 0), (-5, 0)], 0, "blink", 4, 0.0, (2, 2), squash=2))
    atlas.add("hurt", fox([(4, -2), (-5, -1)], -1, "shut", 2, 2.0, (-3, -3), lean=-1))
    atlas.add_frames("joy", [fox(stand, 0, "joy", 6, 0.0, (3, -4)), fox(stand, -1, "joy", 8, 1.5, (2, -5))])


def add_beetle(atlas):
    shell = Canvas.from_map("""
        .....pppp.....
        ...pGGllGGp...
        ..pGllGGGGGp..
        .pGlGGpGGGpGp.
        pGGGGpGGGGGpGp
        pGGGGpGGGGGpGp
        pgGGGpGGGGGpgp
        .pgggpggggpgp.
    """)
    frames = []
    for i in range(4):
        canvas = Canvas(20, 14)
        canvas.ellipse(13, 6, 6, 6, "night").set(16, 7, "white").set(17, 7, "ink")
        canvas.line(17, 5, 18, 2, "night").line(15, 5, 15, 2, "night")
        for leg_index, x in enumerate((3, 8, 12)):
            step = (i + leg_index * 2) % 4
            canvas.line(x + 1, 10, x + (0, 1, 2, 1)[step], 12 - (1 if step == 1 else 0), "night")
            canvas.set(x + (0, 1, 2, 1)[step] + 1, 12 - (1 if step == 1 else 0), "night")
        canvas.blit(shell, 1, 2 + (i % 2 == 1))
        frames.append(canvas.outlined(grow=False))
    atlas.add_frames("beetle", frames)
    flat = Canvas(20, 14)
    flat.ellipse(1, 8, 17, 6, "green").rect(4, 9, 10, 1, "leaf").rect(6, 8, 3, 1, "lime")
    flat.line(14, 10, 16, 12, "ink").line(16, 10, 14, 12, "ink")
    atlas.add("beetle_flat", flat.outlined(grow=False))


def add_hedgehog(atlas):
    frames = []
    for i in range(4):
        canvas = Canvas(22, 16)
        bob = 1 if i % 2 else 0
        # Spines: three rows of teeth, the tips light.
        for row, (count, radius) in enumerate(((9, 9.0), (7, 7.0), (5, 4.6))):
            for k in range(count):
                angle = math.pi * (0.98 + 0.86 * k / (count - 1))
                x, y = 9 + math.cos(angle) * radius, 12 + bob + math.sin(angle) * radius
                canvas.line(9 + round(math.cos(angle) * (radius - 4)), 12 + bob + round(math.sin(angle) * (radius - 4)),
                            round(x), round(y), ("umber", "brown", "umber")[row])
                canvas.set(round(x), round(y), ("fog", "sand", "tan")[row])
        canvas.ellipse(2, 8 + bob, 15, 6, "umber").rect(4, 11 + bob, 12, 2, "tan")
        canvas.ellipse(13, 8 + bob, 7, 5, "sand").set(19, 10 + bob, "ink").set(20, 10 + bob, "ink")
        canvas.set(16, 9 + bob, "ink").set(13, 8 + bob, "brown")
        for leg_index, x in enumerate((4, 12)):
            canvas.rect(x + (1 if (i + leg_index) % 2 else 0), 13, 3, 2, "brown")
        frames.append(canvas.outlined(grow=False))
    atlas.add_frames("hedgehog", frames)


def add_moth(atlas):
    frames = []
    for spread in (8, 6, 3, 6):
        canvas = Canvas(24, 20)
        for side in (-1, 1):
            root = 12 + (0 if side > 0 else -1)
            tip = root + side * (spread + 2)
            top = 2 if spread > 6 else 4 if spread > 3 else 1
            canvas.polygon([(root, 9), (tip, top), (tip + side, top + 6), (root + side * 2, 12)], "purple")
            canvas.polygon([(root, 10), (tip - side, 10 + (0 if spread > 3 else 3)), (tip - side * 3, 16), (root, 13)], "plum")
            canvas.polygon([(root, 9), (tip - side * 2, top + 2), (tip - side, top + 5), (root + side * 2, 11)], "violet")
            if spread > 3:
                canvas.rect(root + side * (spread - 2), top + 3, 2, 2, "yellow")
        canvas.rect(10, 6, 4, 9, "mist").rect(10, 8, 4, 1, "steel").rect(10, 11, 4, 1, "steel").rect(11, 14, 2, 2, "steel")
        canvas.ellipse(9, 4, 6, 5, "fog").set(11, 6, "ink").set(13, 6, "ink")
        canvas.line(10, 3, 8, 1, "steel").line(13, 3, 15, 1, "steel")
        frames.append(canvas.outlined(grow=False))
    atlas.add_frames("moth", frames)
    flat = Canvas(24, 20)
    flat.polygon([(2, 15), (11, 10), (11, 17)], "plum").polygon([(21, 15), (13, 10), (13, 17)], "plum")
    flat.ellipse(8, 10, 8, 8, "mist").line(10, 13, 11, 14, "ink").line(13, 14, 14, 13, "ink")
    atlas.add("moth_flat", flat.outlined(grow=False))


def add(atlas):
    add_fox(atlas)
    add_beetle(atlas)
    add_hedgehog(atlas)
    add_moth(atlas)
