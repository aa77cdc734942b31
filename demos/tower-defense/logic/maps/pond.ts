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
    [["slug", 12, 0.81], ["strider", 15, 0.27, 4]],
    [["ant", 58, 0.17]],
    [["moth", 21, 0.43], ["nurse", 6, 1, 2]],
    [["beetle", 22, 0.5], ["nurse", 6, 1.5, 2]],
    [["strider", 68, 0.13]],
    [["stag", 1, 1], ["moth", 26, 0.35, 4]],
    [["slug", 33, 0.37], ["nurse", 10, 1, 2]],
    [["beetle", 45, 0.29], ["strider", 40, 0.18, 4]],
    [["moth", 66, 0.17]],
    [["ant", 189, 0.06], ["nurse", 20, 0.6, 2]],
    [["slug", 46, 0.24], ["beetle", 39, 0.28, 4]],
    [["stag", 3, 4], ["nurse", 21, 0.57, 3], ["strider", 69, 0.11, 6], ["moth", 48, 0.21, 9]],
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
