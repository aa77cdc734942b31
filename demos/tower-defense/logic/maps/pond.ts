import type { MapText } from "../map.ts";

export const POND: MapText = {
  name: "Moonlit Pond",
  says: "Night. Paths through two clearings",
  theme: "night",
  gold: 240,
  growth: 1.115,
  waves: [
    [["ant", 10, 1]],
    [["strider", 8, 0.7], ["ant", 8, 0.8, 3]],
    [["moth", 6, 1.4]],
    [["beetle", 8, 1.22]],
    [["slug", 8, 1.22], ["strider", 10, 0.4, 4]],
    [["ant", 39, 0.25]],
    [["moth", 14, 0.64], ["nurse", 4, 1.5, 2]],
    [["beetle", 15, 0.73], ["nurse", 4, 2.25, 2]],
    [["strider", 45, 0.19]],
    [["stag", 1, 1], ["moth", 17, 0.53, 4]],
    [["slug", 22, 0.55], ["nurse", 7, 1.43, 2]],
    [["beetle", 30, 0.43], ["strider", 27, 0.26, 4]],
    [["moth", 44, 0.25]],
    [["ant", 126, 0.09], ["nurse", 13, 0.92, 2]],
    [["slug", 31, 0.36], ["beetle", 26, 0.42, 4]],
    [["stag", 3, 4], ["nurse", 14, 0.86, 3], ["strider", 46, 0.17, 6], ["moth", 32, 0.31, 9]],
  ],
  picture: `
    tttttttttttttttttttt
    t.......tt......t..t
    S###,,,,..~~~......t
    t..,,,,,,.~~~~.....t
    t..,,,,,,.~~~~~.t..t
    t..,,,,,,..~~~~....t
    tt.,,,,,,.......o..t
    t...,,,,....,,,,...t
    t.o...######,,,,,..t
    t....t.....,,,,,,..t
    t.~~~......,,,,,,..t
    t.~~~~..t..,,,,,,..t
    t..~~~~....,,,,,###H
    t..~~~~.........t..t
    t....~~..t.........t
    tttttttttttttttttttt
  `,
};
