import { assert, describe, it } from "@arcane/runtime/testing";
import { isGround, type LevelText, lifted, parseLevel, tileAt } from "./level.ts";

const TEXT: LevelText = {
  name: "Test",
  theme: "forest",
  height: 5,
  above: ".",
  signs: [],
  chunks: ["@..\n###", ".X\n##"],
};

describe("reading a level", () => {
  it("puts chunks side by side on the lower edge", () => {
    const level = parseLevel(TEXT);
    assert.equal(level.width, 5);
    assert.equal(level.height, 5);
    assert.equal(level.tiles.join(""), ".".repeat(20) + "#####");
    assert.deepEqual(level.start, { x: 8, y: 64 });
    assert.deepEqual(level.gate, { x: 72, y: 64 });
  });

  it("fills what is above a chunk, and lifts chunks", () => {
    const level = parseLevel({ ...TEXT, above: "#", chunks: ["@X\n##", lifted(`\n    ..\n    ##\n    `, 2, "#")] });
    const rows = Array.from({ length: 5 }, (_, row) => level.tiles.slice(row * 4, row * 4 + 4).join(""));
    assert.deepEqual(rows, ["####", "##..", "####", "..##", "####"]);
  });

  it("finds things: their middle if they float, their feet if they stand", () => {
    const level = parseLevel({
      ...TEXT,
      signs: ["first", "second"],
      chunks: ["@.i.o.m.bX\n##########", "1..1i\n#####"],
    });
    assert.deepEqual(level.embers, [{ x: 72, y: 56 }]);
    assert.deepEqual(level.enemies, [{ kind: "moth", x: 104, y: 56 }, { kind: "beetle", x: 136, y: 64 }]);
    assert.deepEqual(level.signs.map(({ text }) => text), ["first", "second"]);
    assert.deepEqual(level.platforms, [{ from: { x: 160, y: 48 }, to: { x: 208, y: 48 } }]);
  });

  it("says what is wrong, and with which level", () => {
    const wrong = (changes: Partial<LevelText>, message: string) =>
      assert.throws(() => parseLevel({ ...TEXT, ...changes }), message);
    wrong({ chunks: ["@.?\n###", "X"] }, `level "Test": chunk 1 has a "?", which means nothing`);
    wrong({ chunks: ["...\n###", "X"] }, `level "Test": it has 0 starts (@), not one`);
    wrong({ chunks: ["@XX\n###"] }, `level "Test": it has 2 gates (X), not one`);
    wrong({ signs: ["?"] }, `level "Test": it has 0 signs (i) and 1 texts for them`);
    wrong({ chunks: ["@X1\n###"] }, `level "Test": platform 1 in chunk 1 has 1 ends, not two`);
    wrong({ height: 1 }, `level "Test": chunk 1 has 2 rows, the level only 1`);
  });

  it("has rock beside it, and nothing above and below", () => {
    const level = parseLevel(TEXT);
    assert.ok(isGround(level, -1, 0) && isGround(level, 5, 0));
    assert.equal(tileAt(level, 2, -1), ".");
    assert.equal(tileAt(level, 2, 5), ".");
  });
});
