/** Pointing at cells: with the mouse at any time; with keys or gamepad to look around, or to aim at a goal. */

import { getMousePosition, getMouseWorldPosition } from "@arcane/runtime/input";
import { getViewportSize, worldToScreen } from "@arcane/runtime/rendering";
import { COLORS, drawCentered, LAYERS, write } from "./drawing/art.ts";
import type { ButtonAction, Hud } from "./drawing/hud.ts";
import { drawInspection, inspect } from "./drawing/inspect.ts";
import type { Aim } from "./journey.ts";
import { isDisguised } from "./logic/combat.ts";
import {
  canStep,
  CELL,
  cellAt,
  isInside,
  isSame,
  isVisible,
  type Place,
  SIGHT,
  sightAt,
  stepsBetween,
} from "./logic/level.ts";
import type { Command } from "./logic/perform.ts";
import { pathTo } from "./logic/travel.ts";
import { monsterAt } from "./logic/turn.ts";
import { flight } from "./logic/using.ts";
import type { World } from "./logic/world.ts";
import { actions } from "./session.ts";
import { play } from "./sounds.ts";
import type { Steering } from "./steering.ts";
import { CELL_SIZE } from "./tuning.ts";

/** What is being pointed for: only to look, or to throw what is in a place of the pack. */
type Purpose = { look: true } | { throwing: number };

export class Pointing {
  #purpose: Purpose | undefined;
  #at: Place = { x: 0, y: 0 };
  #mouse: Place | undefined;
  #last: Place | undefined;
  #path: { goal: Place; cells: readonly Place[] } | undefined;
  #button: ButtonAction | undefined;

  /** Whether keys move the cursor instead of the hero. */
  get isActive(): boolean {
    return this.#purpose !== undefined;
  }

  /** Where the mouse is on the screen, if it is in use. */
  get mouse(): Place | undefined {
    return this.#mouse;
  }

  /** The button of the display that was clicked in this frame. */
  get clickedButton(): ButtonAction | undefined {
    return this.#button;
  }

  look(world: World): void {
    this.#purpose = { look: true };
    this.#at = nearestFoe(world) ?? { x: world.hero.x, y: world.hero.y };
    play("cursor");
  }

  aim(world: World, index: number): void {
    this.#purpose = { throwing: index };
    this.#at = nearestFoe(world) ?? { x: world.hero.x, y: world.hero.y };
  }

  /** After a turn, ways are other ones. */
  forget(): void {
    this.#path = undefined;
  }

