import type { MapText } from "../map.ts";

export const MEADOW: MapText = {
  name: "Open Meadow",
  says: "No path: your towers make the maze",
  theme: "meadow",
  gold: 240,
  growth: 1.1,
  waves: [
    [["ant", 8, 1.1]],
    [["ant", 14, 0.7]],
    [["strider", 10, 0.6]],
    [["beetle", 7, 1.29]],
    [["slug", 7, 1.29], ["ant", 10, 0.56, 3]],
    [["ant", 31, 0.31]],
    [["moth", 11, 0.8], ["strider", 11, 0.44, 3]],
    [["beetle", 12, 0.8], ["nurse", 4, 2.25, 2]],
    [["slug", 16, 0.69], ["nurse", 3, 2.67, 3]],
    [["moth", 20, 0.48], ["ant", 27, 0.3, 3]],
    [["stag", 1, 1], ["strider", 25, 0.28, 4]],
    [["beetle", 27, 0.41], ["nurse", 8, 1.25, 2]],
    [["slug", 24, 0.45], ["moth", 24, 0.4, 4]],
    [["ant", 105, 0.1], ["nurse", 10, 1, 2]],
    [["stag", 3, 5], ["beetle", 26, 0.42, 4], ["moth", 26, 0.37, 6]],
  ],
  picture: `
    tttttttttttttttttttt
    t,,,,,,,,,,,,,,,,,,t
    t,,,,,,,,,,,,,,,,,,t
    t,,,,o,,,,,,,,,,,,,t
    t,,,,,,,,,,,,,,,,,,t
    t,,,,,,,,,,,,,o,,,,t
    t,,,,,,,,,,,,,,,,,,t
    S,,,,,,,,t,,,,,,,,,H
    S,,,,,,,,,,,,,,,,,,H
    t,,,,,,,,,,,,,,,,,,t
    t,,,o,,,,,,,,,,,,,,t
    t,,,,,,,,,,,,,t,,,,t
    t,,,,,,,,o,,,,,,,,,t
    t,,,,,,,,,,,,,,,,,,t
    t,,,,,,,,,,,,,,,,,,t
    tttttttttttttttttttt
  `,
};
