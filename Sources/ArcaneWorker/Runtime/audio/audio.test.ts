import { onFrame } from "../core/frame.ts";
import { setCamera } from "../rendering/index.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import {
  type Bus,
  getBusVolume,
  getMasterVolume,
  isMuted,
  loadSound,
  moveSound,
  playMusic,
  playSound,
  playSoundAt,
  setBusVolume,
  setListener,
  setMasterVolume,
  setMuted,
  setSoundPitch,
  setSoundVolume,
  stopMusic,
  stopSound,
} from "./index.ts";

let engine: TestEngine;
const begin = (): void => {
  engine = createTestEngine();
  onFrame(() => {});
};
const end = (): void => {
  stopMusic();
  setListener(undefined);
  engine.dispose();
};

describe("sounds", () => {
  beforeEach(begin);
  afterEach(end);

  it("are played as told, each playing with a number of its own", () => {
    const jump = loadSound("jump.wav");
    const first = playSound(jump);
    const second = playSound(jump, { volume: 0.5, loop: true, bus: "voice", pitch: 2 });
    assert.notEqual(first, second);
    assert.deepEqual(engine.sounds, [
      { path: "jump.wav", instance: first, volume: 1, loop: false, bus: 0, pitch: 1, position: undefined },
      { path: "jump.wav", instance: second, volume: 0.5, loop: true, bus: 3, pitch: 2, position: undefined },
    ]);
    setSoundVolume(second, 0.25);
    assert.equal(engine.volumes.get(second), 0.25);
    stopSound(second);
    assert.deepEqual(engine.stopped, [second]);
  });

  it("say once what cannot be right, and go on", () => {
    const jump = loadSound("jump.wav");
    for (let i = 0; i < 2; i += 1) {
      playSound(jump, { volume: NaN, pitch: 0, bus: "musik" as Bus });
      playSound(1.5);
      playSound(0);
      setSoundPitch(1, -1);
    }
    assert.deepEqual(engine.sounds.map(({ volume, pitch, bus }) => [volume, pitch, bus]), [[0, 1, 0], [0, 1, 0]]);
    assert.deepEqual(engine.warnings, [
      "A volume of NaN is not possible; it counts as 0. Use 0 (silent) to 1 (as recorded).",
      'There is no audio bus "musik"; did you mean "music"?',
      "A pitch of 0 is not possible; it counts as 1. It must be above 0.",
      "playSound: 1.5 is not a sound; pass what loadSound returned.",
    ]);
  });
});

describe("volumes", () => {
  beforeEach(begin);
  afterEach(end);

  it("are remembered, also while all is silent", () => {
    setBusVolume("music", 0.3);
    assert.equal(getBusVolume("music"), 0.3);
    assert.equal(getBusVolume("sfx"), 1);
    setMasterVolume(0.8);
    setMuted(true);
    setMasterVolume(0.6);
    assert.ok(isMuted());
    assert.equal(getMasterVolume(), 0.6);
    setMuted(false);
    assert.ok(!isMuted());
    setBusVolume("music", 1);
    setMasterVolume(1);
  });
});

describe("music", () => {
  beforeEach(begin);
  afterEach(end);

  it("loops on its bus, and the same piece goes on", () => {
    const theme = loadSound("theme.ogg");
    playMusic(theme, { volume: 0.5 });
    playMusic(theme, { volume: 0.4 });
    assert.equal(engine.sounds.length, 1);
    const [{ bus, loop, instance }] = engine.sounds as [typeof engine.sounds[0]];
    assert.deepEqual([bus, loop], [1, true]);
    assert.equal(engine.volumes.get(instance), 0.4);
  });

  it("fades from one piece to the next", () => {
    playMusic(loadSound("a.ogg"));
    playMusic(loadSound("b.ogg"), { fade: 1, volume: 0.5 });
    const [a, b] = engine.sounds.map(({ instance }) => instance) as [number, number];
    engine.run(1, 0.25);
    assert.deepEqual([engine.volumes.get(a), engine.volumes.get(b)], [0.75, 0.125]);
    engine.run(3, 0.25);
    assert.deepEqual([engine.volumes.get(a), engine.volumes.get(b)], [0, 0.5]);
    assert.deepEqual(engine.stopped, [a]);
    engine.run(2, 0.25);
    assert.equal(engine.volumes.get(b), 0.5);
  });

  it("stops at once or slowly", () => {
    playMusic(loadSound("a.ogg"));
    stopMusic({ fade: 0.5 });
    engine.run(1, 0.25);
    assert.deepEqual(engine.stopped, []);
    engine.run(1, 0.25);
    assert.equal(engine.stopped.length, 1);
    playMusic(loadSound("b.ogg"));
    stopMusic();
    assert.equal(engine.stopped.length, 2);
    stopMusic();
    assert.equal(engine.stopped.length, 2);
  });
});

describe("sounds with a place", () => {
  beforeEach(begin);
  afterEach(end);

  it("are heard from the middle of the view, which the engine is told when it moves", () => {
    setCamera(100, 0);
    const growl = loadSound("growl.wav");
    const instance = playSoundAt(growl, 10, 20, { volume: 0.5 });
    assert.deepEqual(engine.sounds[0]!.position, { x: 10, y: 20 });
    engine.run();
    assert.ok(!engine.calls.includes("op_update_spatial_positions"));
    moveSound(instance, 11, 20);
    engine.run();
    assert.ok(engine.calls.includes("op_update_spatial_positions"));
    engine.run();
    assert.ok(!engine.calls.includes("op_update_spatial_positions"));
    setListener({ x: 0, y: 0 });
    engine.run();
    assert.ok(engine.calls.includes("op_update_spatial_positions"));
  });

  it("are not played nowhere", () => {
    playSoundAt(loadSound("growl.wav"), NaN, 0);
    moveSound(1, 0, Infinity);
    setListener({ x: NaN, y: 0 });
    assert.equal(engine.sounds.length, 0);
    assert.equal(engine.warnings.length, 3);
  });
});
