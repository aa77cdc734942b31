import { assert, describe, it } from "@arcane/runtime/testing";
import { Random } from "@arcane/runtime/random";
import { BALL, FIELD, PADDLE, POWER, SCORE } from "../tuning.ts";
import { autopilot } from "./autopilot.ts";
import { buildWall } from "./bricks.ts";
import { LEVELS } from "./levels.ts";
import { type Command, givePower, IDLE, step } from "./step.ts";
import { type Ball, createWorld, type GameEvent, startLevel, type World } from "./world.ts";

const DT = 1 / 60;
/** Chance that never lets anything fall. */
const unlucky = () => 0.99;

/** A world with a wall of its own and the ball in the air, flying straight up from the middle. */
function worldWith(rows: string[], ball: Partial<Ball> = {}): World {
  const world = createWorld();
  world.bricks = buildWall(rows);
  world.phase = "play";
  Object.assign(world.balls[0]!, { x: 200, y: 150, directionX: 0, directionY: -1, stuckAt: undefined, ...ball });
  return world;
}

/** Steps until something of a kind happens, at most ten seconds. */
function until(world: World, kind: GameEvent["kind"], command: Command = IDLE): GameEvent[] {
  const all: GameEvent[] = [];
  for (let i = 0; i < 600; i++) {
    const events = step(world, command, DT, unlucky);
    all.push(...events);
    if (events.some((event) => event.kind === kind)) return all;
  }
  return assert.fail(`no ${kind} within ten seconds, only ${all.map((event) => event.kind).join(", ")}`);
}

describe("serving", () => {
  it("the ball lies on the paddle and moves with it until it is launched", () => {
    const world = createWorld();
    step(world, { ...IDLE, pointer: 100 }, DT, unlucky);
    assert.closeTo(world.balls[0]!.x, 105);
    assert.equal(world.phase, "serve");
    const events = step(world, { ...IDLE, launch: true }, DT, unlucky);
    assert.deepEqual(events.map(({ kind }) => kind), ["launch"]);
    assert.equal(world.phase, "play");
    assert.ok(world.balls[0]!.y < PADDLE.y - BALL.radius);
  });
});

describe("the paddle", () => {
  it("stays between the walls, also when it is wide", () => {
    const world = createWorld();
    for (const pointer of [-500, 900]) {
      step(world, { ...IDLE, pointer }, DT, unlucky);
      assert.ok(world.paddle.x - world.paddle.width / 2 >= FIELD.left && world.paddle.x + world.paddle.width / 2 <= FIELD.right);
    }
    givePower(world, "wide");
    for (let i = 0; i < 60; i++) step(world, { ...IDLE, move: 1 }, DT, unlucky);
    assert.equal(world.paddle.width, PADDLE.wideWidth);
    assert.closeTo(world.paddle.x + world.paddle.width / 2, FIELD.right);
  });

  it("gathers speed when a key is held and stops at once when it is let go", () => {
    const world = createWorld();
    const begin = world.paddle.x;
    step(world, { ...IDLE, move: 1 }, DT, unlucky);
    const first = world.paddle.x - begin;
    for (let i = 0; i < 10; i++) step(world, { ...IDLE, move: 1 }, DT, unlucky);
    const before = world.paddle.x;
    step(world, { ...IDLE, move: 1 }, DT, unlucky);
    assert.closeTo(world.paddle.x - before, PADDLE.speed * DT);
    assert.ok(first < PADDLE.speed * DT);
    const stopped = world.paddle.x;
    step(world, IDLE, DT, unlucky);
    assert.equal(world.paddle.x, stopped);
  });
});

