/** What the hero does by himself until something disturbs him: goes somewhere, explores, rests. */

import { isSame, type Place } from "./logic/level.ts";
import type { Command } from "./logic/perform.ts";
import { exploreStep, knownStairs, needsRest, stepTo, watchers } from "./logic/travel.ts";
import type { World } from "./logic/world.ts";
import { PACE } from "./tuning.ts";

export type Aim = { to: "place"; place: Place } | { to: "explore" } | { to: "rest" } | { to: "stairs" };

/** Nobody rests longer without being asked again. */
const LONGEST_REST = 250;

export class Journey {
  readonly aim: Aim;
  readonly #watchers: string;
  readonly #hp: number;
  #wait = 0;
  #turns = 0;

  constructor(aim: Aim, world: World) {
    this.aim = aim;
    this.#watchers = watchers(world);
    this.#hp = world.hero.hp;
  }

  /** Lets time pass. Returns whether a step is due. */
  isDue(dt: number): boolean {
    this.#wait -= dt;
    if (this.#wait > 0) return false;
    this.#wait = this.aim.to === "rest" ? PACE.rest : PACE.travel;
    this.#turns += 1;
    return true;
  }

  /** The next thing to do; a text says why there is none. Nothing more to say at the goal. */
  next(world: World): Command | string | undefined {
    const now = watchers(world);
    const before = this.#watchers.split(",");
    // Somebody new is in sight; whoever was there when he set out is his business.
    if (now !== "" && now.split(",").some((id) => !before.includes(id))) return "Somebody is there.";
    if (this.aim.to !== "place" && now !== "") {
      return this.#turns <= 1 ? "Not while somebody watches." : "Somebody is there.";
    }
    if (world.hero.hp < this.#hp && this.#turns > 1 && this.aim.to !== "rest") return "";
    switch (this.aim.to) {
      case "place":
        return isSame(world.hero, this.aim.place) ? undefined : stepTo(world, this.aim.place) ?? "There is no way.";
      case "explore":
        return exploreStep(world) ??
          (knownStairs(world) === undefined
            ? "Nothing more can be reached from here."
            : "All is explored. The stairs are on your map.");
      case "rest":
        if (!needsRest(world)) return this.#turns <= 1 ? "You are not tired." : undefined;
        return this.#turns > LONGEST_REST ? undefined : { do: "wait" };
      case "stairs": {
        const stairs = knownStairs(world);
        if (stairs === undefined) return "You have not found the stairs yet.";
        return isSame(stairs, world.hero) ? undefined : stepTo(world, stairs) ?? "There is no way.";
      }
    }
  }
}
