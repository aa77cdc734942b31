/** Draws the bugs: crawling and turning, those that fly over their shadows, with bars of those that are hurt. */

import { drawRect, getTime } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { BUGS, RAGE } from "../logic/bugs.ts";
import type { Bug, World } from "../logic/world.ts";
import { STEP } from "../tuning.ts";
import { type AtlasSprite, COLORS, draw, frameAt, LAYERS } from "./art.ts";

/** Seconds that a bug that was hit shines. */
const FLASH = 0.07;
/** Among more than so many only those have a bar that have lost half of their health: else there were only bars. */
const CROWD = 40;
/** Seconds in which a bug comes out of its hole. */
const GROWING = 0.25;
/** How high those that fly are over the ground, pixels. */
const HEIGHT = 9;

/** @param lag seconds by which the picture is behind the rules: half of a step is drawn half way */
export function drawBugs(world: World, lag: number): void {
  const part = lag / STEP;
  const { items, count } = world.bugs;
  for (let index = 0; index < count; index++) {
    const bug = items[index]!;
    drawBug(bug, bug.x - bug.dx * part, bug.y - bug.dy * part, count > CROWD);
  }
}

function drawBug(bug: Bug, x: number, y: number, crowded: boolean): void {
  const { flies } = bug;
  const height = flies ? HEIGHT + Math.sin(getTime() * 5 + bug.id) * 1.5 : 0;
  // It grows out of its hole.
  const grown = Math.min(1, bug.age / GROWING);
  const size = bug.radius * 2.4 * grown;
  const picture = pictureOf(bug), { width, height: length } = atlas.sprites[picture];
  draw("shadow", x + 1, y + (flies ? 3 : 2), {
    width: size,
    height: size * (flies ? 0.4 : 0.7),
    layer: LAYERS.shadows,
  });
  draw(picture, x, y - height, {
    width: width * grown,
    height: length * grown,
    rotation: bug.heading,
    layer: flies ? LAYERS.flyers : LAYERS.bugs,
    ...(bug.sinceHit < FLASH ? { tint: COLORS.coral } : bug.chill > 0 ? { tint: COLORS.sky } : {}),
  });
  if (bug.health < bug.fullHealth * (crowded && bug.kind !== "stag" ? 0.5 : 1)) {
    drawBar(bug, x, y - height - size / 2 - 4);
  }
}

/** Legs go as fast as the bug does. */
function pictureOf(bug: Bug): AtlasSprite {
  const raging = bug.kind === "stag" && bug.health < bug.fullHealth * RAGE.below;
  const frames = atlas.animations[raging ? "stag_raging" : bug.kind];
  const pace = bug.flies ? 16 : 4 + BUGS[bug.kind].speed * (1 - bug.chill) / 4;
  return frameAt<AtlasSprite>(frames, getTime() + bug.id * 0.13, pace);
}

function drawBar(bug: Bug, x: number, y: number): void {
  const width = bug.kind === "stag" ? 26 : 10, full = width * Math.max(0, bug.health / bug.fullHealth);
  const left = Math.round(x - width / 2), top = Math.round(y);
  drawRect(left, top, width, 2, { color: COLORS.ink, layer: LAYERS.bars });
  const color = full > width * 0.6 ? COLORS.lime : full > width * 0.3 ? COLORS.amber : COLORS.red;
  drawRect(left, top, full, 2, { color, layer: LAYERS.bars });
}
