"""Test files for each runner: the same logic and the same assertions, written as its users write them."""

import pathlib

#: What the tests are about: a ball in a box, as a game keeps it apart from its drawing.
LOGIC = """export function ball(x, y, vx, vy) {
  return { x, y, vx, vy, bounces: 0 };
}

export function step(ball, seconds, width, height) {
  const next = { ...ball, x: ball.x + ball.vx * seconds, y: ball.y + ball.vy * seconds };
  if (next.x < 0 || next.x > width) {
    next.vx = -next.vx;
    next.x = next.x < 0 ? -next.x : 2 * width - next.x;
    next.bounces += 1;
  }
  if (next.y < 0 || next.y > height) {
    next.vy = -next.vy;
    next.y = next.y < 0 ? -next.y : 2 * height - next.y;
    next.bounces += 1;
  }
  return next;
}
"""
TYPED_LOGIC = ("export interface Ball { x: number; y: number; vx: number; vy: number; bounces: number }\n\n" + LOGIC
               .replace("(x, y, vx, vy) {", "(x: number, y: number, vx: number, vy: number): Ball {")
               .replace("(ball, seconds, width, height) {", "(ball: Ball, seconds: number, width: number, height: number): Ball {"))

#: Runner -> (ending of a test file, ending of a module, what a file begins with, what compares two values).
WRITTEN = {
    "arcane": (".test.ts", ".ts", 'import { assert, describe, it } from "@arcane/runtime/testing";', "assert.equal({}, {})"),
    "bun": (".test.ts", ".ts", 'import { describe, expect, it } from "bun:test";', "expect({}).toBe({})"),
    # Deno's own Deno.test: its emulation of node:test costs time that its users need not pay.
    "deno": (".test.ts", ".ts", 'import assert from "node:assert/strict";', "assert.equal({}, {})"),
    "node": (".test.mjs", ".mjs", 'import { describe, it } from "node:test";\nimport assert from "node:assert/strict";', "assert.equal({}, {})"),
}


def write(folder, runner, files, tests):
    """Writes them. Each test plays a ball of its own for a hundred steps."""
    ending, module, head, equal = WRITTEN[runner]
    folder = pathlib.Path(folder)
    (folder / f"ball{module}").write_text(TYPED_LOGIC if module == ".ts" else LOGIC)
    for number in range(files):
        cases = []
        for test in range(tests):
            speed = 10 + number + 7 * test
            body = f"""
    let moving = ball(50, 50, {speed}, {speed / 2:g});
    for (let count = 0; count < 100; count++) moving = step(moving, 0.016, 100, 100);
    {equal.format("moving.bounces > 0", str(bounces(speed) > 0).lower())};
    {equal.format("moving.bounces", bounces(speed))};
  """
            if runner == "deno":
                cases.append(f'Deno.test("region {number}: a ball of speed {speed}", () => {{{body}}});')
            else:
                cases.append(f'  it("a ball of speed {speed}", () => {{{body}}});')
        text = "\n".join(cases)
        if runner != "deno":
            text = f'describe("region {number}", () => {{\n{text}\n}});'
        (folder / f"region{number:04}{ending}").write_text(f'{head}\nimport {{ ball, step }} from "./ball{module}";\n\n{text}\n')


def bounces(speed):
    """What the logic above must come to, by its own arithmetic in the same floating-point numbers."""
    x, y, vx, vy, count = 50.0, 50.0, float(speed), speed / 2, 0
    for _ in range(100):
        x, y = x + vx * 0.016, y + vy * 0.016
        if x < 0 or x > 100:
            vx, x, count = -vx, (-x if x < 0 else 200 - x), count + 1
        if y < 0 or y > 100:
            vy, y, count = -vy, (-y if y < 0 else 200 - y), count + 1
    return count
