/** Who is seen: the hero and monsters glide after the rules, lunge when they strike, flash when they are hit. */

import { getTime } from "@arcane/runtime/rendering";
import { easings } from "@arcane/runtime/tween";
import { atlas } from "../assets/atlas.ts";
import { isVisible, type Place } from "../logic/level.ts";
import { kindData, type MonsterKind } from "../logic/monsters.ts";
import { has } from "../logic/turn.ts";
import { starCells } from "../logic/king.ts";
import type { GameEvent, Monster, World } from "../logic/world.ts";
import { CELL_SIZE, PACE } from "../tuning.ts";
import { type AtlasSprite, COLORS, drawCentered, drawGlow, drawStanding, frameAt, LAYERS } from "./art.ts";
import { framesOf } from "./pictures.ts";

/** Where somebody is drawn; in cells, on the way from one place to another. */
interface Body {
  from: Place;
  to: Place;
  /** Seconds since the step began. */
  moved: number;
  lunge: { dx: number; dy: number; age: number } | undefined;
  flash: number;
  facing: 1 | -1;
  alert: number;
}

interface Ghost {
  frame: AtlasSprite;
  x: number;
  y: number;
  facing: 1 | -1;
  age: number;
}

const ALERT_TIME = 0.8;

export class ActorsView {
  readonly #bodies = new Map<number, Body>();
  #ghosts: Ghost[] = [];
  #lying = false;

  constructor(world: World) {
    this.sync(world);
  }

