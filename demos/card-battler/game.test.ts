/** Plays the whole game, pictures and sounds included, in an engine that only takes notes. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import { chooseCard, chooseReward } from "./logic/autopilot.ts";
import { canPlay, type Combat } from "./logic/combat.ts";

const engine = createTestEngine({ width: 800, height: 600, seed: 3, textureSizes: { "assets/atlas.png": [512, 384] } });
// Only now: the game loads its pictures as soon as it is imported.
await import("./game.ts");
const { session } = await import("./session.ts");
afterAll(() => engine.dispose());

function heard(path: string): number {
  return engine.sounds.filter((sound) => sound.path === path).length;
}

/** Runs frames until the game waits for the player. */
function settle(): void {
  engine.run(20);
  for (let i = 0; i < 900; i += 1) {
    const before = engine.sounds.length;
    engine.run(30);
    if (engine.sounds.length === before) return;
  }
}

function combat(): Combat {
  const fight = session.run?.combat;
  assert.ok(fight, "there is no fight");
  return fight;
}

describe("the card battler", () => {
  it("begins with the title and nothing to go on with", () => {
    engine.run(5);
    assert.equal(engine.title, "Ashen Road");
    assert.ok(engine.showsText("Set out"));
    assert.ok(!engine.showsText("Go on"));
    assert.equal(heard("assets/music_road.wav"), 1);
  });

  it("deals a hand in the first fight", () => {
    engine.tap("Enter");
    settle();
    assert.ok(engine.showsText("Cinder Imp"));
    assert.ok(engine.showsText("turn 1"));
    assert.equal(combat().hand.length, 5);
    assert.equal(heard("assets/draw.wav"), 5);
    assert.ok(engine.files.has("card-battler-journey"));
  });

  it("explains the card under the mouse and plays it at a click", () => {
    const { hand } = combat();
    assert.equal(hand.length, 5);
    engine.moveMouse(400, 500); // the middle one
    engine.run(2);
    assert.ok(engine.texts.some(({ text }) => /^(Deal|Gain|Put) /.test(text)), "no card is explained");
    engine.click(400, 500);
    settle();
    assert.equal(combat().hand.length, 4);
    assert.equal(heard("assets/play.wav"), 1);
    engine.moveMouse(400, 20);
    engine.run(2);
  });

  it("plays cards by cursor and by number, and denies what costs too much", () => {
    engine.tap("ArrowRight");
    engine.tap("Enter");
    settle();
    assert.equal(combat().hand.length, 3);
    engine.tap("1");
    settle();
    assert.equal(combat().hand.length, 2);
    assert.equal(combat().energy, 0);
    assert.ok(!canPlay(combat(), 0));
    engine.tap("1");
    assert.equal(heard("assets/denied.wav"), 1);
    assert.equal(combat().hand.length, 2);
  });

  it("ends the turn by key or by button", () => {
    engine.tap("e");
    settle();
    assert.ok(engine.showsText("turn 2"));
    engine.click(2 * 360, 2 * 200);
    settle();
    assert.ok(engine.showsText("turn 3"));
    engine.moveMouse(400, 20);
  });

  it("shows the deck over the fight, and goes back", () => {
    engine.tap("Tab");
    engine.run(2);
    assert.ok(engine.showsText("Your deck: 10 cards"));
    engine.tap("Escape");
    engine.run(2);
    assert.ok(!engine.showsText("Your deck"));
    assert.ok(engine.showsText("Cinder Imp"));
  });

  it("goes back to the title and on with the same fight", () => {
    engine.tap("Escape");
    engine.run(60);
    assert.ok(engine.showsText("Go on"));
    const { turn } = combat();
    engine.tap("Enter");
    settle();
    assert.equal(combat().turn, turn);
    assert.ok(engine.showsText(`turn ${turn}`));
  });

  it("leads through fights and rewards to an end and back to the title", () => {
    let rewards = 0;
    for (let i = 0; i < 1500 && session.run !== undefined; i += 1) {
      const { run } = session;
      if (run.stage === "reward") {
        rewards += 1;
        settle();
        assert.ok(engine.showsText("Take one card, or rest."));
        const choice = chooseReward(run);
        if (choice < 0) engine.tap("ArrowDown");
        for (let step = 0; step < choice; step += 1) engine.tap("ArrowRight");
        engine.tap("Enter");
      } else if (run.combat?.result === "open") {
        const choice = chooseCard(run.combat);
        engine.tap(choice < 0 ? "e" : String(choice + 1));
      }
      settle();
    }
    assert.equal(session.run, undefined, "the journey never ended");
    assert.ok(rewards >= 1, "no fight was won");
    assert.ok(engine.showsText("fights won in"));
    assert.ok(!engine.files.has("card-battler-journey"), "a journey that has ended can still be continued");
    engine.run(60); // nobody leaves the end by a key that was meant for the fight
    engine.tap("Enter");
    engine.run(60);
    assert.ok(engine.showsText("Set out"));
    assert.ok(!engine.showsText("Go on"));
  }, { timeout: 60_000 });

  it("says nothing of misuse of the library", () => {
    assert.deepEqual(engine.warnings, []);
  });
});
