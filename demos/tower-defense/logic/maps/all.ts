/** All maps, in the order in which they are played. */

import { type GameMap, parseMap } from "../map.ts";
import { GARDEN } from "./garden.ts";
import { MEADOW } from "./meadow.ts";
import { ORCHARD } from "./orchard.ts";
import { POND } from "./pond.ts";

export const MAPS: readonly GameMap[] = [GARDEN, ORCHARD, MEADOW, POND].map((text) => parseMap(text));