  /** Notes where the mouse is, and what it does to the display. The mouse is in use from when it moves until a key goes down. */
  follow(world: World, hud: Hud): void {
    this.#noteMouse();
    this.#button = undefined;
    if (this.#mouse === undefined) return;
    const button = hud.buttonAt(this.#mouse);
    if (button !== undefined) {
      if (actions.isPressed("click")) this.#button = button.action;
      this.#path = undefined;
      return;
    }
    this.#at = cellUnderMouse();
    if (actions.isPressed("rightClick") && isInside(world.level, this.#at.x, this.#at.y)) {
      this.#purpose = { look: true };
    }
  }

  #noteMouse(): void {
    const mouse = getMousePosition();
    const moved = this.#last !== undefined && (mouse.x !== this.#last.x || mouse.y !== this.#last.y);
    this.#last = mouse;
    if (moved || this.#mouse !== undefined || actions.isPressed("click")) this.#mouse = mouse;
    if (actions.lastDevice === "gamepad" || KEYS.some((key) => actions.isPressed(key))) this.#mouse = undefined;
  }

  /** What a click on the field means: strike, throw at nobody, go there, wait. */
  clicked(world: World): Command | Aim | undefined {
    if (this.#button !== undefined || !actions.isPressed("click") || this.#mouse === undefined) return undefined;
    const at = this.#at;
    const { hero, level } = world;
    if (isSame(at, hero)) return cellAt(level, hero.x, hero.y) === CELL.stairs ? { do: "descend" } : { do: "wait" };
    const dx = at.x - hero.x, dy = at.y - hero.y;
    const beside = stepsBetween(at, hero) === 1;
    if (beside && (monsterAt(world, at) !== undefined || canStep(level, hero.x, hero.y, dx, dy))) {
      return { do: "step", dx, dy };
    }
    if (sightAt(level, at.x, at.y) === SIGHT.unknown) return undefined;
    return { to: "place", place: at };
  }

  /** Moves the cursor. Returns what to do when a goal was chosen. */
  update(world: World, steering: Steering, dt: number): Command | undefined {
    this.#noteMouse();
    const step = steering.read(dt);
    if (step !== undefined) {
      this.#at = clampTo(world, this.#at.x + step.dx, this.#at.y + step.dy);
      this.#mouse = undefined;
    } else if (this.#mouse !== undefined) {
      const { x, y } = cellUnderMouse();
      this.#at = clampTo(world, x, y);
    }
    const purpose = this.#purpose!;
    if (actions.isPressed("back") || actions.isPressed("look") && "look" in purpose) return this.#close();
    if (actions.isPressed("rightClick")) return this.#close();
    if (actions.isPressed("chart")) this.#at = nextFoe(world, this.#at) ?? this.#at;
    if (!actions.isPressed("confirm") && !actions.isPressed("click")) return undefined;
    this.#close();
    if ("look" in purpose || isSame(this.#at, world.hero)) return undefined;
    return { do: "throw", index: purpose.throwing, to: this.#at };
  }

  #close(): undefined {
    this.#purpose = undefined;
    return undefined;
  }

  draw(world: World): void {
    if (this.#purpose === undefined && this.#mouse === undefined) return;
    const at = this.#at;
    if (world.phase !== "play" || !isInside(world.level, at.x, at.y)) return;
    const throwing = this.#purpose !== undefined && "throwing" in this.#purpose;
    if (throwing) this.#drawFlight(world);
    else if (this.#purpose === undefined) this.#drawPath(world);
    if (sightAt(world.level, at.x, at.y) === SIGHT.unknown && this.#purpose === undefined) return;
    const foe = monsterAt(world, at);
    const hot = foe !== undefined && isVisible(world.level, at) && !isDisguised(foe);
    drawCentered("cursor", (at.x + 0.5) * CELL_SIZE, (at.y + 0.5) * CELL_SIZE, {
      layer: LAYERS.over,
      lit: false,
      tint: hot ? COLORS.coral : COLORS.yellow,
    });
    const found = inspect(world, at);
    const boring = found === undefined || (found.lines.length === 0 && this.#purpose === undefined);
    if (!boring) {
      const point = worldToScreen((at.x + 0.5) * CELL_SIZE, (at.y + 0.5) * CELL_SIZE);
      drawInspection(found, point.x, point.y, getViewportSize());
    }
    if (this.#purpose !== undefined) {
      const { width } = getViewportSize();
      const what = throwing ? "Throw where?" : "Looking around";
      write(what, width / 2, 44, { align: "center", color: COLORS.yellow });
    }
  }

  #drawFlight(world: World): void {
    const cells = flight({ world }, this.#at);
    cells.forEach((cell, index) => {
      const last = index === cells.length - 1;
      drawCentered(last ? "danger_mark" : "step_mark", (cell.x + 0.5) * CELL_SIZE, (cell.y + 0.5) * CELL_SIZE, {
        layer: LAYERS.marks,
        lit: false,
        opacity: 0.8,
        tint: COLORS.coral,
      });
    });
  }

  #drawPath(world: World): void {
    const goal = this.#at;
    if (this.#path === undefined || !isSame(this.#path.goal, goal)) {
      const known = sightAt(world.level, goal.x, goal.y) !== SIGHT.unknown;
      this.#path = { goal, cells: known ? pathTo(world, goal)?.slice(1, -1) ?? [] : [] };
    }
    for (const cell of this.#path.cells) {
      drawCentered("step_mark", (cell.x + 0.5) * CELL_SIZE, (cell.y + 0.5) * CELL_SIZE, {
        layer: LAYERS.over,
        lit: false,
        opacity: 0.35,
      });
    }
  }
}

const KEYS = [
  "left",
  "right",
  "up",
  "down",
  "upLeft",
  "upRight",
  "downLeft",
  "downRight",
  "wait",
  "explore",
  "rest",
] as const;

function cellUnderMouse(): Place {
  const { x, y } = getMouseWorldPosition();
  return { x: Math.floor(x / CELL_SIZE), y: Math.floor(y / CELL_SIZE) };
}

function clampTo({ level }: World, x: number, y: number): Place {
  return { x: Math.min(Math.max(x, 0), level.width - 1), y: Math.min(Math.max(y, 0), level.height - 1) };
}

function foes(world: World): Place[] {
  return world.monsters.filter((monster) => isVisible(world.level, monster) && !isDisguised(monster))
    .sort((a, b) => stepsBetween(a, world.hero) - stepsBetween(b, world.hero)).map(({ x, y }) => ({ x, y }));
}

function nearestFoe(world: World): Place | undefined {
  return foes(world)[0];
}

function nextFoe(world: World, after: Place): Place | undefined {
  const all = foes(world);
  return all[(all.findIndex((place) => isSame(place, after)) + 1) % all.length];
}
