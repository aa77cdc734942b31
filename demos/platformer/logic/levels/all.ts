/** All levels, in the order in which they are played. */

import { type Level, parseLevel } from "../level.ts";
import { bramble } from "./bramble.ts";
import { cave } from "./cave.ts";
import { forest } from "./forest.ts";
import { heights } from "./heights.ts";

export const LEVELS: readonly Level[] = [forest, bramble, cave, heights].map(parseLevel);
