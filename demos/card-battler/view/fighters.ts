// The two fighters: how they stand, jump, flinch and fall; the bars and signs below them; what the foe is up to.

import { random } from "@arcane/runtime";
import { ParticleEmitter } from "@arcane/runtime/particles";
import { approach } from "@arcane/runtime/tween";
import type { AtlasSprite } from "../assets/atlas.ts";
import { attackDamage, type Combat, type Fighter, type Happening, intentOf, type Who } from "../logic/combat.ts";
import { enemyData, type EnemyId, type Move } from "../logic/enemies.ts";
import { STATUS_NAMES } from "../logic/statuses.ts";
import { FIGHTER_SCALE, FLINCH, FLOAT, HP_BAR, LUNGE, STAND } from "../tuning.ts";
import { AMBER, CORAL, draw, fillRect, INK, LAYER, LIME, MIST, RED, sizeOf, SKY, WHITE, write, YELLOW } from "./art.ts";
import { play } from "./sounds.ts";

interface Pose {
  lunge: number;
  flinch: number;
  /** 1 standing, 0 gone. */
  presence: number;
  shownHp: number;
}

interface Floating {
  text: string;
  color: typeof WHITE;
  x: number;
  y: number;
  age: number;
}

interface Slash {
  name: "slash" | "claw" | "ward";
  x: number;
  y: number;
  age: number;
}

const SLASH_TIME = 0.2;

