"""The pictures and sounds of the card battler: a traveller, four foes, twenty-six cards, a road at dusk, and three tunes."""

import math
import random

from assets import Atlas, Canvas, Drums, Instrument, logo, song, sound, text
from assets.palette import darker, fade, lighter

WIDTH, HEIGHT = 400, 300  # the logical field, as in tuning.ts
GROUND = 168  # where fighters stand, as in tuning.ts


def make(out):
    atlas = Atlas("atlas", width=512)
    add_fighters(atlas)
    add_signs(atlas)
    add_cards(atlas)
    add_effects(atlas)
    add_interface(atlas)
    atlas.add("title", logo("ASHEN ROAD", fills=("cream", "amber", "orange", "red"), edge="maroon", size=2, depth=3))
    atlas.add("victory", logo("VICTORY", fills=("white", "yellow", "amber"), edge="rust", size=2, depth=2))
    atlas.add("defeat", logo("DEFEAT", fills=("mist", "steel", "slate"), edge="night", size=2, depth=2))
    out.atlas(atlas)
    out.png("backdrop_wood", wood())
    out.png("backdrop_pass", mountain_pass())
    out.png("backdrop_bog", bog())
    out.png("backdrop_keep", keep())
    add_sounds(out)
    add_music(out)


# Fighters. Each comes with a white shape of itself, which flashes when it is hit.

HERO = """
    ........nnnn............
    ......nnBBBBn...........
    .....nBBBBBBBn..........
    ....nBBBABBBBBn.........
    ....nBBAABBBBBBn........
    ...nBBBABBBnnnBn........
    ...nBBBBBnn222nn........
    ...nBBBBn2ssssss........
    ...nBBBBn2ss0ss0........
    ...nBBBBn2ssssss........
    ...nBBBBBn2sssts........
    ....nBBBBBnnttt.........
    ....nnBBBBOOOO..........
    ...nBBBBOOoooBBn........
    ..nBBBBBBBBBBBBBn.......
    .nBBBABBBBBBBBBBBn......
    .nBBABBBBBBBnBBBBBn.....
    nBBAABBBBBBBnBBBBBBss...
    nBBABBBBBBBBBnBBBBBss...
    nBBBBnBBBBBBBBnBBBBt....
    nBBBBnBBBBBBBBBnnnn.....
    nBBBBnkkkkkkkkkkn.......
    .nBBnBBBBBOBBBBBn.......
    ..nnnBBBBBOBBBBBn.......
    ...nBBBBBBOBBBBBBn......
    ...nBBABBBOBBBBBBn......
    ..nBBBABBBOBBBBBBBn.....
    ..nBBABBBBOBBBBBBBn.....
    ..nBBABBBBOBBBBBBBBn....
    .nBBBBBBBBOBBBBBBBBn....
    .nOOOOOOOOOOOOOOOOOn....
    ..kkkk......kkkkk.......
"""

IMP = """
    .......y.......
    ......yy.......
    .....yOy.......
    .....yO........
    .....oOo...RRRR
    ......ooRRRRRRR
    .......RRRccRRR
    m.....RRcccRRRR
    mm....RRRRRRRRR
    mrm...RR0000RRR
    mrrm..R0yyyy0RR
    mrrrm.RRy00yyRR
    mrRrrmRRy00yRRR
    .mrRrmRRRyyRRRR
    .mrRrrRRRRRRRRr
    ..mrrrR00000000
    ..mrm.R07070707
    ...m..rR0000000
    ......rrRRRRRRR
    .......rrrRRRRR
    .......rRRRRooo
    ......rRRrRoOOO
    .....RRRrrRoOOO
    .....RRr.rRRooo
    ....R7R..rRRRRR
    ....7.7.rRRRRRR
    ........rRRRrRR
    .......rRRr..rr
    .......rRRr....
    ......rrRRrr...
    ......7R7R7R...
"""


def add_fighters(atlas):
    hero = Canvas(28, 36).blit(Canvas.from_map(HERO), 0, 4)
    hero.line(20, 8, 20, 35, "brown").line(21, 8, 21, 35, "umber").rect(19, 6, 4, 2, "amber").rect(19, 8, 4, 1, "orange")
    hero.rect(19, 21, 3, 3, "sand").set(21, 23, "tan")
    fighter(atlas, "hero", hero)
    fighter(atlas, "imp", Canvas.from_map(IMP).with_mirror())
    fighter(atlas, "golem", golem())
    fighter(atlas, "witch", witch())
    fighter(atlas, "king", king())


def fighter(atlas, name, canvas):
    whole = canvas.outlined()
    atlas.add(name, whole)
    atlas.add(f"{name}_flash", whole.silhouette("white"))


