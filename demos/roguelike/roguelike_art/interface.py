"""Panels, signs and titles."""

from assets import Canvas, logo

SIGNS = {
    "heart": ".RR.RR.\nRcRRRRR\nRRRRRRr\nRRRRRRr\n.RRRRr.\n..RRr..\n...r...",
    "poison": "..lll..\n.lGGGl.\nlG0G0Gl\nlGGGGGl\n.lG0Gl.\n..lGl..\n..lll..",
    "burn": "...o...\n..oo...\n.oOo.o.\n.oOOoo.\noOyOOoo\noOyyOo.\n.oyyo..",
    "stun": "...y...\n.y.y.y.\n..yyy..\nyyy7yyy\n..yyy..\n.y.y.y.\n...y...",
    "haste": "S..S...\nSS.SS..\niSSiSS.\niiSiiSS\niSSiSS.\nSS.SS..\nS..S...",
    "might": "...c...\n..cRc..\n.cRRRc.\ncRRRRRc\n..RRR..\n..RRR..\n..rrr..",
    "farsight": "..yyy..\n.y777y.\ny7A0A7y\ny70007y\ny7A0A7y\n.y777y.\n..yyy..",
    "gloom": "..vvv..\n.v111v.\nv1V1V1v\nv11111v\nv1VVV1v\n.v111v.\n..vvv..",
    "pack": "...tt...\n..t..t..\n.tttttt.\ntstttttb\ntttOOttb\nbkkOOkkb\nttttttbb\n.bbbbbb.",
    "map": "www..www\nwssswssw\nwsGswsgw\nwGGswAsw\nwsGswAAw\nwsssRsAw\nwssswssw\nwww..www",
    "boot": "..tt....\n..ttt...\n..ttt...\n..ttb...\n..tttt..\n.ttttttt\n.bbbbbbb\n.k.k.k.k",
    "moon": "..yyy...\n.yyO....\nyyO.....\nyyO.....\nyyO....y\n.yyO..yy\n.yyyyyO.\n...OOO..",
    "eye": "........\n..iiii..\n.i7AA7i.\ni7A00A7i\n.i7AA7i.\n..iiii..\n........",
    "gear": "..5..5..\n.555555.\n55644655\n.54..45.\n.54..45.\n55644655\n.555555.\n..5..5..",
    "shield": "55555555\n5iSSSSB5\n5SSSSBB5\n5SSSSBB5\n5SSSBBB5\n.5SSBB5.\n..5BB5..\n...55...",
    "coin": "..yyy..\n.yOOOo.\nyOyOOOo\nyOyOOOo\nyOyOOOo\n.oOOOo.\n..ooo..",
}


def add(atlas):
    for name, rows in SIGNS.items():
        atlas.add(f"sign_{name}", Canvas.from_map(rows.replace(" ", "")).outlined())
    panel = Canvas(24, 24).round_rect(0, 0, 24, 24, "ink", 3).round_rect(1, 1, 22, 22, "slate", 3)
    atlas.add("panel", panel.round_rect(2, 2, 20, 20, "night", 2))
    hot = Canvas(24, 24).round_rect(0, 0, 24, 24, "ink", 3).round_rect(1, 1, 22, 22, "amber", 3)
    atlas.add("panel_hot", hot.round_rect(2, 2, 20, 20, "dusk", 2))
    slot = Canvas(22, 22).round_rect(0, 0, 22, 22, "ink", 2).round_rect(1, 1, 20, 20, "dusk", 2)
    atlas.add("slot", slot.round_rect(2, 2, 18, 18, "night", 1))
    chosen = Canvas(22, 22).round_rect(0, 0, 22, 22, "ink", 2).round_rect(1, 1, 20, 20, "yellow", 2)
    atlas.add("slot_hot", chosen.round_rect(2, 2, 18, 18, "dusk", 1))
    atlas.add("alert", Canvas.from_map("yy\nyy\nyy\nyO\n..\nyO").outlined("maroon"))
    atlas.add("zed", Canvas.from_map("iiii\n..i.\n.i..\niiii").outlined("navy"))
    atlas.add("title", logo("Dawnstone", ("white", "yellow", "amber", "orange"), edge="maroon", depth=4))
    atlas.add("dead", logo("Your lamp is out", ("fog", "steel", "slate"), edge="night", size=1, depth=2))
    atlas.add("won", logo("It dawns", ("white", "yellow", "amber"), edge="rust", size=2, depth=3))
    atlas.add("paused", logo("Paused", ("white", "yellow", "amber"), edge="maroon", size=1, depth=2))
