import { assert, describe, gen, it, property } from "@arcane/runtime/testing";
import { BALL, FIELD, PADDLE } from "../tuning.ts";
import { buildWall } from "./bricks.ts";
import { fly, type Obstacle, resolveOverlap, steerOffPaddle, turn } from "./flight.ts";
import type { Ball, Paddle } from "./world.ts";

const paddle: Paddle = { x: 200, width: PADDLE.width, velocity: 0 };

function ballAt(x: number, y: number, angle: number): Ball {
  return { x, y, directionX: Math.sin(angle), directionY: -Math.cos(angle), speed: 200, stuckAt: undefined, bored: 0 };
}

/** Lets a ball fly and tells what it met. */
function flight(ball: Ball, distance: number, rows: string[] = []): Obstacle[] {
  const met: Obstacle[] = [];
  fly(ball, distance, { bricks: buildWall(rows), paddle, touched: (obstacle) => (met.push(obstacle), "go on") });
  return met;
}

describe("fly", () => {
  it("goes straight where nothing is in the way", () => {
    const ball = ballAt(100, 200, Math.PI / 6);
    assert.deepEqual(flight(ball, 20), []);
    assert.closeTo(ball.x, 110);
    assert.closeTo(ball.y, 200 - 20 * Math.cos(Math.PI / 6));
  });

  it("bounces off a wall and goes on for the rest of the way", () => {
    const ball = ballAt(FIELD.left + BALL.radius + 10, 200, -Math.PI / 4);
    assert.deepEqual(flight(ball, 20 * Math.SQRT2).map(({ kind }) => kind), ["wall"]);
    assert.closeTo(ball.x, FIELD.left + BALL.radius + 10, 0.01);
    assert.closeTo(ball.y, 180, 0.01);
    assert.ok(ball.directionX > 0);
  });

  it("bounces off the underside of a brick", () => {
    const ball = ballAt(200, 80, 0.1);
    const met = flight(ball, 40, ["rrrrrrrrrrrrrrrr"]);
    assert.equal(met[0]?.kind, "brick");
    assert.ok(ball.directionY > 0);
  });

  it("slides along a row of bricks without catching on their joints", () => {
    // From the left to the right under a row: the joints must not throw the ball back.
    const ball = ballAt(20, 62, Math.PI / 2 - 0.3);
    flight(ball, 60, ["rrrrrrrrrrrrrrrr"]);
    assert.ok(ball.directionX > 0);
  });

  it("stays between the walls and keeps its speed whatever happens", () => {
    property(gen.record({ x: gen.float(20, 380), angle: gen.float(0, 2 * Math.PI), distance: gen.float(0, 3000) }), ({ x, angle, distance }) => {
      const ball = ballAt(x, 200, angle);
      flight(ball, distance, ["r.r.r.r.r.r.r.r.", ".#.#.#.#.#.#.#.#"]);
      assert.ok(ball.x >= FIELD.left + BALL.radius - 0.01 && ball.x <= FIELD.right - BALL.radius + 0.01);
      assert.ok(ball.y >= FIELD.top + BALL.radius - 0.01);
      assert.closeTo(Math.hypot(ball.directionX, ball.directionY), 1, 1e-9);
    }, { runs: 500 });
  });
});

describe("the paddle", () => {
  it("sends a ball straight up from its middle and flat from its ends", () => {
    const ball = ballAt(paddle.x, 260, Math.PI);
    steerOffPaddle(ball, paddle);
    assert.closeTo(ball.directionX, 0);
    ball.x = paddle.x + paddle.width / 2;
    steerOffPaddle(ball, paddle);
    assert.closeTo(Math.atan2(ball.directionX, -ball.directionY) * 180 / Math.PI, PADDLE.maxAngle);
  });

  it("lifts a ball that it was moved into from above, and pushes away one that has passed it", () => {
    const above = ballAt(paddle.x, PADDLE.y - 1, Math.PI);
    assert.ok(resolveOverlap(above, paddle));
    assert.ok(above.y <= PADDLE.y - BALL.radius);
    const below = ballAt(paddle.x + paddle.width / 2 + 2, PADDLE.y + PADDLE.height - 1, Math.PI);
    assert.ok(!resolveOverlap(below, paddle));
    assert.ok(below.x >= paddle.x + paddle.width / 2 + BALL.radius);
    assert.ok(below.directionY > 0);
  });

  it("leaves a ball alone that rises or is elsewhere", () => {
    assert.ok(!resolveOverlap(ballAt(paddle.x, PADDLE.y - 1, 0), paddle));
    assert.ok(!resolveOverlap(ballAt(20, PADDLE.y - 1, Math.PI), paddle));
  });
});

describe("turn", () => {
  it("never makes a ball so flat that it does not come back", () => {
    property(gen.record({ from: gen.float(0, 2 * Math.PI), by: gen.float(-3, 3) }), ({ from, by }) => {
      const ball = ballAt(200, 200, from);
      turn(ball, by);
      assert.ok(Math.abs(ball.directionY) >= Math.sin(BALL.minAngleFromWall * Math.PI / 180) - 1e-9);
    });
  });
});