describe("bricks", () => {
  it("break at a touch and give their points", () => {
    const world = worldWith(["rrrrrrrrrrrrrrrr"]);
    const events = until(world, "break");
    assert.equal(world.score.points, 60);
    assert.equal(world.bricks.length, 15);
    assert.ok(events.some((event) => event.kind === "break" && event.points === 60 && event.combo === 0));
  });

  it("of stone take two hits, of steel any number", () => {
    const stone = worldWith(["ssssssssssssssss"]);
    until(stone, "chip");
    assert.equal(stone.bricks.length, 16);
    assert.deepEqual(stone.bricks.map(({ hits }) => hits).sort(), [1, ...Array(15).fill(2)]);
    const steel = worldWith(["################", "r..............."]);
    for (let i = 0; i < 3; i++) until(steel, "chip");
    assert.equal(steel.bricks.filter(({ kind }) => kind === "steel").length, 16);
    assert.equal(steel.score.points, 0);
  });

  it("of the bomb kind take their neighbours with them, the next bomb a moment later, and spare steel", () => {
    const world = worldWith([
      "......#rrr......",
      "......r**r......",
      ".......*r.......",
      "r...............",
    ], { x: FIELD.left + 7.5 * 24 });
    const first = until(world, "explosion");
    assert.equal(first.filter(({ kind }) => kind === "explosion").length, 1);
    const rest = until(world, "break");
    assert.ok(rest.length > 0);
    for (let i = 0; i < 30; i++) step(world, IDLE, DT, unlucky);
    assert.deepEqual(world.bricks.map(({ kind, column }) => [kind, column]), [["steel", 6], ["red", 0]]);
  });

  it("of the gift kind always let something fall", () => {
    const world = worldWith(["????????????????"]);
    until(world, "drop");
    assert.equal(world.capsules.length, 1);
  });
});

describe("the combo", () => {
  it("multiplies points and ends at the paddle", () => {
    const world = worldWith(["rrrrrrrrrrrrrrrr"]);
    world.score.combo = SCORE.bricksPerStep;
    until(world, "break");
    assert.equal(world.score.points, 120);
    until(world, "paddle");
    assert.equal(world.score.combo, 0);
  });
});

describe("losing a ball", () => {
  it("costs a life, takes the powers away and serves again", () => {
    const world = worldWith(["r..............."], { x: 60, directionY: 1 });
    givePower(world, "wide");
    until(world, "lifeLost");
    assert.equal(world.lives, SCORE.lives - 1);
    assert.equal(world.phase, "serve");
    assert.equal(world.powers.wide, 0);
    assert.equal(world.balls.length, 1);
  });

  it("costs nothing while another ball is in play", () => {
    const world = worldWith(["r..............."]);
    world.balls.push({ ...world.balls[0]!, x: 60, y: 290, directionY: 1 });
    for (let i = 0; i < 20; i++) step(world, IDLE, DT, unlucky);
    assert.equal(world.balls.length, 1);
    assert.equal(world.lives, SCORE.lives);
  });

  it("ends the game with the last life, and nothing happens afterwards", () => {
    const world = worldWith(["r..............."], { x: 60, directionY: 1 });
    world.lives = 1;
    const events = until(world, "over");
    assert.deepEqual(events.slice(-2).map(({ kind }) => kind), ["lifeLost", "over"]);
    const before = structuredClone(world);
    assert.deepEqual(step(world, { ...IDLE, move: 1, launch: true }, DT, unlucky), []);
    assert.deepEqual(world, before);
  });
});

