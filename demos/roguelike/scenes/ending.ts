/** The end of a game: his lamp is out, or it dawns. */

import { drawRect, getTime, getViewportSize } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { easings } from "@arcane/runtime/tween";
import { centered, COLORS, draw, drawCentered, drawGlow, drawPanel, LAYERS, write } from "../drawing/art.ts";
import { pictureOf } from "../drawing/pictures.ts";
import { scoreOf } from "../logic/run.ts";
import { actions, endGame, session, startGame } from "../session.ts";
import { play } from "../sounds.ts";
import type { World } from "../logic/world.ts";
import type { Director } from "./director.ts";

/** Seconds until it can be left, so that nobody does by a key that was meant for the game. */
const READY = 0.9;
const WIDTH = 300;
const HEIGHT = 190;

export class EndingScene implements Scene {
  readonly overlay = true;
  readonly #director: Director;
  #time = 0;
  #world: World | undefined;
  #isBest = false;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    this.#time = 0;
    this.#world = session.world;
    this.#isBest = this.#world !== undefined && endGame(this.#world);
    session.world = undefined;
  }

  /** The game that has ended, for as long as its end is shown. */
  get world(): World | undefined {
    return this.#world;
  }

  update(dt: number): void {
    this.#time += dt;
    if (this.#time < READY) return;
    if (actions.isPressed("back")) return this.#director.title();
    if (!actions.isPressed("confirm") && !actions.isPressed("click")) return;
    play("choose");
    if (this.#world?.phase === "won") return this.#director.title();
    startGame();
    this.#director.play();
  }

  draw(): void {
    const world = this.#world;
    if (world === undefined) return;
    const view = getViewportSize();
    const won = world.phase === "won";
    const slide = easings.cubicOut(Math.min(1, this.#time / 0.5));
    drawRect(0, 0, view.width, view.height, {
      color: { ...(won ? COLORS.amber : COLORS.ink), a: (won ? 0.12 : 0.6) * slide },
      layer: LAYERS.shade,
      screen: true,
    });
    const place = centered(WIDTH, HEIGHT);
    const x = place.x, y = place.y + (1 - slide) * 60, middle = x + WIDTH / 2;
    if (won) {
      drawGlow(middle, y + 10, 380, {
        tint: COLORS.yellow,
        opacity: 0.5 * slide,
        screen: true,
        layer: LAYERS.panel - 1,
      });
    }
    drawPanel(x, y, WIDTH, HEIGHT, { opacity: slide });
    drawCentered(won ? "won" : "dead", middle, y + (won ? 30 : 26), { screen: true, layer: LAYERS.icons });
    if (won) {
      drawCentered("dawnstone", x + 24, y + 30 + Math.sin(getTime() * 2) * 2, { screen: true, layer: LAYERS.icons });
      drawCentered("dawnstone", x + WIDTH - 24, y + 30 + Math.sin(getTime() * 2 + 1) * 2, {
        screen: true,
        layer: LAYERS.icons,
      });
    }
    const how = won
      ? "The lamplighter carries the morning up the stairs, one floor after the other."
      : `Killed by ${world.cause} on depth ${world.level.depth}, turn ${world.turn}.`;
    write(how, middle, y + 58, { align: "center", maxWidth: WIDTH - 30, color: COLORS.fog });
    const facts = [["Gold", world.gold], ["Foes", world.kills], ["Level", world.hero.level], [
      "Turns",
      world.turn,
    ]] as const;
    facts.forEach(([name, value], index) => {
      const column = index % 2, row = Math.floor(index / 2);
      write(name, x + 76 + column * 130, y + 94 + row * 14, { align: "right", color: COLORS.mist });
      write(`${value}`, x + 84 + column * 130, y + 94 + row * 14, { color: COLORS.yellow });
    });
    draw(pictureOf(world.lore, world.hero.weapon.kind), x + 24, y + 126, { screen: true, layer: LAYERS.icons });
    draw(pictureOf(world.lore, world.hero.armour.kind), x + 42, y + 126, { screen: true, layer: LAYERS.icons });
    write(`Score ${scoreOf(world)}`, middle, y + 130, { align: "center", color: COLORS.yellow });
    if (this.#isBest) write("The best so far!", middle, y + 146, { align: "center", color: COLORS.lime });
    if (this.#time < READY) return;
    const pad = actions.lastDevice === "gamepad";
    const hint = won
      ? (pad ? "A: to the title" : "Enter: to the title")
      : pad
      ? "A: once more   B: title"
      : "Enter: once more   Esc: title";
    write(hint, middle, y + HEIGHT - 18, { align: "center", color: COLORS.white });
  }
}
