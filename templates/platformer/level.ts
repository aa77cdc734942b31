/** The level, drawn in letters: # ground, o a coin, ^ spikes, @ the start, ! the flag. */

export const TILE = 16;

export const LEVEL = [
  "                                                                ",
  "                                                                ",
  "                                                                ",
  "                             o o                                ",
  "                            #####                               ",
  "                  o                     o   o                   ",
  "                 ###                   ##   ##                  ",
  "          o            o                             o          ",
  "         ###          ###                           ###         ",
  "     o                         o                              ! ",
  "    ###       o        ^^     ###   ^^   o              o  ######",
  " @          #####     ####         ####  ##      ####   ####### ",
  "#################   ########   ########  ##  ##   ##   #########",
  "#################   ########   ########  ##  ##   ##   #########",
];