describe("power-ups", () => {
  it("are caught by the paddle and missed beside it", () => {
    const world = worldWith(["r..............."], { y: 60 });
    world.capsules = [{ power: "laser", x: 200, y: PADDLE.y - 10 }, { power: "slow", x: 40, y: PADDLE.y - 10 }];
    for (let i = 0; i < 60; i++) step(world, IDLE, DT, unlucky);
    assert.ok(world.powers.laser > 0);
    assert.equal(world.powers.slow, 0);
    assert.equal(world.capsules.length, 0);
    assert.equal(world.score.points, SCORE.capsule);
  });

  it("multi: every ball becomes three, up to the limit", () => {
    const world = worldWith(["r..............."]);
    givePower(world, "multi");
    assert.equal(world.balls.length, 3);
    givePower(world, "multi");
    assert.equal(world.balls.length, 9);
    givePower(world, "multi");
    assert.equal(world.balls.length, POWER.maxBalls);
  });

  it("slow: balls fly at a share of their speed until it ends", () => {
    const world = worldWith(["r..............."], { y: 250 });
    givePower(world, "slow");
    const before = world.balls[0]!.y;
    step(world, IDLE, DT, unlucky);
    assert.closeTo(before - world.balls[0]!.y, world.balls[0]!.speed * POWER.slowFactor * DT, 1e-6);
    world.powers.slow = DT / 2;
    const events = step(world, IDLE, DT, unlucky);
    assert.ok(events.some((event) => event.kind === "expired" && event.power === "slow"));
  });

  it("catch: the ball sticks where it lands until it is let go", () => {
    const world = worldWith(["r..............."], { x: 210, y: 240, directionY: 1 });
    givePower(world, "catch");
    const events = until(world, "paddle");
    assert.ok(events.some((event) => event.kind === "paddle" && event.sticks));
    step(world, { ...IDLE, pointer: 100 }, DT, unlucky);
    assert.closeTo(world.balls[0]!.x, 110, 0.5);
    step(world, { ...IDLE, launch: true }, DT, unlucky);
    assert.equal(world.balls[0]!.stuckAt, undefined);
  });

  it("laser: two bolts a shot, with a pause between, and they break bricks", () => {
    const world = worldWith(["rrrrrrrrrrrrrrrr"], { y: 250 });
    assert.deepEqual(step(world, { ...IDLE, fire: true }, DT, unlucky), []);
    givePower(world, "laser");
    assert.equal(step(world, { ...IDLE, fire: true }, DT, unlucky).filter(({ kind }) => kind === "shot").length, 2);
    assert.equal(step(world, { ...IDLE, fire: true }, DT, unlucky).filter(({ kind }) => kind === "shot").length, 0);
    until(world, "break");
    assert.equal(world.bricks.length, 14);
  });

  it("life: one more, up to the limit", () => {
    const world = createWorld();
    for (let i = 0; i < 9; i++) givePower(world, "life");
    assert.equal(world.lives, SCORE.maxLives);
  });

  it("laser and catch exclude each other", () => {
    const world = createWorld();
    givePower(world, "laser");
    givePower(world, "catch");
    assert.equal(world.powers.laser, 0);
    givePower(world, "laser");
    assert.equal(world.powers.catch, 0);
  });
});

describe("a level", () => {
  it("is cleared when nothing breakable is left, and the next keeps score and lives", () => {
    const world = worldWith(["#......r.......#"], { x: 190 });
    world.score.points = 500;
    world.lives = 2;
    until(world, "cleared");
    assert.equal(world.phase, "cleared");
    startLevel(world, 1);
    assert.equal(world.phase, "serve");
    assert.equal(world.lives, 2);
    assert.equal(world.score.points, 560);
    assert.ok(world.balls[0]!.speed > BALL.speed);
  });

  it("that does not exist is refused", () => {
    assert.throws(() => createWorld(99), RangeError);
  });

  it("can be won, every one of them, by a player who never misses", () => {
    LEVELS.forEach(({ name }, level) => {
      const world = createWorld(level), random = new Random(7);
      for (let i = 0; i < 60 * 300 && world.phase !== "cleared"; i++) step(world, autopilot(world), DT, () => random.next());
      assert.equal(world.phase, "cleared", `${name} is not done after five minutes`);
    });
  });
});

describe("chance", () => {
  it("is all that makes two games differ", () => {
    const play = (seed: number) => {
      const world = createWorld(2), random = new Random(seed);
      for (let i = 0; i < 1200; i++) step(world, autopilot(world), DT, () => random.next());
      return world;
    };
    assert.deepEqual(play(1), play(1));
    assert.notDeepEqual(play(1), play(2));
  });
});
