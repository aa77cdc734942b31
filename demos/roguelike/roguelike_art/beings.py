"""Who moves: the lamplighter and all who live below. They look to the right; two pictures of each, one breathed in."""

import math

from assets import Canvas

HERO = """
    ....TTTT......
    ...TaaaTT.....
    ..TaaTTTTT....
    ..TaTssssT....
    ..TTs0ss0T....
    ..TTsssssT....
    ...TTsttT...k.
    ..TaOOOOTT.kk.
    .TaaTTTTTTsk..
    .TaTTTTTTTs444
    .TaTTTTTTT.yOy
    .TTTTaTTTT.OwO
    ..TTTaTTTT.yOy
    ..TTTTTTTT.444
    ...kk..kk.....
"""

RAT = """
    .........F....
    .t......FFF...
    t....4445545..
    t..4455555505.
    t.445555544555
    .t44554444445F
    ..t4445444444.
    ...4444444....
    ...3.3.3.3....
"""

BAT_UP = """
    vP.....
    vvP....
    vvvP.P.
    .vvvPvP
    .PvvvvR
    ..P.Pvv
    .....P7
    ......P
"""

BAT_DOWN = """
    .......
    .....P.
    ....PvP
    .PvvvvR
    PvvvPvv
    vvP..P7
    vP....P
    v......
"""

SLINGER = """
    .G....GGG.....
    .GG..GlGGG..G.
    ..GGGlGGGGGGG.
    ...GGlGGGGGG..
    ....Gy0Gy0G...
    ....GGGGGGG...
    .....G777G..t.
    ....okkkko.t.t
    ...Goobooot..t
    ..GGobooooG..t
    ..G.ooooo.G.55
    ....kkkkk...54
    ....b...b.....
"""

SLIME = """
    .....llll.....
    ...llllGGGl...
    ..lllGGGGGGg..
    ..llGGGGGGGGg.
    .lllG0GGG0GGg.
    .lGGG0GGG0GGgg
    .lGGGGGGGGGGgg
    lGGGGGG00GGGgg
    lGGGGGGGGGGggg
    .gggggggggggg.
"""

SKELETON = """
    ...77777......
    ..7777776.....
    ..7007006.....
    ..7007006.....
    ..7770776.....
    ...76767......
    ....66........
    .6.777776.6...
    .67.6.6.66.6..
    .6.77777..6...
    .6...7....6...
    ....666..7....
    ...6...6......
    ...6...6......
    ...66..66.....
"""

BONES = """
    ...777........
    ..70707..6....
    ..77777.6...6.
    6..757.666666.
    .66..6...6.6..
    6.666666.6..66
"""

THIEF = """
    .....333......
    ....32223.....
    ...3222266....
    ...32y266.OO..
    ...3222667OO..
    ....322666....
    ..A.36666.....
    .AA3366663....
    .AB32666623...
    .ABB326623.y..
    ..BB3.66...yO.
    ...B..o.o.....
    ..B...o.o.....
    .....oo.oo....
"""

SPIDER = """
    ..t....
    .t.t...
    t..t...
    t...tbb
    ..t.bbt
    .t.tbtt
    .t.bkbb
    t.t.bbb
    t..tbbb
    ..t.bRb
    .t...b7
    .t.....
"""

CHEST = """
    .bttttttttttb.
    bsssttttttttbb
    bsttttttttttbb
    bttttttttttttb
    OOOOOOyyOOOOOO
    bkkkkkyOkkkkkb
    bstttttOtttttb
    bstttttttttttb
    bttttttttttttb
    OkkkkkkkkkkkkO
"""

MIMIC = """
    .bttttttttttb.
    bsstyyttyyttbb
    bstty0tt0yttbb
    OOOOOOOOOOOOOO
    k7k7k7k7k7k7kk
    mmmmmmmmmmmmmm
    mRRRmmmmmmmmmm
    .mcRRRmmmmmmm.
    .7m7cRR7m7m7m.
    OOOOOcRROOOOOO
    bkkkkkcRkkkkkb
    bstttttOtttttb
    bttttttttttttb
    OkkkkkkkkkkkkO
"""

SHAMAN = """
    ....s..s......
    ....ss.ss..f..
    ...666666.fVf.
    ..66666666.f..
    ..60066006.k..
    ..66666666.k..
    ...660066..k..
    ...g6666g.Gk..
    ..gGGGGGGGGk..
    ..gGGGlGGg.k..
    ..gGGlGGGg.k..
    .gGGGGlGGGgk..
    .gGGGlGGGGgk..
    .gpgpgpgpgp...
"""

OGRE = """
    ......ttttt.......
    .....tssttttb.....
    .....tsttttbb.....
    .....t0tt0tbb.....
    .....tttttttb.....
    .....77tt77bb.....
    ..ttt.tttttb.ttb..
    .tsstttttttttttbb.
    .tsttssttttttttbb.
    .tttbtsttttbbbttb.
    .ttbbtttttttbbttb.
    .ttbkkkkkkkkkbttb.
    .tt.brrrrrrrb.ttb.
    ..t.brrRrrrrb.tb..
    ...bbttbbbttbb....
    ....tttb.tttb.....
    ....tttb.tttb.....
    ...bbbbb.bbbbb....
"""