  /** Everybody has a body, and it is on its way to where the rules have him. */
  sync(world: World): void {
    const all = [
      { id: 0, ...place(world.hero) },
      ...world.monsters.map((monster) => ({ id: monster.id, ...place(monster) })),
    ];
    const ids = new Set(all.map(({ id }) => id));
    for (const id of this.#bodies.keys()) if (!ids.has(id)) this.#bodies.delete(id);
    for (const { id, x, y } of all) {
      const body = this.#bodies.get(id);
      if (body === undefined) {
        this.#bodies.set(id, {
          from: { x, y },
          to: { x, y },
          moved: 9,
          lunge: undefined,
          flash: 0,
          facing: 1,
          alert: 0,
        });
      } else if (body.to.x !== x || body.to.y !== y) {
        // From where he is seen now, also if that is halfway.
        body.from = now(body);
        if (x !== body.to.x) body.facing = x > body.to.x ? 1 : -1;
        body.to = { x, y };
        body.moved = Math.hypot(x - body.from.x, y - body.from.y) > 4 ? 9 : 0;
      }
    }
  }

  react(event: GameEvent): void {
    switch (event.what) {
      case "attack": {
        const body = this.#bodies.get(event.who);
        if (body === undefined) return;
        const dx = event.to.x - event.from.x, dy = event.to.y - event.from.y;
        const length = Math.hypot(dx, dy) || 1;
        body.lunge = { dx: dx / length, dy: dy / length, age: 0 };
        if (dx !== 0) body.facing = dx > 0 ? 1 : -1;
        return;
      }
      case "hurt": {
        const body = this.#bodies.get(event.who);
        if (body !== undefined) body.flash = PACE.flash;
        return;
      }
      case "wake":
      case "windup": {
        const body = this.#bodies.get(event.who);
        if (body !== undefined) body.alert = ALERT_TIME;
        return;
      }
      case "die":
        this.#ghosts.push({
          frame: event.kind === "hero" ? "hero0" : atlas.animations[event.kind][0],
          x: event.at.x,
          y: event.at.y,
          facing: 1,
          age: 0,
        });
        if (event.kind === "hero") this.#lying = true;
        return;
      default:
    }
  }

  update(dt: number): void {
    for (const body of this.#bodies.values()) {
      body.moved += dt;
      body.flash = Math.max(0, body.flash - dt);
      body.alert = Math.max(0, body.alert - dt);
      if (body.lunge !== undefined && (body.lunge.age += dt) > PACE.lunge) body.lunge = undefined;
    }
    for (const ghost of this.#ghosts) ghost.age += dt;
    this.#ghosts = this.#ghosts.filter(({ age }) => age < PACE.fade);
  }

  /** Where the middle of the hero is seen, in pixels. */
  heroPoint(): Place {
    const body = this.#bodies.get(0);
    const at = body === undefined ? { x: 0, y: 0 } : now(body);
    return { x: (at.x + 0.5) * CELL_SIZE, y: (at.y + 0.5) * CELL_SIZE };
  }

  draw(world: World): void {
    this.#drawMarks(world);
    for (const monster of world.monsters) {
      if (isVisible(world.level, monster)) this.#drawMonster(monster);
    }
    if (!this.#lying && world.phase !== "dead") {
      this.#drawBody(0, frameAt(atlas.animations.hero, getTime(), 2.2), "hero_flash", world.hero.statuses);
    }
    for (const { frame, x, y, facing, age } of this.#ghosts) {
      const gone = age / PACE.fade;
      drawStanding(frame, (x + 0.5) * CELL_SIZE, (y + 1) * CELL_SIZE - 1 - gone * 5, {
        layer: LAYERS.standing + y,
        opacity: 1 - gone,
        flipX: facing < 0,
        tint: COLORS.coral,
      });
    }
  }

  /** Where a blow that is drawn back will fall. */
  #drawMarks(world: World): void {
    const pulse = 0.6 + 0.3 * Math.sin(getTime() * 12);
    for (const { aim, kind } of world.monsters) {
      if (aim === undefined) continue;
      const x = (aim.x + 0.5) * CELL_SIZE, y = (aim.y + 0.5) * CELL_SIZE;
      if (kind === "king") drawCentered("star_mark", x, y, { layer: LAYERS.marks, opacity: pulse, lit: false });
      else drawCentered("danger_mark", x, y, { layer: LAYERS.marks, opacity: pulse, lit: false });
      if (kind === "king") {
        for (const cell of starCells(aim)) {
          drawGlow((cell.x + 0.5) * CELL_SIZE, (cell.y + 0.5) * CELL_SIZE, 24, {
            tint: COLORS.violet,
            opacity: 0.25 * pulse,
            layer: LAYERS.marks,
          });
        }
      }
    }
  }

  #drawMonster(monster: Monster): void {
    const { kind, mood, id } = monster;
    const data = kindData(kind);
    const asleep = mood === "asleep";
    const pace = asleep ? 0 : kind === "bat" ? 8 : kind === "wisp" ? 7 : 2.4;
    const frame = frameAt(framesOf(monster), getTime() + id * 0.37, pace);
    this.#drawBody(id, frame, flashOf(kind), monster.statuses, {
      lift: data.flies && !asleep ? 3 + 2 * Math.sin(getTime() * 4 + id) : 0,
      opacity: kind === "wraith" ? 0.8 : 1,
      lit: data.glow === undefined,
    });
    const body = this.#bodies.get(id);
    if (body === undefined) return;
    const at = now(body);
    const x = (at.x + 0.5) * CELL_SIZE, y = at.y * CELL_SIZE - (data.hp >= 40 ? 10 : 2);
    if (asleep && kind !== "mimic") {
      const rise = (getTime() * 0.7 + id * 0.3) % 1;
      drawCentered("zed", x + 5 + rise * 3, y + 2 - rise * 6, { layer: LAYERS.over, opacity: 1 - rise, lit: false });
    }
    if (body.alert > 0) {
      drawCentered("alert", x, y - 3 - 3 * easings.backOut(Math.min(1, (ALERT_TIME - body.alert) * 5)), {
        layer: LAYERS.over,
        lit: false,
      });
    }
    if (monster.hp < data.hp && mood !== "fallen") drawLife(x, y, monster.hp / data.hp);
  }

  #drawBody(
    id: number,
    frame: AtlasSprite,
    flash: AtlasSprite,
    statuses: Monster["statuses"],
    { lift = 0, opacity = 1, lit = true }: { lift?: number; opacity?: number; lit?: boolean } = {},
  ): void {
    const body = this.#bodies.get(id);
    if (body === undefined) return;
    const at = now(body);
    const step = Math.min(1, body.moved / PACE.move);
    let x = (at.x + 0.5) * CELL_SIZE, y = (at.y + 1) * CELL_SIZE - 1;
    const row = Math.round(at.y);
    drawCentered("shadow", x, y - 1, { layer: LAYERS.marks + 1 });
    y -= lift + (lift === 0 ? 2.5 * Math.sin(step * Math.PI) : 0);
    if (body.lunge !== undefined) {
      const reach = 7 * Math.sin(body.lunge.age / PACE.lunge * Math.PI);
      x += body.lunge.dx * reach;
      y += body.lunge.dy * reach;
    }
    const who = { statuses };
    const shake = body.flash > 0 ? Math.sin(body.flash * 90) * 1.5 : 0;
    const tint = has(who, "poison") ? { tint: COLORS.lime } : has(who, "burn") ? { tint: COLORS.orange } : {};
    drawStanding(body.flash > PACE.flash * 0.45 ? flash : frame, x + shake, y, {
      layer: LAYERS.standing + row,
      flipX: body.facing < 0,
      opacity,
      lit,
      ...tint,
    });
    if (has(who, "stun")) {
      for (const side of [0, 1]) {
        const angle = getTime() * 6 + side * Math.PI;
        drawCentered("sparkle1", x + Math.cos(angle) * 6, y - 16 + Math.sin(angle) * 2, {
          layer: LAYERS.over,
          lit: false,
        });
      }
    }
  }
}

function place({ x, y }: Place): Place {
  return { x, y };
}

function flashOf(kind: MonsterKind): AtlasSprite {
  return `${kind}_flash`;
}

/** Where a body is seen now, in cells. */
function now({ from, to, moved }: Body): Place {
  const part = easings.quadOut(Math.min(1, moved / PACE.move));
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function drawLife(x: number, y: number, part: number): void {
  const width = 14;
  const look = { layer: LAYERS.over, lit: false } as const;
  drawCentered("shadow", x, y, { ...look, width: width + 2, height: 4, tint: COLORS.ink });
  for (
    const [color, length] of [[COLORS.maroon, width], [
      part > 0.5 ? COLORS.lime : part > 0.25 ? COLORS.amber : COLORS.red,
      Math.max(1, Math.round(width * part)),
    ]] as const
  ) {
    drawStanding("pixel", x - width / 2 + length / 2, y + 1, { ...look, width: length, height: 2, tint: color });
  }
}