export class FightersView {
  readonly #enemy: EnemyId;
  readonly #poses: Record<Who, Pose>;
  #floats: Floating[] = [];
  #slashes: Slash[] = [];
  #time = 0;
  readonly #embers = new ParticleEmitter({
    speed: [20, 70],
    lifetime: [0.3, 0.7],
    size: [1, 4],
    gravityY: -40,
    color: AMBER,
    endColor: { ...RED, a: 0 },
    layer: LAYER.effects,
    blend: "additive",
    screen: true,
  });

  constructor(combat: Combat) {
    this.#enemy = combat.enemy;
    const pose = (hp: number): Pose => ({ lunge: 0, flinch: 0, presence: 1, shownHp: hp });
    this.#poses = { player: pose(combat.player.hp), foe: pose(combat.foe.hp) };
  }

  /** Begins to show something that happened. */
  show(event: Happening, after: Combat): void {
    switch (event.what) {
      case "play":
        return;
      case "move":
        this.#poses.foe.lunge = event.move.damage === undefined ? 0 : LUNGE.time;
        this.#float("foe", event.move.name, YELLOW, -14);
        return;
      case "hit":
        return this.#hit(event.who, event.amount, event.blocked);
      case "hurt":
        this.#poses[event.who].flinch = FLINCH.time;
        this.#float(event.who, `-${event.amount}`, event.by === "burn" ? AMBER : LIME);
        this.#burstAt(event.who, 14);
        return play(event.by === "burn" ? "burn" : "hit");
      case "block":
        this.#float(event.who, `+${event.amount}`, SKY);
        this.#slashes.push({ name: "ward", ...this.#middle(event.who), age: 0 });
        return play("block");
      case "heal":
        this.#float(event.who, `+${event.amount}`, LIME);
        return play("heal");
      case "status":
        this.#float(event.who, `${event.status} ${event.amount}`, event.status === "burn" ? AMBER : MIST);
        if (event.status === "burn") this.#burstAt(event.who, 18);
        return play(
          event.status === "burn" ? "burn" : (event.who === "player") === isGood(event.status) ? "gain" : "curse",
        );
      case "end":
        if (event.won) this.#burstAt("foe", 60);
        this.#poses[after.result === "won" ? "foe" : "player"].presence = 0.999;
        return play(event.won ? "won" : "lost");
      default:
    }
  }

  /** The hero throws himself into an attack that he plays. */
  lunge(): void {
    this.#poses.player.lunge = LUNGE.time;
  }

  update(dt: number, shown: Combat): void {
    this.#time += dt;
    this.#embers.update(dt);
    for (const who of ["player", "foe"] as const) {
      const pose = this.#poses[who];
      pose.lunge = Math.max(0, pose.lunge - dt);
      pose.flinch = Math.max(0, pose.flinch - dt);
      pose.shownHp = approach(pose.shownHp, shown[who].hp, 0.12, dt);
      if (pose.presence < 1) pose.presence = Math.max(0, pose.presence - dt * 1.4);
      if (shown[who].status.burn > 0 && random.chance(dt * 6)) this.#burstAt(who, 1);
    }
    for (const float of this.#floats) float.age += dt;
    this.#floats = this.#floats.filter(({ age }) => age < FLOAT.time);
    for (const slash of this.#slashes) slash.age += dt;
    this.#slashes = this.#slashes.filter(({ age }) => age < SLASH_TIME);
  }

  draw(shown: Combat): void {
    this.#drawFighter("player", "hero");
    this.#drawFighter("foe", this.#enemy);
    drawBar(STAND.hero, shown.player, this.#poses.player.shownHp);
    drawBar(STAND.foe, shown.foe, this.#poses.foe.shownHp);
    if (shown.result === "open" && shown.moves.length > 0) this.#drawIntent(shown);
    this.#embers.draw();
    for (const { name, x, y, age } of this.#slashes) {
      const opacity = 1 - age / SLASH_TIME;
      draw(name, x, y, { anchorX: 0.5, anchorY: 0.5, layer: LAYER.effects, opacity });
    }
    for (const { text, color, x, y, age } of this.#floats) {
      const risen = FLOAT.rise * (1 - (1 - age / FLOAT.time) ** 2);
      write(text, x, y - risen, { align: "center", color, scale: text.startsWith("-") ? 2 : 1 });
    }
  }

  /** Whether a point lies on the foe or on the sign of its intent. */
  isOnFoe(x: number, y: number): boolean {
    const { width, height } = sizeOf(this.#enemy);
    return Math.abs(x - STAND.foe) < (width * FIGHTER_SCALE) / 2 && y > STAND.ground - height * FIGHTER_SCALE - 24 &&
      y < STAND.ground + 26;
  }

  isOnHero(x: number, y: number): boolean {
    return Math.abs(x - STAND.hero) < 34 && y > STAND.ground - 62 && y < STAND.ground + 26;
  }

  #hit(who: Who, amount: number, blocked: number): void {
    const pose = this.#poses[who];
    this.#slashes.push({ name: who === "foe" ? "slash" : "claw", ...this.#middle(who), age: 0 });
    if (who === "player" && this.#poses.foe.lunge === 0) this.#poses.foe.lunge = LUNGE.time;
    if (amount > 0) {
      pose.flinch = FLINCH.time;
      this.#float(who, `-${amount}`, who === "foe" ? WHITE : CORAL);
      play(who === "foe" ? "hit" : "hurt", random.float(0.92, 1.08));
    }
    if (blocked > 0) {
      this.#float(who, `${blocked} blocked`, SKY, amount > 0 ? 10 : 0);
      if (amount === 0) play("clang");
    }
  }

  #drawFighter(who: Who, name: "hero" | EnemyId): void {
    const pose = this.#poses[who];
    if (pose.presence <= 0) return;
    const forward = who === "player" ? 1 : -1;
    const jump = Math.sin((Math.PI * pose.lunge) / LUNGE.time) * LUNGE.distance * forward;
    const shake = pose.flinch > 0 ? Math.sin(pose.flinch * 90) * FLINCH.distance * (pose.flinch / FLINCH.time) : 0;
    const breath = Math.round(Math.sin(this.#time * 2.4 + (who === "foe" ? 1 : 0)));
    const hover = name === "witch" ? Math.round(3 + 2 * Math.sin(this.#time * 2)) : 0;
    const x = Math.round((who === "player" ? STAND.hero : STAND.foe) + jump + shake);
    const { width, height } = sizeOf(name);
    const size = { width: width * FIGHTER_SCALE, height: height * FIGHTER_SCALE + breath };
    const place = { ...size, anchorX: 0.5, anchorY: 1, layer: LAYER.fighters, opacity: pose.presence };
    draw("shadow", x, STAND.ground - 2, {
      anchorX: 0.5,
      anchorY: 0.5,
      width: width * FIGHTER_SCALE * 0.9,
      layer: LAYER.fighters - 1,
    });
    const flash = pose.flinch > FLINCH.time * 0.55 || pose.presence < 1;
    draw(flash ? (`${name}_flash` as AtlasSprite) : name, x, STAND.ground - hover, place);
    if (name === "hero" && pose.presence === 1) this.#drawTorch(x, size.height);
  }

  /** The flame on the hero's staff. */
  #drawTorch(x: number, height: number): void {
    const frame = `torch${(Math.floor(this.#time * 9) % 3) as 0 | 1 | 2}` as const;
    const place = { x: x + 11, y: STAND.ground - height + 12 };
    draw(frame, place.x, place.y, { anchorX: 0.5, anchorY: 1, width: 14, height: 20, layer: LAYER.fighters + 1 });
    const opacity = 0.8 + 0.2 * Math.sin(this.#time * 7);
    draw("glow", place.x, place.y - 8, {
      anchorX: 0.5,
      anchorY: 0.5,
      width: 70,
      height: 70,
      layer: LAYER.effects,
      blend: "additive",
      tint: AMBER,
      opacity,
    });
  }

  #drawIntent(shown: Combat): void {
    const { height } = sizeOf(this.#enemy);
    const y = Math.round(STAND.ground - height * FIGHTER_SCALE - 17 + 2 * Math.sin(this.#time * 3));
    const parts = intentParts(intentOf(shown), shown);
    let x = STAND.foe - parts.reduce((sum, { text }) => sum + 14 + text.length * 8, -2) / 2;
    for (const { sign, text } of parts) {
      draw(sign, x, y, { layer: LAYER.effects });
      if (text !== "") write(text, x + 12, y + 2, { color: sign === "sign_attack" ? CORAL : WHITE });
      x += 14 + text.length * 8;
    }
  }

  #middle(who: Who): { x: number; y: number } {
    const { height } = sizeOf(who === "player" ? "hero" : this.#enemy);
    return { x: who === "player" ? STAND.hero : STAND.foe, y: STAND.ground - (height * FIGHTER_SCALE) / 2 };
  }

  #burstAt(who: Who, count: number): void {
    const { x, y } = this.#middle(who);
    for (let i = 0; i < count; i += 1) this.#embers.burst(1, x + random.float(-18, 18), y + random.float(-16, 20));
  }

  #float(who: Who, text: string, color: typeof WHITE, dy = 0): void {
    const { x, y } = this.#middle(who);
    const crowd = this.#floats.filter((float) => float.age < 0.2 && Math.abs(float.x - x) < 30).length;
    this.#floats.push({ text, color, x, y: y - 8 + dy + crowd * 10, age: 0 });
  }
}

/** What the signs above the foe say: damage as it would be now, and what else comes with it. */
export function intentParts(move: Move, combat: Combat): { sign: AtlasSprite; text: string }[] {
  const parts: { sign: AtlasSprite; text: string }[] = [];
  if (move.damage !== undefined) {
    const damage = attackDamage(move.damage, combat.foe, combat.player);
    parts.push({ sign: "sign_attack", text: move.times === undefined ? `${damage}` : `${damage}x${move.times}` });
  }
  if (move.block !== undefined) parts.push({ sign: "sign_block", text: "" });
  if (move.heal !== undefined) parts.push({ sign: "sign_heal", text: "" });
  for (const given of [move.afflict, move.gain]) {
    if (given !== undefined) parts.push({ sign: `sign_${given[0]}`, text: "" });
  }
  return parts;
}

export function foeName(combat: Combat): string {
  return (combat.elder ? "Elder " : "") + enemyData(combat.enemy).name;
}

function isGood(status: string): boolean {
  return status !== "weak" && status !== "vulnerable" && status !== "burn";
}

function drawBar(middle: number, fighter: Fighter, shownHp: number): void {
  const left = middle - HP_BAR.width / 2;
  const top = STAND.ground + 5;
  const width = HP_BAR.width - 2;
  fillRect(left, top, HP_BAR.width, HP_BAR.height, INK, LAYER.interface);
  fillRect(
    left + 1,
    top + 1,
    (width * Math.max(shownHp, fighter.hp)) / fighter.maxHp,
    HP_BAR.height - 2,
    CORAL,
    LAYER.interface,
  );
  fillRect(
    left + 1,
    top + 1,
    (width * fighter.hp) / fighter.maxHp,
    HP_BAR.height - 2,
    fighter.block > 0 ? BLOCKED : RED,
    LAYER.interface + 1,
  );
  fillRect(left + 1, top + 1, (width * fighter.hp) / fighter.maxHp, 2, { ...WHITE, a: 0.25 }, LAYER.interface + 2);
  write(`${fighter.hp}/${fighter.maxHp}`, middle, top + 1, { align: "center" });
  if (fighter.block > 0) {
    draw("sign_block", left - 13, top - 1, { layer: LAYER.interface + 1 });
    write(`${fighter.block}`, left - 8, top + 11, { align: "center", color: SKY });
  }
  let x = left;
  for (const status of STATUS_NAMES) {
    const count = fighter.status[status];
    if (count === 0) continue;
    draw(`sign_${status}`, x, top + 12, { layer: LAYER.interface });
    write(`${count}`, x + 12, top + 14, { color: MIST });
    x += 14 + `${count}`.length * 8 + 2;
  }
}

/** The bar of a fighter who has block. */
const BLOCKED = { r: 0.048, g: 0.27, b: 0.73, a: 1 };
