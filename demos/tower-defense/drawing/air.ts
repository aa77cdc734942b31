/** What is in the air of each place: pollen, leaves, petals, fireflies. */

import type { ParticleOptions } from "@arcane/runtime/particles";
import { withAlpha } from "@arcane/runtime/rendering";
import type { Theme } from "../logic/map.ts";
import { COLORS } from "./art.ts";

export const AIR: Readonly<Record<Theme, ParticleOptions>> = {
  garden: {
    rate: 2,
    lifetime: [4, 7],
    speed: [3, 12],
    gravityX: 1.5,
    size: [1, 1.6],
    color: withAlpha(COLORS.yellow, 0.8),
    endColor: withAlpha(COLORS.yellow, 0),
    radius: 210,
  },
  orchard: {
    rate: 2.4,
    lifetime: [4, 6],
    speed: [10, 26],
    direction: Math.PI * 0.4,
    spread: 0.8,
    size: [2, 3],
    spin: [-4, 4],
    color: COLORS.amber,
    endColor: withAlpha(COLORS.orange, 0),
    radius: 210,
  },
  meadow: {
    rate: 2.2,
    lifetime: [4, 6],
    speed: [14, 34],
    direction: 0.2,
    spread: 0.5,
    size: [1, 2.4],
    spin: [-4, 4],
    color: COLORS.rose,
    endColor: withAlpha(COLORS.rose, 0),
    radius: 210,
  },
  night: {
    rate: 5,
    lifetime: [2, 5],
    speed: [3, 14],
    gravityY: -1,
    size: [1, 2],
    color: COLORS.lime,
    endColor: withAlpha(COLORS.lime, 0),
    blend: "additive",
    radius: 210,
  },
};
