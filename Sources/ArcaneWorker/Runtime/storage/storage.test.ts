import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import { deleteSave, hasSave, listSaves, loadGame, saveGame } from "./index.ts";

describe("save slots", () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = createTestEngine();
  });
  afterEach(() => engine.dispose());

  it("give back what was saved", () => {
    assert.ok(saveGame("slot-1", { level: 3, items: ["key"] }));
    assert.deepEqual(loadGame("slot-1"), { ok: true, data: { level: 3, items: ["key"] } });
    assert.ok(hasSave("slot-1"));
    saveGame("a", 1);
    assert.deepEqual(listSaves(), ["a", "slot-1"]);
    assert.ok(deleteSave("a"));
    assert.ok(!deleteSave("a"));
    assert.deepEqual(listSaves(), ["slot-1"]);
  });

  it("tell an empty slot from a broken one and from one of another version", () => {
    const reason = (slot: string): string => {
      const result = loadGame(slot);
      return result.ok ? "ok" : result.reason;
    };
    assert.equal(reason("none"), "missing");
    for (const text of ["{", "null", "[]", '{"data":1}', '{"arcaneSave":1,"version":"x"}']) {
      engine.files.set("bad", text);
      assert.equal(reason("bad"), "corrupt", text);
    }
    saveGame("old", { hp: 1 }, 1);
    const result = loadGame("old", { version: 2 });
    assert.deepEqual(result, {
      ok: false,
      reason: "version",
      message: 'The save "old" has version 1; this game reads version 2.',
    });
  });

  it("bring old data up to date, and report it when that fails", () => {
    saveGame("old", { hp: 1 }, 1);
    const migrate = (data: unknown, version: number): unknown => ({ health: (data as { hp: number }).hp, from: version });
    assert.deepEqual(loadGame("old", { version: 2, migrate }), { ok: true, data: { health: 1, from: 1 } });
    const broken = loadGame("old", {
      version: 2,
      migrate: () => {
        throw new Error("no way");
      },
    });
    assert.ok(!broken.ok && broken.reason === "version" && broken.message.includes("no way"));
  });

  it("refuse versions that are no whole numbers, and keep what was saved", () => {
    saveGame("slot", "old", 3);
    for (const version of [NaN, Infinity, null, "2", 1.5, -1, {}] as number[]) {
      assert.throws(() => saveGame("slot", "new", version), RangeError);
      assert.throws(() => saveGame("slot", "new", version), "The version of a save is a whole number from 0, not ");
      if (version !== null) assert.throws(() => loadGame("slot", { version }), RangeError);
    }
    assert.throws(() => saveGame("slot", () => {}, 3), TypeError);
    assert.deepEqual(loadGame("slot", { version: 3 }), { ok: true, data: "old" });
    assert.ok(saveGame("slot", "first", 0));
    assert.deepEqual(loadGame("slot", { version: 0 }), { ok: true, data: "first" });
  });

  it("refuse names that are no texts, and say what a name is", () => {
    for (const slot of [undefined, null, 5, {}, ["a"], Symbol("a")] as unknown as string[]) {
      for (const use of [() => saveGame(slot, 1), () => loadGame(slot), () => hasSave(slot), () => deleteSave(slot)]) {
        assert.throws(use, TypeError);
        assert.throws(use, /^A save slot has a text for its name, not .*: use 1 to 64 letters, digits, "_" and "-"\.$/);
      }
    }
    assert.throws(() => saveGame("", 1), '"" is not a name for a save slot: use 1 to 64 letters, digits, "_" and "-".');
    assert.deepEqual(listSaves(), []);
  });

  it("refuse names that are no file names", () => {
    for (const slot of ["", "../x", "a b", "a/b", "x".repeat(65)]) {
      assert.throws(() => saveGame(slot, 1), RangeError);
      assert.throws(() => loadGame(slot), RangeError);
    }
    assert.ok(saveGame("Größe_1-b", 1));
  });
});

describe("save slots without an engine", () => {
  it("are kept in memory, so that logic can be tested", () => {
    saveGame("memory", [1, 2]);
    assert.deepEqual(loadGame("memory"), { ok: true, data: [1, 2] });
    assert.ok(deleteSave("memory"));
    assert.deepEqual(listSaves(), []);
  });
});