WRAITH = """
    .....iiii.....
    ....iSSSSi....
    ...iSAAAASi...
    ...iA7AA7Ai...
    ..iSA0AA0ASi..
    ..iSAAAAAASi..
    .iSSAA00AASSi.
    .iSS.AAAA.SSi.
    .i.SAAAAAAS.i.
    ...SAAAAAAS...
    ...iSAASAASi..
    ....SAS.SAi...
    ....iS...S....
    .....i........
"""

KING = """
    .....O..O..O..O.....
    .....Oy.Oy.yO.O.....
    .....OOOOyOOOOO.....
    .....uRuuVuuRuu.....
    ....vv11111111vv....
    ...vv1111111111vv...
    ...vV1ff1111ff1Vv...
    ...vV1f711117f1Vv...
    ...vV1111111111Vv...
    ..vvVv11111111vVvv..
    .vvVVvv111111vvVVvv.
    .vV566vv1111vv665Vv.
    vvV5665vvvvvv5665Vvv
    vvV4554vvOOvv4554Vvv
    vvvP44PvvOyvvP44Pvvv
    vvvPPPPvvvvvvPPPPvvv
    .vvvPPPvvvvvvPPPvvv.
    .vVvvPPvvvvvvPPvvVv.
    ..vVvPPvvvvvvPPvVv..
    ..vVvvPPvvvvPPvvVv..
    ..vvVvPPPPPPPPvVvv..
    ...vPvPvPvPvPvPvPv..
"""


def breathing(canvas, waist):
    """The picture with everything above a row moved down by one pixel."""
    result = canvas.copy()
    result.rect(0, 0, canvas.width, waist + 1, ".")
    return result.blit(canvas.cropped(0, 0, canvas.width, waist), 0, 1)


def being(atlas, name, *frames):
    """Adds the frames of somebody, and a white shape of the first, which flashes when he is hit."""
    pictures = [frame.outlined() for frame in frames]
    atlas.add_frames(name, pictures)
    atlas.add(f"{name}_flash", pictures[0].silhouette("white"))


def simple(atlas, name, drawing, waist):
    canvas = Canvas.from_map(drawing)
    being(atlas, name, canvas, breathing(canvas, waist))


def squashed(canvas, fill_rows=1):
    """Lower and wider: how jelly waits."""
    result = Canvas(canvas.width + 2, canvas.height)
    for y in range(canvas.height):
        source = max(0, y - fill_rows)
        row = canvas.cropped(0, source if y < 5 else y, canvas.width, 1)
        if y >= fill_rows:
            wide = y >= canvas.height - 3
            if wide:
                result.blit(row, 0, y).blit(row, 2, y)
            else:
                result.blit(row, 1, y)
    return result


def wisp(phase):
    canvas = Canvas(14, 16)
    for index, (fill, share) in enumerate((("red", 1.0), ("orange", 0.8), ("amber", 0.58), ("yellow", 0.34))):
        tall, wide = 15 * share, 12 * share
        for y in range(int(tall)):
            along = y / tall
            half = wide / 2 * math.sin(math.pi * min(1.0, 0.28 + along * 0.72)) ** 0.8
            sway = math.sin(phase + along * 4) * 1.6 * along
            for x in range(14):
                if abs(x + 0.5 - 7 - sway) < half:
                    canvas.set(x, 14 - y - index, fill)
    return canvas.rect(5, 8, 1, 2, "ink").rect(8, 8, 1, 2, "ink").rect(6, 11, 2, 1, "rust")


def ogre(raised):
    canvas = Canvas(24, 24).blit(Canvas.from_map(OGRE), 1, 5)
    if raised:
        canvas.rect(16, 8, 3, 6, "tan").rect(18, 8, 1, 6, "brown")
        canvas.polygon([(16, 9), (19, 9), (23, 0), (17, 0)], "brown").line(18, 8, 18, 1, "tan").set(20, 2, "fog").set(18, 4, "fog")
    else:
        canvas.polygon([(17, 17), (20, 16), (24, 24), (19, 24)], "brown").line(18, 17, 20, 23, "tan").set(21, 21, "fog")
    return canvas


def add(atlas):
    simple(atlas, "hero", HERO, 8)
    simple(atlas, "rat", RAT, 5)
    being(atlas, "bat", Canvas.from_map(BAT_UP).with_mirror(), Canvas.from_map(BAT_DOWN).with_mirror())
    simple(atlas, "slinger", SLINGER, 8)
    slime = Canvas.from_map(SLIME)
    being(atlas, "slime", slime.padded(1, 0, 1, 0), squashed(slime))
    simple(atlas, "skeleton", SKELETON, 8)
    atlas.add("bones", Canvas.from_map(BONES).outlined())
    simple(atlas, "thief", THIEF, 7)
    spider = Canvas.from_map(SPIDER).with_mirror()
    being(atlas, "spider", spider, breathing(spider, 6))
    atlas.add("chest", Canvas.from_map(CHEST).outlined())
    mimic = Canvas.from_map(MIMIC)
    being(atlas, "mimic", mimic, breathing(mimic, 4))
    being(atlas, "wisp", *(wisp(phase) for phase in (0.0, 2.1, 4.2)))
    simple(atlas, "shaman", SHAMAN, 8)
    low = ogre(False)
    being(atlas, "ogre", low, breathing(low, 12))
    atlas.add("ogre_raised", ogre(True).outlined())
    wraith = Canvas.from_map(WRAITH)
    being(atlas, "wraith", wraith.translucent(225), breathing(wraith, 7).translucent(225))
    king = Canvas.from_map(KING)
    being(atlas, "king", king, breathing(king, 11))
