/** The player's hand: the cell it is over, the tower it is about to build, the one it has chosen; and what it does. */

import { getMouseWheel } from "@arcane/runtime/input";
import type { Vec2 } from "@arcane/runtime/physics";
import { clamp } from "@arcane/runtime/tween";
import { pointer, pointsAt } from "../drawing/art.ts";
import { BOARD_RECT, type Button, buttonsFor, type Intent } from "../drawing/layout.ts";
import { act, type Command, type Refusal, refusesPlace } from "../logic/building.ts";
import { TOWER_KINDS, type TowerKind, TOWERS } from "../logic/towers.ts";
import { type GameEvent, type Tower, towerAt, type World } from "../logic/world.ts";
import { actions } from "../session.ts";
import { BOARD, CURSOR, TILE } from "../tuning.ts";

/** What a refusal says to the player. */
const HINTS: Readonly<Record<Refusal, string>> = {
  gold: "Not enough gold",
  ground: "Nothing can stand there",
  taken: "A tower stands there",
  trodden: "A bug is in the way",
  blocks: "That would block the way: leave a gap",
  nothing: "No tower there",
  top: "It cannot get better",
  coming: "This wave is still coming in",
  last: "That was the last wave",
  over: "It is over",
};

/** What came of a frame. */
export interface Deed {
  events: GameEvent[];
  /** Said to the player. */
  hint: string | undefined;
  refused: boolean;
  moved: boolean;
  intent: Intent | undefined;
}

const PICKS = ["first", "second", "third", "fourth"] as const;

export class Hand {
  column = 10;
  row = 8;
  pick: TowerKind | undefined;
  chosen: Tower | undefined;
  /** Whether the cell is shown: not while the mouse is over the display. */
  visible = true;
  #mouse: Vec2 | undefined;
  #held = 0;

  /** Reads the player and does what is wanted. */
  update(world: World, dt: number): Deed {
    const deed: Deed = { events: [], hint: undefined, refused: false, moved: false, intent: undefined };
    if (this.chosen !== undefined && !world.towers.includes(this.chosen)) this.chosen = undefined;
    const column = this.column, row = this.row;
    this.#followMouse();
    this.#followKeys(dt);
    deed.moved = column !== this.column || row !== this.row;
    if (deed.moved && actions.lastDevice !== "mouse") this.visible = true;

    PICKS.forEach((action, index) => {
      if (actions.isPressed(action)) deed.intent = { kind: "pick", tower: TOWER_KINDS[index]! };
    });
    const turn = (actions.isPressed("next") ? 1 : 0) - (actions.isPressed("previous") ? 1 : 0) -
      Math.sign(getMouseWheel().y);
    if (turn !== 0) deed.intent = { kind: "pick", tower: this.#neighbour(turn) };
    for (const kind of ["upgrade", "sell", "call", "speed", "pause"] as const) {
      if (actions.isPressed(kind)) deed.intent = { kind };
    }
    if (actions.isPressed("click")) {
      const button = this.button(world);
      if (button !== undefined) deed.intent = button.intent;
      else if (pointsAt(BOARD_RECT)) this.#use(world, deed);
    } else if (actions.isPressed("use")) this.#use(world, deed);
    if (actions.isPressed("cancel")) this.#cancel(deed);
    this.#follow(world, deed);
    return deed;
  }

  /** The button under the mouse. */
  button(world: World): Button | undefined {
    return buttonsFor(world, this.chosen).find(({ rect }) => pointsAt(rect));
  }

  /** Why the tower in hand cannot stand in the cell; undefined if it can, or if there is none in hand. */
  refusal(world: World): Refusal | undefined {
    if (this.pick === undefined) return undefined;
    const place = refusesPlace(world, this.column, this.row);
    return place ?? (world.gold < TOWERS[this.pick].levels[0].cost ? "gold" : undefined);
  }

  /** A mouse at rest does not fight with the keys. */
  #followMouse(): void {
    const mouse = pointer();
    const moved = this.#mouse !== undefined && Math.hypot(mouse.x - this.#mouse.x, mouse.y - this.#mouse.y) > 0.01;
    this.#mouse = mouse;
    if (!moved && !actions.isPressed("click")) return;
    this.visible = pointsAt(BOARD_RECT);
    if (!this.visible) return;
    this.column = clamp(Math.floor((mouse.x - BOARD.left) / TILE), 0, BOARD.columns - 1);
    this.row = clamp(Math.floor((mouse.y - BOARD.top) / TILE), 0, BOARD.rows - 1);
  }

  /** A held direction repeats. */
  #followKeys(dt: number): void {
    const x = Math.sign(Math.round(actions.axis("left", "right"))),
      y = Math.sign(Math.round(actions.axis("up", "down")));
    if (x === 0 && y === 0) {
      this.#held = 0;
      return;
    }
    const steps = this.#held === 0 ? 1 : this.#repeats(dt);
    this.#held += dt;
    this.column = clamp(this.column + x * steps, 0, BOARD.columns - 1);
    this.row = clamp(this.row + y * steps, 0, BOARD.rows - 1);
  }

  #repeats(dt: number): number {
    const count = (time: number): number => Math.max(0, Math.floor((time - CURSOR.delay) / CURSOR.repeat) + 1);
    return count(this.#held + dt) - count(this.#held);
  }

  #neighbour(by: number): TowerKind {
    const at = this.pick === undefined ? (by > 0 ? -1 : 0) : TOWER_KINDS.indexOf(this.pick);
    return TOWER_KINDS[(at + by + TOWER_KINDS.length) % TOWER_KINDS.length]!;
  }

  /** On a tower: chooses it. Else builds what is in hand. */
  #use(world: World, deed: Deed): void {
    this.visible = true;
    const tower = towerAt(world, this.column, this.row);
    if (tower !== undefined) {
      this.chosen = tower === this.chosen && this.pick === undefined ? undefined : tower;
      this.pick = undefined;
      deed.moved = true;
      return;
    }
    if (this.pick === undefined) {
      if (this.chosen === undefined) deed.hint = "Take a tower first (1 to 4)";
      this.chosen = undefined;
      return;
    }
    this.#do(world, { kind: "build", tower: this.pick, column: this.column, row: this.row }, deed);
  }

  /** Empties the hand; an empty hand asks for a pause. */
  #cancel(deed: Deed): void {
    if (this.pick === undefined && this.chosen === undefined) {
      // The right button only empties the hand.
      if (actions.isPressed("back")) deed.intent = { kind: "pause" };
      return;
    }
    this.pick = this.chosen = undefined;
    deed.moved = true;
  }

  #follow(world: World, deed: Deed): void {
    const { intent } = deed;
    switch (intent?.kind) {
      case "pick":
        this.pick = this.pick === intent.tower ? undefined : intent.tower;
        this.chosen = undefined;
        deed.moved = true;
        return;
      case "upgrade":
      case "sell": {
        // Without a chosen tower the one in the cell is meant.
        const { column, row } = this.chosen ?? this;
        return this.#do(world, { kind: intent.kind, column, row }, deed);
      }
      case "call":
        return this.#do(world, { kind: "call" }, deed);
      default:
        return;
    }
  }

  #do(world: World, command: Command, deed: Deed): void {
    const result = act(world, command);
    if (typeof result !== "string") {
      deed.events.push(result);
      return;
    }
    deed.hint = HINTS[result];
    deed.refused = true;
  }
}