def boulder(width, height, seed, base="steel"):
    stone = Canvas(width, height).round_rect(0, 0, width, height, base, max(2, min(width, height) // 4))
    stone.speckle(0, 0, width, height, darker(base), 0.14, seed).speckle(0, 0, width, height, lighter(base), 0.08, seed + 1)
    return stone.shaded().outlined()


def golem():
    canvas = Canvas(58, 56)
    canvas.blit(boulder(14, 16, 1, "slate"), 12, 38).blit(boulder(14, 16, 2, "slate"), 31, 38)  # legs
    canvas.blit(boulder(14, 22, 3, "slate"), 44, 14).blit(boulder(16, 15, 4), 42, 31)  # the far arm
    canvas.blit(boulder(38, 28, 5), 9, 14)  # trunk
    canvas.blit(boulder(14, 22, 6), 0, 15).blit(boulder(17, 16, 7), -1, 32)  # the near arm
    canvas.blit(boulder(22, 17, 8), 14, 2)  # head
    canvas.rect(17, 10, 16, 4, "ink").rect(18, 11, 4, 2, "aqua").rect(26, 11, 4, 2, "aqua").set(19, 11, "white").set(27, 11, "white")
    for points in ([(22, 24), (28, 20), (34, 24), (31, 32), (25, 32), (22, 24)], [(28, 20), (28, 36)]):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            canvas.line(x0, y0, x1, y1, "teal").line(x0, y0 + 1, x1, y1 + 1, "ink")
    canvas.set(28, 27, "aqua").set(28, 26, "aqua").set(27, 26, "aqua").set(29, 27, "aqua")
    for x, y in ((12, 16), (16, 14), (40, 17), (3, 17), (6, 16), (18, 3), (22, 2)):  # moss
        canvas.rect(x, y, 4, 2, "green").rect(x, y, 3, 1, "leaf")
    return canvas


def witch():
    canvas = Canvas(46, 56)
    canvas.polygon([(13, 26), (32, 26), (42, 55), (4, 55)], "plum")  # robe
    canvas.polygon([(15, 27), (22, 27), (20, 55), (6, 55)], "purple")
    for x in range(4, 42, 4):
        canvas.rect(x, 53, 2, 3, "ink")
    canvas.rect(14, 38, 19, 3, "brown").rect(14, 38, 19, 1, "tan").rect(21, 37, 5, 5, "amber").rect(22, 38, 3, 3, "rust")
    canvas.polygon([(30, 28), (35, 28), (45, 40), (41, 44)], "purple").rect(40, 40, 5, 4, "lime").rect(40, 43, 5, 1, "leaf")
    canvas.polygon([(15, 28), (11, 28), (1, 40), (5, 44)], "violet").rect(1, 40, 5, 4, "lime").rect(1, 43, 5, 1, "leaf")
    canvas.ellipse(13, 13, 19, 16, "leaf").ellipse(13, 13, 17, 13, "lime")  # face
    for x, y in ((13, 20), (29, 19), (12, 24), (30, 24)):
        canvas.rect(x, y, 3, 9, "slate").rect(x, y, 1, 9, "steel")
    canvas.rect(16, 18, 4, 3, "yellow").rect(24, 18, 4, 3, "yellow").rect(16, 19, 2, 2, "ink").rect(24, 19, 2, 2, "ink")
    canvas.line(15, 16, 19, 17, "green").line(28, 16, 24, 17, "green")
    canvas.polygon([(20, 20), (20, 25), (14, 25)], "leaf").set(15, 24, "green").set(17, 23, "pine")
    canvas.rect(18, 26, 8, 1, "pine").set(19, 27, "white").set(24, 27, "white")
    canvas.ellipse(4, 11, 38, 7, "night").ellipse(5, 11, 36, 4, "dusk")  # hat
    canvas.polygon([(12, 13), (33, 13), (27, 4), (34, 0), (22, 0)], "night").polygon([(13, 13), (19, 13), (24, 2), (22, 2)], "dusk")
    canvas.rect(13, 10, 20, 3, "purple").rect(13, 10, 20, 1, "violet").rect(21, 9, 5, 5, "amber").rect(22, 10, 3, 3, "night")
    return canvas


def king():
    canvas = Canvas(70, 74)
    canvas.polygon([(18, 24), (52, 24), (66, 73), (4, 73)], "maroon")  # cloak
    canvas.polygon([(18, 24), (28, 24), (18, 73), (6, 73)], "crimson")
    for i, x in enumerate(range(4, 66, 6)):
        canvas.polygon([(x, 74), (x + 3, 66 - i % 3 * 3), (x + 6, 74)], "ink" if i % 2 else "umber")
    canvas.polygon([(22, 26), (48, 26), (46, 52), (24, 52)], "dusk")  # armour
    canvas.rect(24, 28, 22, 2, "steel").rect(24, 34, 22, 1, "slate").rect(24, 40, 22, 1, "slate").rect(34, 28, 2, 24, "slate")
    canvas.rect(22, 50, 26, 4, "rust").rect(22, 50, 26, 1, "amber").ellipse(31, 48, 8, 8, "amber").ellipse(33, 50, 4, 4, "red")
    canvas.rect(25, 54, 8, 16, "night").rect(37, 54, 8, 16, "night").rect(25, 54, 2, 16, "slate").rect(37, 54, 2, 16, "slate")
    canvas.rect(23, 69, 11, 5, "slate").rect(36, 69, 11, 5, "slate").rect(23, 69, 11, 1, "steel").rect(36, 69, 11, 1, "steel")
    for x in (10, 46):  # shoulders
        canvas.ellipse(x, 20, 15, 13, "slate").ellipse(x + 1, 20, 12, 8, "steel").rect(x + 3, 30, 9, 2, "rust")
        canvas.polygon([(x + 4, 21), (x + 7, 12), (x + 10, 21)], "mist")
    canvas.rect(12, 32, 8, 14, "dusk").rect(12, 32, 3, 14, "slate").rect(50, 32, 8, 14, "dusk").rect(50, 32, 3, 14, "slate")
    canvas.rect(11, 45, 9, 7, "steel").rect(50, 45, 9, 7, "steel")
    canvas.ellipse(25, 8, 20, 20, "fog").ellipse(25, 8, 17, 15, "white").rect(29, 24, 12, 6, "fog")  # skull
    canvas.rect(28, 16, 5, 6, "ink").rect(37, 16, 5, 6, "ink").rect(29, 18, 3, 3, "orange").rect(38, 18, 3, 3, "orange")
    canvas.set(30, 19, "yellow").set(39, 19, "yellow").rect(34, 22, 2, 3, "slate")
    for x in (30, 33, 36, 39):
        canvas.rect(x, 26, 1, 4, "slate")
    canvas.polygon([(23, 10), (47, 10), (49, 0), (42, 6), (35, -3), (28, 6), (21, 0)], "amber")  # crown
    canvas.rect(23, 8, 24, 3, "orange").rect(23, 8, 24, 1, "yellow")
    for x in (27, 34, 41):
        canvas.rect(x, 8, 2, 2, "red")
    canvas.rect(13, 2, 4, 50, "mist").rect(13, 2, 1, 50, "white").rect(16, 2, 1, 50, "steel").polygon([(13, 3), (15, -3), (17, 3)], "white")
    canvas.rect(8, 44, 14, 3, "rust").rect(8, 44, 14, 1, "amber").rect(14, 52, 3, 5, "brown")
    return canvas


# Signs: what cards do and what lies on fighters, nine by nine

SIGNS = {
    "attack": ".......77\n......765\n.....765.\n....765..\nO..765...\nOO765....\n.OO5.....\nbOOO.....\nbb.OO....",
    "block": "AAAAAAAAA\nASSSSSSBA\nASiiSSBBA\nASiSSSBBA\nASSSSSBBA\nASSSSBBBA\n.ASSBBBA.\n..ASBBA..\n...AAA...",
    "burn": "....o....\n...oo....\n...oOo...\no.ooOo...\noooOOoo.o\noOOyOOooo\noOyyyOOoo\n.OyyyyOo.\n..OyyOo..",
    "weak": "5........\n.54......\n..54..v..\n...5.vv..\n....vv...\n...vv.5..\n..vv..54.\n..v..O.5O\n......OO.",
    "vulnerable": "RRRRRRRRR\nRccc0RRrR\nRccR0RrrR\nRcRR00rrR\nRRRRR0rrR\nRRRR00rrR\n.RRR0rrR.\n..RR0rR..\n...RRR...",
    "strength": "....R....\n...RcR...\n..RccRR..\n.RccRRRr.\nRRRcRRrrr\n...cRr...\n...cRr...\n...cRr...\n...rrr...",
    "thorns": "l...l...l\n.l..l..l.\n..lGGGl..\n..GgggG..\nllGgggGll\n..GgggG..\n..lGGGl..\n.l..l..l.\nl...l...l",
    "hearth": ".....2...\n....ttt..\n...tsstt.\n..tsssstt\n.ttttttt.\n.tskOkst.\n.tskOkst.\n.tskykst.\n.tsskkst.",
    "furnace": "444444444\n456666654\n450000054\n450ooO054\n45OOyOo54\n45OyyyO54\n450000054\n456666654\n444444444",
    "heal": ".FF...ff.\nFfRR.RRRR\nFRRRRRRRr\nRRRRRRRRr\nRRRRRRRRr\n.RRRRRRr.\n..RRRRr..\n...RRr...\n....r....",
    "draw": ".77777...\n.7SS67...\n.7S665555\n.7665SS65\n.7665S665\n.76656665\n.77756665\n....56665\n....55555",
    "energy": "....yy...\n...yyy...\n..yyy....\n.yyyyyy..\n....yyO..\n...yyO...\n..yyO....\n.yyO.....\n.yO......",
}


def add_signs(atlas):
    for name, rows in SIGNS.items():
        atlas.add(f"sign_{name}", Canvas.from_map(rows).outlined())


# Cards: a frame by kind, a picture of 44 x 30, and letters for the name

FRAMES = {"attack": ("maroon", "crimson", "red"), "skill": ("navy", "blue", "azure"), "power": ("umber", "rust", "orange")}


def add_cards(atlas):
    for kind, (dark, base, light) in FRAMES.items():
        card = Canvas(58, 80).round_rect(0, 0, 58, 80, "ink", 3).round_rect(1, 1, 56, 78, base, 3)
        card.rect(3, 1, 52, 1, light).rect(1, 3, 1, 74, light).rect(3, 78, 52, 1, dark).rect(56, 3, 1, 74, dark)
        card.rect(4, 4, 50, 11, dark).rect(5, 17, 48, 34, "ink")
        card.round_rect(4, 53, 50, 23, "cream", 2).rect(5, 75, 48, 1, "sand").rect(4, 55, 1, 19, "white")
        atlas.add(f"card_{kind}", card)
    atlas.add("card_back", card_back())
    atlas.add("card_glow", Canvas(64, 86).round_rect(0, 0, 64, 86, fade("yellow", 90), 5).round_rect(1, 1, 62, 84, fade("yellow", 230), 5))
    atlas.add("card_shadow", Canvas(58, 80, fade("ink", 110)))
    gem = Canvas(15, 15).ellipse(0, 0, 15, 15, "ink").ellipse(1, 1, 13, 13, "orange").ellipse(1, 1, 11, 11, "amber").rect(4, 3, 3, 2, "yellow")
    atlas.add("gem", gem)
    atlas.add("gem_dim", gem.recolored({"orange": "slate", "amber": "steel", "yellow": "mist"}))
    for name, paint in PICTURES.items():
        kind, draw = paint
        picture = Canvas(48, 34).gradient(0, 0, 48, 34, GROUNDS[kind])
        draw(picture)
        atlas.add(f"art_{name}", picture)
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        atlas.add(f"letter_{letter}", text(letter, "white"))
    for digit in "0123456789":
        atlas.add(f"digit_{digit}", text(digit, "white"))


def card_back():
    card = Canvas(58, 80).round_rect(0, 0, 58, 80, "ink", 3).round_rect(1, 1, 56, 78, "plum", 3)
    card.frame(4, 4, 50, 72, "purple").frame(6, 6, 46, 68, "amber")
    for i in range(4):
        for x, y in ((29 - i * 5, 40), (29 + i * 5, 40)):
            card.line(x, 40 - 22 + i * 5, x, y + 22 - i * 5, "purple")
    card.blit(flame(15, 19), 22, 30)
    return card


def flame(width, height):
    """A flame that fills the box: three tongues, each lighter and lower than the one around it."""
    canvas = Canvas(width, height)
    for fill, share in (("red", 1.0), ("orange", 0.78), ("amber", 0.56), ("yellow", 0.34)):
        w, h = width * share, height * share
        left, top = (width - w) / 2, height - h
        canvas.ellipse(round(left), round(top + h * 0.35), round(w), round(h * 0.65), fill)
        canvas.polygon([(left, top + h * 0.7), (left + w * 0.2, top + h * 0.35), (left + w * 0.42, top), (left + w * 0.62, top + h * 0.3),
                        (left + w * 0.8, top + h * 0.2), (left + w, top + h * 0.7)], fill)
    return canvas


def blade(canvas, x0, y0, x1, y1, light="white", dark="steel"):
    """A sword from its grip at x0, y0 to its point."""
    length = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    def at(along, across):
        return (x0 + ux * along - uy * across, y0 + uy * along + ux * across)
    canvas.polygon([at(-1, -3), at(length - 4, -3), at(length + 1, 0), at(length - 4, 3), at(-1, 3)], "ink")
    canvas.polygon([at(0, -2), at(length - 4, -2), at(length, 0), at(0, 0)], light)
    canvas.polygon([at(0, 0), at(length, 0), at(length - 4, 2), at(0, 2)], dark)
    canvas.polygon([at(-1, -5), at(2, -5), at(2, 5), at(-1, 5)], "amber")
    canvas.polygon([at(-7, -1.5), at(-1, -1.5), at(-1, 1.5), at(-7, 1.5)], "brown")


def slash(canvas, x, y, size, fill="white", edge="coral"):
    for i in range(size):
        half = round(2.2 * math.sin(math.pi * i / (size - 1)))
        for d in range(-half, half + 1):
            canvas.set(x + i + d, y + size - i, fill if abs(d) < half else edge)


def shield(canvas, x, y, width, height, base="azure", rim="fog"):
    points = [(x, y), (x + width, y), (x + width, y + height * 0.55), (x + width / 2, y + height), (x, y + height * 0.55)]
    canvas.polygon([(px + (1 if px > x + width / 2 else -1 if px < x + width / 2 else 0), py + (1 if py > y else -1)) for px, py in points], "ink")
    canvas.polygon(points, rim)
    inner = [(x + 2, y + 2), (x + width - 2, y + 2), (x + width - 2, y + height * 0.52), (x + width / 2, y + height - 3), (x + 2, y + height * 0.52)]
    canvas.polygon(inner, base)
    canvas.polygon([inner[0], (x + width / 2, y + 2), (x + width / 2, y + height - 3), inner[4]], lighter(base))


def heart(canvas, x, y, size, base="red"):
    for fill, inset in (("ink", -1), (base, 0)):
        r, left, top, s = size / 2, x + inset, y + inset, size - 2 * inset
        canvas.ellipse(left, top, round(s * 0.56), round(s * 0.56), fill).ellipse(left + s - round(s * 0.56), top, round(s * 0.56), round(s * 0.56), fill)
        canvas.polygon([(left + 0.3, top + s * 0.36), (left + s - 0.3, top + s * 0.36), (left + s / 2, top + s)], fill)
    canvas.rect(x + size // 5, y + size // 6, max(2, size // 5), 2, lighter(base)).set(x + size // 5, y + size // 6 + 2, lighter(base))


def cloud(canvas, parts, base):
    for x, y, r in parts:
        canvas.ellipse(x - r - 1, y - r - 1, 2 * r + 2, 2 * r + 2, darker(base))
    for x, y, r in parts:
        canvas.ellipse(x - r, y - r, 2 * r, 2 * r, base)
    for x, y, r in parts:
        canvas.ellipse(x - r, y - r, round(1.3 * r), round(1.2 * r), lighter(base))


def burst(canvas, x, y, inner, outer, rays, fill):
    points = []
    for i in range(rays * 2):
        radius, angle = (outer if i % 2 == 0 else inner), math.pi * i / rays - math.pi / 2
        points.append((x + math.cos(angle) * radius, y + math.sin(angle) * radius))
    canvas.polygon(points, fill)


def art_smash(c):
    c.line(14, 30, 30, 10, "brown").line(15, 30, 31, 10, "tan").line(16, 30, 32, 10, "umber")
    c.polygon([(22, 8), (33, 2), (42, 13), (31, 19)], "ink").polygon([(24, 8), (33, 3), (40, 13), (31, 17)], "steel")
    c.polygon([(24, 8), (33, 3), (35, 6), (26, 11)], "fog")
    burst(c, 10, 28, 3, 8, 6, "yellow")


def art_flurry(c):
    for x, y, size in ((5, 14, 13), (14, 5, 15), (23, 14, 15), (31, 4, 13)):
        slash(c, x, y, size)


def art_ember(c):
    c.blit(flame(15, 18), 16, 10)
    for x, y in ((10, 12), (36, 8), (33, 20), (13, 24), (38, 26)):
        c.rect(x, y, 2, 2, "amber").set(x, y, "yellow")


def art_fireball(c):
    for i in range(5):
        c.line(3, 26 - i * 3, 26, 20 - i * 2, ("red", "orange", "amber", "orange", "red")[i])
    c.ellipse(20, 6, 22, 22, "red").ellipse(22, 8, 18, 18, "orange").ellipse(25, 10, 13, 13, "amber").ellipse(28, 12, 7, 7, "yellow")


def art_bash(c):
    shield(c, 9, 5, 20, 24, "blue")
    for x, y in ((33, 8), (37, 17), (33, 26)):
        c.rect(x, y, 8, 2, "yellow").rect(x, y, 3, 2, "white")


def art_drain(c):
    heart(c, 7, 10, 14, "crimson")
    c.polygon([(38, 5), (44, 19), (41, 26), (35, 26), (32, 19)], "red").ellipse(32, 14, 12, 14, "red").ellipse(34, 17, 4, 6, "coral")
    for x in (24, 27, 30):
        c.rect(x, 17, 2, 2, "coral")


def art_expose(c):
    c.ellipse(8, 7, 32, 20, "ink").ellipse(9, 8, 30, 18, "white").ellipse(17, 8, 15, 18, "violet").ellipse(20, 12, 9, 10, "ink")
    c.rect(21, 13, 3, 3, "white")
    for x, y in ((8, 4), (16, 1), (24, 0), (32, 1), (39, 4)):
        c.line(x, y, x + (x > 24) - (x < 24), y + 4, "ink")


def art_cripple(c):
    blade(c, 6, 28, 22, 14)
    blade(c, 42, 30, 34, 20, "fog", "slate")
    c.polygon([(24, 8), (30, 4), (28, 12), (34, 10), (27, 19), (28, 13)], "yellow")


def art_stoke(c):
    c.blit(flame(22, 26), 14, 2)
    c.line(6, 31, 42, 26, "brown").line(6, 32, 42, 27, "umber").line(6, 26, 42, 31, "brown").line(6, 27, 42, 32, "umber")


def art_meteor(c):
    for i in range(9):
        c.line(44 - i, 0 + i, 22 - i // 2, 18 + i // 3, ("red", "orange", "amber", "yellow", "amber", "orange", "red", "red", "crimson")[i])
    c.ellipse(9, 12, 19, 19, "ink").ellipse(10, 13, 17, 17, "umber").ellipse(10, 13, 13, 13, "brown")
    c.ellipse(14, 17, 4, 4, "umber").ellipse(20, 23, 4, 3, "ink").rect(12, 24, 3, 2, "ink").line(25, 14, 27, 22, "orange")


def art_bulwark(c):
    for row, y in enumerate(range(6, 32, 6)):
        for x in range(-4 + row % 2 * 6, 48, 12):
            c.rect(x, y, 11, 5, "steel").rect(x, y, 11, 1, "mist").rect(x, y + 4, 11, 1, "slate")
    shield(c, 15, 7, 18, 21, "azure")


def art_sidestep(c):
    for x, y, length in ((4, 10, 14), (2, 17, 18), (6, 24, 12)):
        c.rect(x, y, length, 2, "ice").rect(x, y + 1, length - 4, 1, "sky")
    c.polygon([(24, 6), (31, 6), (32, 20), (43, 22), (44, 28), (22, 28)], "ink").polygon([(25, 7), (30, 7), (31, 21), (42, 23), (43, 26), (23, 26)], "brown")
    c.rect(25, 8, 5, 2, "tan").rect(23, 26, 20, 2, "umber").rect(26, 14, 4, 1, "amber")


def art_wildfire(c):
    for x, w, h in ((0, 16, 22), (12, 22, 31), (30, 18, 25)):
        c.blit(flame(w, h), x, 34 - h)


def art_insight(c):
    c.polygon([(6, 8), (23, 12), (23, 30), (6, 26)], "cream").polygon([(42, 8), (25, 12), (25, 30), (42, 26)], "cream")
    c.rect(23, 11, 2, 20, "brown").line(6, 26, 23, 30, "tan").line(42, 26, 25, 30, "tan")
    for y in (13, 17, 21):
        c.line(9, y, 20, y + 3, "steel").line(39, y, 28, y + 3, "steel")
    burst(c, 24, 5, 2, 5, 4, "yellow")


def art_spark(c):
    c.polygon([(27, 1), (14, 18), (23, 18), (18, 33), (35, 13), (26, 13), (32, 1)], "ink")
    c.polygon([(28, 2), (16, 17), (25, 17), (20, 30), (33, 14), (24, 14), (31, 2)], "yellow").polygon([(28, 2), (16, 17), (19, 17), (30, 2)], "white")


def art_mend(c):
    heart(c, 15, 8, 20, "red")
    c.rect(22, 12, 6, 14, "white").rect(18, 16, 14, 6, "white")


def art_hex(c):
    c.ellipse(13, 4, 22, 20, "ink").ellipse(14, 5, 20, 18, "fog").ellipse(14, 5, 16, 13, "white").rect(18, 21, 12, 7, "fog").rect(18, 27, 12, 1, "ink")
    c.ellipse(17, 11, 6, 7, "ink").ellipse(26, 11, 6, 7, "ink").rect(19, 13, 2, 3, "violet").rect(28, 13, 2, 3, "violet").rect(24, 18, 1, 3, "slate")
    for x in (21, 24, 27):
        c.rect(x, 23, 1, 5, "slate")


def art_temper(c):
    burst(c, 24, 17, 11, 17, 10, "orange")
    c.polygon([(15, 12), (33, 12), (35, 24), (29, 31), (18, 31), (13, 24)], "ink").polygon([(16, 13), (32, 13), (34, 24), (28, 30), (19, 30), (14, 24)], "tan")
    for x in (16, 20, 24, 28):
        c.round_rect(x, 9, 4, 10, "sand", 1).rect(x + 3, 11, 1, 8, "brown")
    c.rect(14, 20, 13, 4, "sand").rect(14, 23, 13, 1, "brown")


def art_bramble(c):
    for base in (4, 20, 34):
        for i in range(30):
            x = base + round(5 * math.sin(i / 4 + base))
            c.rect(x, 33 - i, 2, 1, "leaf").set(x + 1, 33 - i, "green")
            if i % 6 == 3:
                c.line(x + 2, 33 - i, x + 5, 31 - i, "cream").line(x - 1, 33 - i, x - 4, 31 - i, "cream")


def art_hearth(c):
    c.rect(6, 4, 36, 30, "slate").rect(6, 4, 36, 2, "mist").rect(12, 11, 24, 23, "ink")
    for y in range(8, 34, 6):
        c.rect(6, y, 6, 1, "dusk").rect(36, y, 6, 1, "dusk")
    c.rect(4, 4, 40, 4, "brown").rect(4, 4, 40, 1, "tan").blit(flame(16, 18), 16, 15).rect(15, 31, 18, 3, "umber").rect(15, 31, 18, 1, "brown")


def art_furnace(c):
    c.ellipse(6, 2, 36, 44, "ink").ellipse(7, 3, 34, 42, "slate").ellipse(7, 3, 26, 36, "steel").rect(14, 15, 20, 14, "ink").rect(15, 16, 18, 12, "rust")
    c.blit(flame(16, 12), 16, 16)
    for x in range(17, 33, 4):
        c.rect(x, 15, 1, 14, "ink")
    c.rect(20, 0, 8, 5, "dusk")


GROUNDS = {
    "fire": ["maroon", "crimson", "rust"], "steel": ["night", "dusk", "slate"], "blood": ["ink", "maroon", "crimson"],
    "sky": ["navy", "blue", "azure"], "magic": ["night", "plum", "purple"], "earth": ["pine", "green"], "gold": ["umber", "rust", "orange"],
}

PICTURES = {
    "strike": ("steel", lambda c: blade(c, 11, 27, 40, 5)),
    "smash": ("steel", art_smash),
    "twinCut": ("steel", lambda c: (blade(c, 10, 28, 36, 4), blade(c, 38, 28, 12, 4))),
    "flurry": ("blood", art_flurry),
    "ember": ("blood", art_ember),
    "fireball": ("fire", art_fireball),
    "bash": ("sky", art_bash),
    "drain": ("blood", art_drain),
    "expose": ("magic", art_expose),
    "cripple": ("steel", art_cripple),
    "stoke": ("fire", art_stoke),
    "meteor": ("magic", art_meteor),
    "guard": ("sky", lambda c: shield(c, 13, 4, 22, 26, "azure")),
    "bulwark": ("sky", art_bulwark),
    "sidestep": ("sky", art_sidestep),
    "kindle": ("blood", lambda c: (c.blit(flame(19, 24), 15, 4), c.rect(10, 27, 28, 3, "brown"), c.rect(10, 27, 28, 1, "tan"))),
    "wildfire": ("blood", art_wildfire),
    "insight": ("magic", art_insight),
    "spark": ("magic", art_spark),
    "mend": ("earth", art_mend),
    "smoke": ("steel", lambda c: cloud(c, [(12, 22, 8), (23, 16, 10), (35, 21, 8), (24, 25, 8)], "steel")),
    "hex": ("magic", art_hex),
    "temper": ("gold", art_temper),
    "bramble": ("earth", art_bramble),
    "hearth": ("gold", art_hearth),
    "furnace": ("gold", art_furnace),
}


def add_effects(atlas):
    atlas.add_frames("torch", [flame(9, 13), flame(9, 13).mirrored(), flame(7, 15).padded(1, 0, 1, 0)])
    big = Canvas(40, 40)
    slash(big, 2, 2, 34, "white", "yellow")
    atlas.add("slash", big)
    claw = Canvas(44, 40)
    for x in (0, 9, 18):
        slash(claw, x, 8, 22, "white", "coral")
    atlas.add("claw", claw)
    ring = Canvas(34, 38)
    shield(ring, 4, 3, 26, 32, "azure")
    atlas.add("ward", ring)
    glow = Canvas(48, 48)
    for y in range(48):
        for x in range(48):
            distance = math.hypot(x - 23.5, y - 23.5) / 24
            if distance < 1:
                glow.set(x, y, fade("white", int(170 * (1 - distance) ** 2)))
    atlas.add("glow", glow)
    atlas.add("shadow", Canvas(48, 10).ellipse(0, 0, 48, 10, fade("ink", 120)))


def panel(width, height, edge, fill, light):
    canvas = Canvas(width, height).round_rect(0, 0, width, height, edge, 2).round_rect(1, 1, width - 2, height - 2, fill, 1)
    return canvas.rect(2, 1, width - 4, 1, light).rect(1, 2, 1, height - 4, light).rect(2, height - 2, width - 4, 1, darker(fill))


def add_interface(atlas):
    for name, edge, fill, light in (("button", "ink", "rust", "orange"), ("button_hot", "yellow", "orange", "amber"),
                                    ("button_off", "ink", "dusk", "slate")):
        atlas.add(name, panel(72, 20, edge, fill, light))
    paper = panel(24, 24, "ink", "night", "slate").frame(2, 2, 20, 20, "dusk")
    for x, y in ((2, 2), (21, 2), (2, 21), (21, 21)):
        paper.set(x, y, "amber")
    atlas.add("panel", paper)
    orb = Canvas(32, 32).ellipse(0, 0, 32, 32, "ink").ellipse(1, 1, 30, 30, "maroon").ellipse(2, 2, 28, 28, "rust").ellipse(3, 3, 24, 24, "orange")
    orb.ellipse(4, 4, 18, 17, "amber").ellipse(7, 6, 7, 5, "yellow")
    atlas.add("orb", orb)
    atlas.add("orb_empty", orb.recolored({"maroon": "night", "rust": "dusk", "orange": "dusk", "amber": "slate", "yellow": "steel"}))
    pile = Canvas(26, 34)
    small = Canvas(20, 27).round_rect(0, 0, 20, 27, "ink", 2).round_rect(1, 1, 18, 25, "plum", 2).frame(3, 3, 14, 21, "amber").blit(flame(7, 9), 7, 9)
    for step in (2, 1, 0):
        pile.blit(small, step * 2, 4 - step * 2 + 2)
    atlas.add("pile", pile)
    node = Canvas(13, 13).ellipse(0, 0, 13, 13, "ink").ellipse(1, 1, 11, 11, "dusk").ellipse(2, 2, 7, 7, "slate")
    atlas.add("node", node)
    atlas.add("node_done", node.recolored({"dusk": "green", "slate": "leaf"}))
    atlas.add("node_now", node.recolored({"dusk": "orange", "slate": "yellow"}))
    crown = Canvas.from_map("y..y..y\nyy.y.yy\nyyyyyyy\nOOROROO\nooooooo").outlined()
    atlas.add("crown", crown)
    atlas.add("pointer", Canvas.from_map("yyyyyyy\n.OyyyO.\n..OyO..\n...O...").outlined())


# The road: one scene for each stretch of it

def hills(canvas, base, height, rough, fill, seed):
    dice, y = random.Random(seed), float(base)
    slope = 0.0
    for x in range(WIDTH):
        slope = slope * 0.93 + dice.uniform(-rough, rough)
        y = min(base + height, max(base - height, y + slope))
        canvas.rect(x, round(y), 1, HEIGHT - round(y), fill)


def road(canvas, top, fills, seed):
    """The ground that fighters stand on, down to where the cards lie."""
    dark, base, light = fills
    canvas.gradient(0, top, WIDTH, 70, [base, dark]).rect(0, top + 70, WIDTH, HEIGHT - top - 70, dark)
    canvas.rect(0, top, WIDTH, 1, light)
    dice = random.Random(seed)
    for _ in range(90):
        x, y = dice.randrange(WIDTH), dice.randrange(top + 3, top + 60)
        length = dice.randrange(2, 9)
        canvas.rect(x, y, length, 1, light if dice.random() < 0.4 else dark)
    # Where the cards lie it is dark, so that nothing fights with them.
    canvas.gradient(0, 186, WIDTH, 40, [dark, "ink"]).rect(0, 226, WIDTH, 74, "ink")
    return canvas


def wood():
    canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, 150, ["night", "plum", "crimson", "rust", "orange"])
    canvas.ellipse(176, 88, 48, 48, "amber").ellipse(180, 92, 40, 40, "yellow")
    hills(canvas, 118, 14, 0.5, "maroon", 3)
    dice = random.Random(12)
    for shade, count, low, high in (("#33203a", 26, 60, 96), ("night", 16, 90, 150)):
        for _ in range(count):
            x, height = dice.randrange(-6, WIDTH), dice.randrange(low, high)
            width, top = max(2, height // 26), 160 - height
            if abs(x - 200) < 46 and shade == "night":
                continue
            canvas.rect(x, top, width, height, shade)
            for step in range(4):
                y, reach = top + step * height // 7, 9 + step * 4
                canvas.polygon([(x + width / 2, y - 10), (x + width / 2 + reach, y + 10), (x + width / 2 - reach, y + 10)], shade)
    return road(canvas, 152, ("night", "umber", "brown"), 4)


def mountain_pass():
    canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, 160, ["navy", "blue", "azure", "sky"])
    dice = random.Random(9)
    for shade, snow, base, count in (("slate", "mist", 150, 6), ("dusk", "steel", 160, 7)):
        for i in range(count):
            x, height = i * 72 - 30 + dice.randrange(-14, 14), dice.randrange(60, 118)
            canvas.polygon([(x - 62, base), (x, base - height), (x + 62, base)], shade)
            canvas.polygon([(x - 14, base - height + 27), (x, base - height), (x + 14, base - height + 27), (x + 6, base - height + 21),
                            (x, base - height + 30), (x - 7, base - height + 20)], snow)
            canvas.polygon([(x, base - height), (x + 62, base), (x + 18, base)], darker(shade))
    for _ in range(9):
        x, y = dice.randrange(WIDTH), dice.randrange(14, 60)
        canvas.rect(x, y, dice.randrange(20, 50), 3, "ice").rect(x + 6, y - 2, dice.randrange(10, 24), 2, "white")
    return road(canvas, 152, ("night", "dusk", "slate"), 5)


def bog():
    canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, 160, ["ink", "pine", "green", "teal"])
    canvas.ellipse(300, 18, 30, 30, "cream").ellipse(300, 18, 27, 28, "white")
    hills(canvas, 128, 9, 0.5, "#1b4a40", 6)
    dice = random.Random(2)
    for _ in range(11):
        x, height = dice.randrange(0, WIDTH), dice.randrange(56, 110)
        canvas.rect(x, 154 - height, 4, height, "#122b2c")
        for _ in range(5):
            y, reach = 154 - height + dice.randrange(0, height // 2), dice.choice((-1, 1)) * dice.randrange(8, 22)
            canvas.line(x + 2, y + 6, x + reach, y, "#122b2c").line(x + 2, y + 7, x + reach, y + 1, "#122b2c")
            canvas.rect(x + reach, y, 1, dice.randrange(4, 12), "green")
    road(canvas, 152, ("ink", "pine", "green"), 6)
    for _ in range(7):
        x, y, width = dice.randrange(-10, 360), dice.randrange(156, 186), dice.randrange(30, 70)
        canvas.ellipse(x, y, width, 7, "navy").ellipse(x + 3, y + 1, width - 8, 3, "teal")
    return canvas


def keep():
    canvas = Canvas(WIDTH, HEIGHT).gradient(0, 0, WIDTH, 160, ["ink", "maroon", "crimson", "rust"])
    dice = random.Random(7)
    for _ in range(70):
        x, y = dice.randrange(WIDTH), dice.randrange(140)
        canvas.set(x, y, dice.choice(("orange", "amber", "coral")))
    hills(canvas, 126, 12, 0.8, "#2c1530", 8)
    for x, width, top in ((250, 40, 70), (300, 64, 40), (372, 36, 80), (20, 44, 88), (76, 30, 104)):
        canvas.rect(x, top, width, 160 - top, "night")
        for battlement in range(x, x + width, 10):
            canvas.rect(battlement, top - 6, 6, 6, "night")
        for wy in range(top + 10, 140, 20):
            canvas.rect(x + width // 2 - 2, wy, 4, 8, "orange").rect(x + width // 2 - 2, wy, 4, 3, "yellow")
    canvas.polygon([(320, 34), (332, 8), (344, 34)], "night").rect(331, 2, 1, 8, "steel").rect(332, 2, 9, 5, "red")
    return road(canvas, 152, ("ink", "night", "maroon"), 8)


# Sounds

def add_sounds(out):
    hiss = sound.noise(seed=5)
    out.wav("draw", sound.highpass(sound.tone(5200, 0.05, hiss, 0.4), 1800))
    out.wav("play", sound.mix(sound.highpass(sound.tone(4000, 0.08, hiss, 0.35), 1200), sound.tone(300, 0.06, sound.triangle, 0.3, to=420)))
    out.wav("hit", sound.mix(sound.lowpass(sound.tone(3000, 0.14, hiss, 0.8), 2200), sound.tone(160, 0.14, sound.square, 0.3, to=60)))
    out.wav("hurt", sound.mix(sound.lowpass(sound.tone(1800, 0.18, hiss, 0.8), 1300), sound.tone(110, 0.2, sound.square, 0.35, to=45)))
    out.wav("clang", sound.mix(sound.tone(1320, 0.16, sound.triangle, 0.25), sound.tone(1870, 0.12, sound.square, 0.12), sound.tone(4000, 0.04, hiss, 0.3)))
    out.wav("block", sound.mix(sound.tone(420, 0.16, sound.triangle, 0.4, to=560), sound.tone(840, 0.1, sound.sine, 0.2)))
    out.wav("burn", sound.lowpass(sound.tone(2600, 0.3, hiss, 0.8, shape=sound.envelope(0.03, 0.1, 0.5, 0.15)), 1500))
    out.wav("heal", sound.echo(sound.arpeggio(["G4", "C5", "E5"], 0.07, wave=sound.sine, volume=0.4), 0.1, 0.3, 2))
    out.wav("gain", sound.arpeggio(["D4", "A4", "D5"], 0.05, wave=sound.pulse(0.25), volume=0.25))
    out.wav("curse", sound.arpeggio(["Eb4", "D4", "G3"], 0.07, wave=sound.pulse(0.125), volume=0.28))
    out.wav("shuffle", sound.sequence(*(sound.highpass(sound.tone(4200 + 300 * i, 0.035, hiss, 0.35), 1500) for i in range(7))))
    out.wav("turn", sound.tone(392, 0.22, sound.triangle, 0.35))
    out.wav("cursor", sound.tone(620, 0.04, sound.pulse(0.25), 0.2))
    out.wav("choose", sound.arpeggio(["C5", "G5"], 0.05, wave=sound.pulse(0.25), volume=0.28))
    out.wav("denied", sound.sequence(sound.tone(170, 0.07, sound.square, 0.22), sound.silence(0.02), sound.tone(140, 0.1, sound.square, 0.22)))
    out.wav("won", sound.echo(sound.sequence(
        sound.arpeggio(["D4", "F#4", "A4", "D5"], 0.09, wave=sound.pulse(0.25), volume=0.3),
        sound.mix(*(sound.tone(note, 0.6, sound.triangle, 0.22) for note in ("D4", "F#4", "A4", "D5")))), 0.15, 0.3, 2))
    out.wav("lost", sound.sequence(*(sound.tone(note, length, sound.triangle, 0.4) for note, length in
                                     (("A3", 0.22), ("G3", 0.22), ("F3", 0.22), ("D3", 0.7)))))


def add_music(out):
    lute = Instrument(sound.triangle, 0.32, sound.pluck)
    lead = Instrument(sound.pulse(0.25), 0.15, sound.envelope(0.02, 0.1, 0.6, 0.08), vibrato=0.006)
    bass = Instrument(sound.triangle, 0.34, sound.envelope(0.01, 0.08, 0.7, 0.06))
    # On the way.
    out.wav("music_road", song(96, [
        (lute, "E4 B4 G4 B4 E4 B4 G4 B4 | D4 A4 F#4 A4 D4 A4 F#4 A4 | C4 G4 E4 G4 C4 G4 E4 G4 | B3 F#4 D#4 F#4 B3 F#4 D#4 F#4"
               " | E4 B4 G4 B4 E4 B4 G4 B4 | G4 D5 B4 D5 G4 D5 B4 D5 | A4 E5 C5 E5 A4 E5 C5 E5 | B4 F#4 D#4 F#4 B3 D#4 F#4 A4"),
        (lead, ". . . . B4 - - - | A4 - F#4 - D4 - - - | E4 - G4 - C5 - B4 - | F#4 - - - - - . ."
               " | . . . . G4 - B4 - | D5 - - - B4 - G4 - | C5 - B4 - A4 - E4 - | F#4 - - - D#4 - - -"),
        (bass, "E2 - - - - - B2 - | D2 - - - - - A2 - | C2 - - - - - G2 - | B1 - - - - - F#2 -"
               " | E2 - - - - - B2 - | G2 - - - - - D3 - | A2 - - - - - E3 - | B1 - - - B2 - A2 -"),
    ], steps_per_beat=2))
    # In a fight.
    out.wav("music_fight", song(132, [
        (bass, "E2 E2 E3 E2 E2 E2 D3 E2 | C2 C2 C3 C2 C2 C2 B2 C2 | A1 A1 A2 A1 A1 A1 G2 A1 | B1 B1 B2 B1 B1 B1 A2 B1 x2"),
        (lead, "E4 - G4 - B4 - A4 G4 | E4 - G4 - C5 - B4 - | A4 - C5 - E5 - D5 C5 | B4 - - - F#4 - D#4 -"
               " | E5 - D5 B4 G4 - B4 - | C5 - B4 G4 E4 - G4 - | A4 - B4 C5 D5 - C5 - | B4 - A4 - F#4 - D#4 -"),
        (Instrument(sound.square, 0.08, sound.pluck), "B4 E4 G4 E4 x4 | C5 E4 G4 E4 C5 E4 G4 E4".replace(" x4 |", " B4 E4 G4 E4 |")),
        (Drums(0.32), "k h s h k k s h x8"),
    ], steps_per_beat=2))
    # Before the king.
    out.wav("music_boss", song(144, [
        (bass, "D2 D2 D2 D2 D3 D2 C3 D2 | Bb1 Bb1 Bb1 Bb1 Bb2 Bb1 A2 Bb1 | G1 G1 G1 G1 G2 G1 F2 G1 | A1 A1 A1 A1 C#3 A1 A2 E2 x2"),
        (lead, "D4 - - A4 - - F4 - | Bb4 - - A4 - - F4 - | G4 - Bb4 - D5 - C5 Bb4 | A4 - - - C#5 - E5 -"
               " | F5 - - E5 - - D5 - | D5 - - C5 - - Bb4 - | Bb4 - D5 - G5 - F5 D5 | E5 - C#5 - A4 - C#5 -"),
        (Instrument(sound.pulse(0.125), 0.09, sound.pluck), "D5 A4 F4 A4 D5 A4 F4 A4 | D5 Bb4 F4 Bb4 D5 Bb4 F4 Bb4 | D5 Bb4 G4 Bb4 D5 Bb4 G4 Bb4 | E5 C#5 A4 C#5 E5 C#5 A4 C#5"),
        (Drums(0.36), "k k s h k k s s x8"),
    ], steps_per_beat=2))
