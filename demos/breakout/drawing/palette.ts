/** Colors for what is tinted or written at run time; the pictures have theirs from scripts/assets/palette.py. */

import { hex } from "@arcane/runtime/rendering";
import type { BrickKind } from "../logic/bricks.ts";
import type { Power } from "../logic/powers.ts";

export const COLORS = {
  ink: hex("#14121f"),
  dusk: hex("#3a3557"),
  steel: hex("#7f7f9f"),
  mist: hex("#abb0c4"),
  white: hex("#f6f4ec"),
  red: hex("#d0404c"),
  coral: hex("#f07a63"),
  orange: hex("#e07f2e"),
  amber: hex("#f5b03d"),
  yellow: hex("#fbe27a"),
  leaf: hex("#4ea153"),
  lime: hex("#97cc5c"),
  azure: hex("#3e8ede"),
  sky: hex("#74c7ee"),
  aqua: hex("#3fc1a6"),
  violet: hex("#b565d0"),
  pink: hex("#f08fc0"),
} as const;

/** The shards of a brick. */
export const BRICK_COLORS: Readonly<Record<BrickKind, (typeof COLORS)[keyof typeof COLORS]>> = {
  red: COLORS.red,
  orange: COLORS.orange,
  yellow: COLORS.amber,
  green: COLORS.leaf,
  blue: COLORS.azure,
  violet: COLORS.violet,
  stone: COLORS.steel,
  steel: COLORS.mist,
  bomb: COLORS.orange,
  gift: COLORS.red,
};

/** What a power-up is called, and its color. */
export const POWER_LABELS: Readonly<Record<Power, { text: string; color: (typeof COLORS)[keyof typeof COLORS] }>> = {
  wide: { text: "Wide", color: COLORS.sky },
  multi: { text: "Multi-ball", color: COLORS.amber },
  laser: { text: "Laser", color: COLORS.coral },
  slow: { text: "Slow", color: COLORS.aqua },
  life: { text: "Extra life", color: COLORS.pink },
  catch: { text: "Catch", color: COLORS.lime },
};
