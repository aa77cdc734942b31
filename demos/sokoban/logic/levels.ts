// The levels, in the order of play: six in each of four places. level.ts explains the signs. Each comes with a
// solution, small letters for steps and capitals for pushes, that the tests play through; it has as few pushes as
// possible, its length is the level's par, and the game shows it to who asks.

import { type Level, parseLevel } from "./level.ts";

/** Where a level is set: its tiles, its backdrop. */
export type Place = "cellar" | "garden" | "harbour" | "tower";

export interface Stage {
  readonly level: Level;
  readonly place: Place;
  readonly solution: string;
}

function stage(place: Place, name: string, rows: readonly string[], solution: string): Stage {
  return { level: parseLevel(name, rows), place, solution };
}

export const STAGES: readonly Stage[] = [
  stage("cellar", "First Push", [
    "########",
    "#      #",
    "#@ $  .#",
    "#      #",
    "########",
  ], "rRRR"),
  stage("cellar", "Round the Corner", [
    "#######",
    "#     #",
    "# $   #",
    "#@ #  #",
    "#   . #",
    "#     #",
    "#######",
  ], "uRRurDD"),
  stage("cellar", "Two Lamps", [
    "########",
    "#  .   #",
    "# $#$  #",
    "#   @ .#",
    "#      #",
    "########",
  ], "llUluRddrrruulDrddlluRR"),
  stage("cellar", "Keg Row", [
    "##########",
    "# @      #",
    "# ##$### #",
    "# $ ...  #",
    "#####$## #",
    "    #    #",
    "    ######",
  ], "lddRRRRlllluurrrDurrrrddddlllU"),
  stage("cellar", "Pantry Door", [
    "#########",
    "#@  #   #",
    "# $$#.  #",
    "#   $.  #",
    "#   #.  #",
    "#####   #",
    "    #####",
  ], "rDlddrruRRdrUruLdllldlluRRRRdrruulDrdLulllluurDldRR"),
  stage("cellar", "The Stair", [
    "#####",
    "#   ##",
    "#  $ ##",
    "## $  ##",
    " ##@*  ##",
    "  ## .  #",
    "   ##  .#",
    "    #####",
  ], "RuuLrdrDulululldRdRdrdRulluluurDrDrdrDulululldRdRdrdRulluluurDrD"),
  stage("garden", "Hedge Gate", [
    "    ####",
    " ####  ####",
    " #  # @#  #",
    "##$       ##",
    "#  $    .  #",
    "#   #  #.  #",
    "############",
  ], "ddllLdlluRRuulDrdRldlluRurrdRullldRurrdRullldRurrdRullldRRurrDulldR"),
  stage("garden", "Beanstalk", [
    " ####",
    " #@ #",
    " #$ #",
    "## $##",
    "#  $ #",
    "#   .#",
    "# ##.#",
    "#   .#",
    "######",
  ], "DDDldddrrruuuLUdrdddllluuuRldRRluurDuluurDlddrrDDuulluurDlddRluurDrDulldR"),
  stage("garden", "Weather Vane", [
    "  ######",
    "  #    #",
    "###@## ###",
    "#  $   ..#",
    "#  $     #",
    "#  ####  #",
    "####  ####",
  ], "urrrdddllLUllddrUluRRRdrruuulllDurrrdddlluRdllluRdrruRdllluRdrruRdllluRR"),
  stage(
    "garden",
    "Topiary",
    [
      " #######",
      " #     ##",
      " #$# #  #",
      "##  .   ##",
      "#  #.#   #",
      "# $$.  # #",
      "##@ #    #",
      " #########",
    ],
    "URRuullDldRuurrddRluullddRRuuuullDDDldRuurrrrrdrddllUUruLuullddddRdrrruululLruulldDllddRluurrrrrdrdd" +
      "llUUruLL",
  ),
  stage("garden", "The Mill", [
    "##########",
    "#        #",
    "# $ $@ $ #",
    "####  ####",
    " #     .#",
    " #     .#",
    " ## .  ##",
    "  ######",
  ], "ulllldRurrDulldRRurDurrrdLulldlDurDuurrdLulDldDRluurDDRllDRR"),
  stage(
    "garden",
    "Beehive",
    [
      " #####",
      "##   ##",
      "# $ $ #",
      "# @$#.#",
      "# # ..#",
      "#     #",
      "##   ##",
      " #####",
    ],
    "lddrrurruuLullDRDDrruuLulDDulldddrRlluuurrdDuulldRurDllddrdrrUdlluRlluurrDRlullddrdrrUrUdldlluluurrd" +
      "RddlluRdrU",
  ),
  stage(
    "harbour",
    "Gangway",
    [
      "######",
      "#    #####",
      "# ##$    #",
      "# .. ##$ #",
      "# ..$@ $ #",
      "#    #####",
      "######",
    ],
    "LullluurrrDulllddrddrUluluurrrdrrrrddLLLLrrrruullllDLruullldddrdrUlluuurrrdrrrrddlllLuurrrDulllddLru" +
      "urrrrddLLLL",
  ),
  stage("harbour", "Cargo Hold", [
    "  ######",
    "###    ###",
    "#  $## $ #",
    "# ..  .. #",
    "#  $##$  #",
    "### @  ###",
    "  ######",
  ], "rrUruLLLLrrruulllDllddrUluRdRRRRuulllDurrrdddrruuLrddllullLuurrrDrrddlldlllU"),
  stage("harbour", "Rudder", [
    "##### #####",
    "#   # #@  #",
    "#  $###   #",
    "#   $     #",
    "## $  .  ##",
    " ##   ..##",
    "  #######",
  ], "ddllLLrddlUlURlluurDurDDulldRdRluurDRRRdrruulDlllDulldRRRurrDulldlldRR"),
  stage(
    "harbour",
    "High Tide",
    [
      "  #####",
      "### @ ####",
      "# $$#    #",
      "# # .. # #",
      "#   .. $ #",
      "## # ##$##",
      " #      #",
      " ########",
    ],
    "lDDrdddlluuluuRlddrddrruuuruullDllddrRlluurrDullddrddrruUruuullddRdddlluuRlddrruUrruurrddLLLruululld" +
      "ddlddrrrrrUdllllluuruuurrdrrrddLL",
  ),
  stage(
    "harbour",
    "Slipway",
    [
      "######",
      "#  @.#",
      "# $$$##",
      "##    ##",
      " ## $  ##",
      "  ##    ##",
      "   ##  . #",
      "    #  ..#",
      "    ######",
    ],
    "DulldRdRdRdrruLuLULulldRdRdRluluurDrDrDululldRdRdRluluurDrDrDululldRdRdRluluurDrDDuulldRurDlddRRlluu" +
      "rDldR",
  ),
  stage("harbour", "The Crane", [
    "     #####",
    "     #.  #",
    "  ####.  #",
    "###   .  #",
    "# $$     #",
    "#  $  @# #",
    "#   ######",
    "#   #",
    "#####",
  ], "llLdlluRRRuulDDlluRRdrUluRRdrUUdddLulldlddrUUluRRurrddlUluRdrUddlLullddrUluRdrUluRR"),
  stage("tower", "Spiral Stair", [
    " #####",
    " #   #",
    "##$$@###",
    "#  $#  #",
    "#  $   #",
    "#     ##",
    "#    ..#",
    "##   ..#",
    " #######",
  ], "ullDDDuuurrdLulDDlddRluurDRluurDldDRluurDDDrruuLrddlluluurDrDulldRRurDlllldRdRRRllluurrDRullldRRldR"),
  stage(
    "tower",
    "The Dome",
    [
      "   #####",
      " ###   ###",
      " #  $. $ #",
      "##  #.# @##",
      "#  . .$.  #",
      "##  # #  ##",
      " #  $  $ #",
      " ###   ###",
      "   #####",
    ],
    "uLLulDDDlluuRlddrrRllluururrdrrdddlUllllddRdrruLUUllddRdrUUdlluuuururrdrrddllLrrruulDululldlddddrruu" +
      "LrddlluluuurrurrdrrddddLLdlUU",
  ),
  stage(
    "tower",
    "Orrery",
    [
      "###### ####",
      "#    # #  #",
      "#    ###  #",
      "#      $$ #",
      "##  #    ##",
      "# .#   #$#",
      "#  .@ .  #",
      "##########",
    ],
    "ururrrULLrrruulDrdLdlluLLLulDrrrrdrruLLLLulldDuurrdLdlDururrrdddrrUUUruulDrdLLdllulldldldRRRuruulull" +
      "DrrrdrruLLLulldDuurrdLdlDldRuuruulDDurrrddldR",
  ),
  stage(
    "tower",
    "Clockwork",
    [
      "  #########",
      "  #  #    #",
      "###   $   #",
      "# $ $ # @ #",
      "#  #  ##. #",
      "#  $ # *.##",
      "#     ..##",
      "#########",
    ],
    "ulLLLrddlddlluuluRdddrruuruulDDDLdlluuurRldlddrrururuululDrrddlUddldlluuurRuRRRRurDlllddlUluRRRurrdD" +
      "uulldRdrDuruulDDullldllldldRRdRRRllluluurrdDldRR",
  ),
  stage(
    "tower",
    "Wings of Brass",
    [
      "    ####",
      "   ##  ##",
      "####  $@####",
      "#  #  $ #  #",
      "# $##  ##..#",
      "#    $ $...#",
      "#   #  #   #",
      "############",
    ],
    "LulDDurrdLddLLLrrrRRdrUlllllldlluRRlluurDlddrruRRRRRRlllllldlluRRRRRuuulldRDrdLuuurDlddLLrrrRRdrrUdl" +
      "luRlllluurDldRRRllllldlluRRRRRR",
  ),
  stage(
    "tower",
    "The Great Lens",
    [
      "###########",
      "#      #..#",
      "#  $ #  +.#",
      "##  #     #",
      " #$$$     #",
      " #      ###",
      " ########",
    ],
    "llulldLurrrddddllllUdrURdrruuuulldlDuulldRurDurrrddddlllluUddrruRdllluRRdrrruuululldlDuulldRurDldddr" +
      "rrrUdlluRuRurrddlUluRdrUddldllllluRRlluurDlddrrrrUdlluRuRurrddlUluRRdrUddlldllllluRRdrrUdlluRuRurrdd" +
      "lUluRRddldlUluRdrUluR",
  ),
];
