/** What there is to say of a place that one looks at. */

import { measureText } from "@arcane/runtime/rendering";
import { article, isDisguised } from "../logic/combat.ts";
import { CELL, cellAt, isSame, isVisible, type Place, SIGHT, sightAt } from "../logic/level.ts";
import { aboutItem, nameOf } from "../logic/lore.ts";
import { kindData } from "../logic/monsters.ts";
import { monsterAt } from "../logic/turn.ts";
import type { Monster, Status, World } from "../logic/world.ts";
import { COLORS, drawPanel, LAYERS, write } from "./art.ts";

interface Inspection {
  title: string;
  lines: string[];
}

const GROUND: Readonly<Record<number, string>> = {
  [CELL.rock]: "rock",
  [CELL.floor]: "floor",
  [CELL.door]: "a closed door",
  [CELL.openDoor]: "an open door",
  [CELL.stairs]: "stairs down",
  [CELL.water]: "shallow water",
  [CELL.lamp]: "a lamp",
};

const STATUS_NAMES: Readonly<Record<Status, string>> = {
  poison: "poisoned",
  burn: "burning",
  stun: "stunned",
  haste: "in haste",
  might: "mighty",
  farsight: "far-sighted",
  gloom: "in gloom",
};

/** What the hero knows of a place; undefined if it is nothing. */
export function inspect(world: World, at: Place): Inspection | undefined {
  const sight = sightAt(world.level, at.x, at.y);
  if (sight === SIGHT.unknown) return undefined;
  const monster = monsterAt(world, at);
  if (monster !== undefined && isVisible(world.level, at)) return inspectMonster(monster);
  if (isSame(world.hero, at)) {
    return { title: "You", lines: [`${world.hero.hp} of ${world.hero.maxHp} life`, ...statuses(world.hero)] };
  }
  const thing = world.items.find((other) => isSame(other, at) && other.seen);
  if (thing !== undefined) return { title: nameOf(world.lore, thing.item), lines: [aboutItem(world.lore, thing.item)] };
  const fire = world.flames.some((flame) => isSame(flame, at)) && isVisible(world.level, at);
  return { title: fire ? "fire" : GROUND[cellAt(world.level, at.x, at.y)] ?? "rock", lines: [] };
}

function inspectMonster(monster: Monster): Inspection {
  if (isDisguised(monster)) return { title: "a chest", lines: ["Somebody left it here. How kind."] };
  const data = kindData(monster.kind);
  const mood = monster.mood === "hunting" ? "after you" : monster.mood === "fallen" ? "in pieces" : monster.mood;
  return {
    title: article(data.name),
    lines: [
      `${monster.hp} of ${data.hp} life, ${[mood, ...statuses(monster)].join(", ")}`,
      `Strikes for ${data.damage}.`,
      data.about,
    ],
  };
}

function statuses(who: { statuses: World["hero"]["statuses"] }): string[] {
  return (Object.entries(who.statuses) as [Status, number][]).map(([status]) => STATUS_NAMES[status]);
}

/** Draws what was found beside a point of the screen, wherever there is room. */
export function drawInspection(
  { title, lines }: Inspection,
  x: number,
  y: number,
  view: { width: number; height: number },
): void {
  const maxWidth = 176;
  const text = lines.join("\n");
  const head = measureText(title, { maxWidth }), body = measureText(text, { maxWidth });
  const width = Math.max(head.width, text === "" ? 0 : body.width) + 14;
  const height = head.height + (text === "" ? 0 : body.height + 4) + 12;
  const left = Math.round(x + 14 + width > view.width - 4 ? Math.max(4, x - 10 - width) : x + 14);
  const top = Math.round(Math.min(Math.max(4, y - height / 2), view.height - height - 4));
  drawPanel(left, top, width, height, { layer: LAYERS.panel });
  write(title, left + 7, top + 6, { color: COLORS.yellow, maxWidth });
  if (text !== "") write(text, left + 7, top + 10 + head.height, { color: COLORS.mist, maxWidth });
}
