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
    [["strider", 9, 0.7]],
    [["beetle", 5, 1.6]],
    [["slug", 6, 1.4], ["ant", 8, 0.6, 3]],
    [["ant", 34, 0.27]],
    [["moth", 12, 0.8], ["strider", 14, 0.4, 3]],
    [["beetle", 15, 0.7], ["nurse", 4, 2, 2]],
    [["slug", 20, 0.5], ["nurse", 4, 2, 3]],
    [["moth", 28, 0.35], ["ant", 43, 0.2, 3]],
    [["stag", 1, 1], ["strider", 40, 0.2, 4]],
    [["beetle", 40, 0.28], ["nurse", 12, 0.8, 2]],
    [["slug", 38, 0.28], ["moth", 38, 0.25, 4]],
    [["ant", 170, 0.06], ["nurse", 16, 0.6, 2]],
    [["stag", 4, 4], ["beetle", 42, 0.26, 4], ["moth", 46, 0.2, 6]],
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
