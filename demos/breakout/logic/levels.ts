/**
 * The levels, drawn with letters: r o y g b v are colors, s stone (two hits), # steel (never breaks), * a bomb,
 * ? a gift, and . a gap. bricks.ts knows the letters. Change one while the game runs and save.
 */

/** A level as its author writes it. */
export interface Level {
  readonly name: string;
  /** The picture behind it: one of the backdrops that assets.py paints. */
  readonly backdrop: "dusk" | "reef" | "ember" | "aurora";
  readonly rows: readonly string[];
}

export const LEVELS: readonly Level[] = [
  {
    name: "First light",
    backdrop: "dusk",
    rows: [
      "................",
      "..rrrr?rr?rrrr..",
      "..oooooooooooo..",
      "..yy*yyyyyy*yy..",
      "..gggggggggggg..",
      "..bbbb*..*bbbb..",
    ],
  },
  {
    name: "Checkers",
    backdrop: "dusk",
    rows: [
      "r.r.r.r??r.r.r.r",
      ".o.o.o.oo.o.o.o.",
      "y.y.y.y**y.y.y.y",
      ".g.g.g.gg.g.g.g.",
      "b.b.b.b??b.b.b.b",
      ".v.v.v.vv.v.v.v.",
      "s.s.s.s..s.s.s.s",
    ],
  },
  {
    name: "The little fish",
    backdrop: "reef",
    rows: [
      "......bbbb......",
      "b...bbggggbb....",
      "bb.bggyyyyggb...",
      "bbbggyyooyy*gb..",
      "b?bgyyoooos#sgb.",
      "bbbggyyooyysggb.",
      "bb.bggyyyyggb...",
      "b...bbggggbb....",
      "......bbbb......",
    ],
  },
  {
    name: "Two towers",
    backdrop: "dusk",
    rows: [
      ".s.s.s....s.s.s.",
      ".sssss....sssss.",
      "..rrr..??..rrr..",
      "..o*o..vv..o*o..",
      "..yyy..vv..yyy..",
      "..g?g..vv..g?g..",
      "..bbb..**..bbb..",
      ".vvvvvvvvvvvvvv.",
    ],
  },
  {
    name: "Pearl diver",
    backdrop: "reef",
    rows: [
      "#..............#",
      "#.bbbbbbbbbbbb.#",
      "#.b?........?b.#",
      "#.b.vvvvvvvv.b.#",
      "#.b.v*rrrr*v.b.#",
      "#.b.vrssssrv.b.#",
      "#.b.vvvvvvvv.b.#",
      "#.b..........b.#",
      "#.bbbb....bbbb.#",
    ],
  },
  {
    name: "Powder room",
    backdrop: "ember",
    rows: [
      "oooooooooooooooo",
      "o*o*o*o??o*o*o*o",
      "rrrrrrrrrrrrrrrr",
      "s.s.s.s..s.s.s.s",
      "yyyyyyy..yyyyyyy",
      "y*yyy*y??y*yyy*y",
      "yyyyyyy..yyyyyyy",
    ],
  },
  {
    name: "The heart",
    backdrop: "ember",
    rows: [
      "...rrr....rrr...",
      "..rrrrr..rrrrr..",
      ".rroorrrrrroorr.",
      ".roo*orrrro*oor.",
      ".rroooo??oooorr.",
      "..rroooooooorr..",
      "...rrooyyoorr...",
      "....rroyyorr....",
      ".....rrssrr.....",
      "......rssr......",
    ],
  },
  {
    name: "Northern lights",
    backdrop: "aurora",
    rows: [
      "v.......??.....v",
      "gv....vvggv...vg",
      "ggv..vggggg*.vgg",
      "bggvvggbbbggvggb",
      "bbg*ggbb..bgggbb",
      ".bbgbbb....bbbb.",
      "..bb.........b..",
      "s..s..s..s..s..s",
    ],
  },
  {
    name: "The gate",
    backdrop: "aurora",
    rows: [
      "ssssssssssssssss",
      "s?yyyy.**.yyyy?s",
      "s.yggy....yggy.s",
      "s.yggy.ss.yggy.s",
      "s.yyyy.ss.yyyy.s",
      "s......ss......s",
      "##.##.####.##.##",
      "rr.rr......rr.rr",
      "oo.oo..??..oo.oo",
    ],
  },
  {
    name: "The crown",
    backdrop: "ember",
    rows: [
      "y......yy......y",
      "yy....yrry....yy",
      "yoy..yoo*oy..yoy",
      "yooyyoooooo*yooy",
      "yo*oooosrosoo*oy",
      "yoooossrrssooooy",
      "yssssssssssssssy",
      "y?ryr?ryyr?ryr?y",
      "yyyyyyyyyyyyyyyy",
      "##.##.#..#.##.##",
    ],
  },
];
