/** Which picture shows which thing and which monster. */

import { atlas } from "../assets/atlas.ts";
import type { ItemKind } from "../logic/items.ts";
import type { Monster, World } from "../logic/world.ts";
import type { AtlasSprite } from "./art.ts";

const POTIONS = ["potion0", "potion1", "potion2", "potion3", "potion4", "potion5"] as const;

/** Potions look as this game's lore says, all scrolls look alike. */
export function pictureOf(lore: World["lore"], kind: ItemKind): AtlasSprite {
  switch (kind) {
    case "healing":
    case "might":
    case "haste":
    case "farsight":
    case "fire":
    case "venom":
      return POTIONS[lore.colors[kind]] ?? "potion0";
    case "blink":
    case "chart":
    case "whetting":
    case "warding":
    case "storm":
    case "lullaby":
      return "scroll";
    default:
      return kind;
  }
}

/** The pictures of a monster as it is now: most breathe. */
export function framesOf({ kind, mood, aim }: Pick<Monster, "kind" | "mood" | "aim">): readonly AtlasSprite[] {
  if (kind === "mimic" && mood === "asleep") return ["chest"];
  if (kind === "skeleton" && mood === "fallen") return ["bones"];
  if (kind === "ogre" && aim !== undefined) return ["ogre_raised"];
  return atlas.animations[kind];
}
