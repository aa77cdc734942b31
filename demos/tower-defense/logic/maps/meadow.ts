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
    [["slug", 11, 0.82], ["ant", 16, 0.35, 3]],
    [["ant", 50, 0.19]],
    [["moth", 18, 0.49], ["strider", 18, 0.27, 3]],
    [["beetle", 19, 0.51], ["nurse", 6, 1.5, 2]],
    [["slug", 26, 0.42], ["nurse", 5, 1.6, 3]],
    [["moth", 32, 0.3], ["ant", 43, 0.19, 3]],
    [["stag", 1, 1], ["strider", 40, 0.18, 4]],
    [["beetle", 43, 0.26], ["nurse", 13, 0.77, 2]],
    [["slug", 38, 0.28], ["moth", 38, 0.25, 4]],
    [["ant", 168, 0.06], ["nurse", 16, 0.62, 2]],
    [["stag", 3, 5], ["beetle", 42, 0.26, 4], ["moth", 42, 0.23, 6]],
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
