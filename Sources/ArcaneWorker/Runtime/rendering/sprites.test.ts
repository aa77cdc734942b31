import { onFrame } from "../core/frame.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import {
  Animator,
  createSolidTexture,
  createTexture,
  drawRect,
  drawSprite,
  drawTexture,
  getSpriteCount,
  getTextureSize,
  hex,
  loadTexture,
  SpriteBatch,
  SpriteSheet,
  Tilemap,
} from "./index.ts";

let engine: TestEngine;
const begin = (): void => {
  engine = createTestEngine({ textureSizes: { "hero.png": [32, 48], "sheet.png": [64, 32] } });
};
const end = (): void => engine.dispose();

function draw(what: () => void): void {
  onFrame(what);
  engine.run();
}

describe("drawSprite", () => {
  beforeEach(begin);
  afterEach(end);

  it("fills in what is not given", () => {
    const texture = loadTexture("hero.png");
    draw(() => drawSprite({ texture, x: 10, y: 20 }));
    assert.deepEqual(engine.sprites, [{
      texture,
      textureName: "hero.png",
      x: 10,
      y: 20,
      width: 32,
      height: 48,
      layer: 0,
      uv: { x: 0, y: 0, width: 1, height: 1 },
      tint: { r: 1, g: 1, b: 1, a: 1 },
      rotation: 0,
      originX: 0.5,
      originY: 0.5,
      flipX: false,
      flipY: false,
      opacity: 1,
      blend: 0,
      shader: 0,
    }]);
  });

  it("passes on everything that is given", () => {
    const texture = loadTexture("hero.png");
    draw(() =>
      drawSprite({
        texture, x: 1, y: 2, width: 8, height: 4, layer: -3, source: { x: 8, y: 12, width: 16, height: 24 },
        tint: { r: 0.5, g: 0.25, b: 0, a: 0.75 }, rotation: 1.5, anchorX: 0.5, anchorY: 1, originX: 0, originY: 1,
        flipX: true, flipY: true, opacity: 0.5, blend: "additive", lit: false,
      })
    );
    const [sprite] = engine.sprites;
    assert.deepEqual(sprite!.uv, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
    assert.deepEqual([sprite!.x, sprite!.y, sprite!.width, sprite!.height], [-3, -2, 8, 4]);
    assert.deepEqual(sprite!.tint, { r: 0.5, g: 0.25, b: 0, a: 0.75 });
    assert.deepEqual([sprite!.layer, sprite!.rotation, sprite!.originX, sprite!.originY], [-3, 1.5, 0, 1]);
    assert.deepEqual([sprite!.flipX, sprite!.flipY, sprite!.opacity, sprite!.blend], [true, true, 0.5, 1]);
    assert.notEqual(sprite!.shader, 0);
  });

  it("takes the size of the part that it shows", () => {
    const texture = loadTexture("hero.png");
    draw(() => {
      drawSprite({ texture, x: 0, y: 0, source: { x: 0, y: 0, width: 8, height: 9 } });
      drawSprite({ texture, x: 0, y: 0, uv: { x: 0, y: 0, width: 0.5, height: 0.25 } });
    });
    assert.deepEqual(engine.sprites.map(({ width, height }) => [width, height]), [[8, 9], [16, 12]]);
  });

  it("reads objects of classes too, and ignores what is undefined", () => {
    const texture = loadTexture("hero.png");
    class Entity {
      x = 5;
      readonly texture = texture;
      get y(): number {
        return this.x * 2;
      }
      get layer(): number {
        return 4;
      }
    }
    draw(() => {
      drawSprite(new Entity());
      drawSprite({ texture, x: 1, y: 1, width: undefined, tint: undefined, layer: undefined });
    });
    assert.deepEqual(engine.sprites.map(({ x, y, layer, width }) => [x, y, layer, width]), [[5, 10, 4, 32], [1, 1, 0, 32]]);
  });

  it("leaves out what cannot be drawn, says why once, and draws the rest", () => {
    const texture = loadTexture("hero.png");
    for (let i = 0; i < 3; i += 1) {
      draw(() => {
        drawSprite({ texture, x: NaN, y: 0 });
        drawSprite({ texture: 77, x: 0, y: 0 });
        drawSprite({ texture: 0, x: 0, y: 0 });
        drawSprite({ texture, x: 0, y: 0, width: -5, height: 5 });
        drawTexture(texture, 0, Infinity, 1, 1);
        drawRect(0, 0, 5, -1);
        drawRect(0, NaN, 5, 1);
        drawSprite({ texture, x: 1, y: 1 });
      });
    }
    assert.deepEqual(engine.sprites.map(({ x, width }) => [x, width]), [[0, -5], [1, 32]]);
    assert.deepEqual(engine.warnings, [
      "A sprite at x NaN, y 0 with width 32, height 48, rotation 0, layer 0 cannot be drawn and is left out: " +
      "each must be a finite number.",
      "There is no texture with the id 77: pass what loadTexture returned. The sprite is left out.",
      "Texture 0 is nothing: pass what loadTexture returned. The sprite is left out.",
      "A sprite has the negative size -5 x 5 and is drawn mirrored; use flipX or flipY to mirror it.",
      "drawRect: the size -1 is negative; the shape is left out.",
      "drawRect: a position or size is not a finite number; the shape is left out.",
    ]);
  });

  it("says once that drawing outside a frame waits for the next", () => {
    const texture = loadTexture("hero.png");
    drawSprite({ texture, x: 1, y: 1 });
    drawSprite({ texture, x: 2, y: 1 });
    draw(() => drawSprite({ texture, x: 3, y: 1 }));
    assert.deepEqual(engine.sprites.map(({ x }) => x), [1, 2, 3]);
    assert.equal(engine.warnings.length, 1);
    assert.match(engine.warnings[0]!, /outside the frame callback/);
  });

  it("hands a frame over in one call, also when the callback throws", () => {
    const texture = loadTexture("hero.png");
    onFrame(() => {
      for (let i = 0; i < 5000; i += 1) drawTexture(texture, i, 0, 1, 1, i % 3);
      assert.equal(getSpriteCount(), 5000);
      throw new Error("in the frame");
    });
    assert.throws(() => engine.run(), /in the frame/);
    assert.equal(engine.calls.filter((name) => name === "op_submit_sprite_batch").length, 1);
    assert.equal(engine.sprites.length, 5000);
    assert.equal(engine.sprites[4999]!.x, 4999);
    draw(() => {});
    assert.equal(engine.sprites.length, 0, "nothing is left over");
  });
});

describe("textures", () => {
  beforeEach(begin);
  afterEach(end);

  it("know their size and keep their id", () => {
    assert.deepEqual(getTextureSize(loadTexture("hero.png")), { width: 32, height: 48 });
    assert.equal(loadTexture("hero.png"), loadTexture("hero.png"));
    assert.deepEqual(getTextureSize(99), { width: 0, height: 0 });
    const id = createTexture("dots", 2, 3, new Uint8Array(24));
    assert.deepEqual(getTextureSize(id), { width: 2, height: 3 });
    onFrame(() => drawSprite({ texture: id, x: 0, y: 0 }));
    engine.run();
    assert.equal(engine.spritesOf("dots")[0]?.height, 3);
    assert.ok(createSolidTexture("red", hex("#f00")) > 0);
  });

  it("refuse pixels that do not fit", () => {
    assert.throws(() => createTexture("t", 2, 2, new Uint8Array(15)), /16 bytes, not 15/);
    assert.throws(() => createTexture("t", 0, 2, new Uint8Array(0)), RangeError);
    assert.throws(() => createTexture("t", 1.5, 2, new Uint8Array(12)), RangeError);
  });
});

describe("SpriteBatch", () => {
  beforeEach(begin);
  afterEach(end);

  it("draws what was laid out, moved as a whole", () => {
    const texture = loadTexture("hero.png");
    const batch = new SpriteBatch();
    for (let i = 0; i < 100; i += 1) batch.add({ texture, x: i, y: 0, layer: 2 });
    batch.setPosition(0, -5, -6);
    batch.setRotation(1, 2);
    batch.setTint(2, hex("#000"));
    draw(() => {
      batch.draw();
      batch.draw(1000, 1);
    });
    assert.equal(engine.sprites.length, 200);
    assert.deepEqual([engine.sprites[0]!.x, engine.sprites[0]!.y], [-5, -6]);
    assert.equal(engine.sprites[1]!.rotation, 2);
    assert.equal(engine.sprites[2]!.tint.r, 0);
    assert.deepEqual([engine.sprites[199]!.x, engine.sprites[199]!.y, engine.sprites[199]!.layer], [1099, 1, 2]);
    batch.clear();
    draw(() => batch.draw());
    assert.equal(engine.sprites.length, 0);
  });

  it("is not lit in screen space, but is in the world", () => {
    const texture = loadTexture("hero.png");
    const batches = [new SpriteBatch(true), new SpriteBatch()];
    for (const batch of batches) batch.add({ texture, x: 0, y: 0 });
    draw(() => {
      for (const batch of batches) batch.draw();
    });
    assert.deepEqual(engine.sprites.map(({ shader }) => shader === 0), [false, true]);
  });

  it("keeps the index of a sprite that cannot be drawn", () => {
    const texture = loadTexture("hero.png");
    const batch = new SpriteBatch();
    batch.add({ texture, x: NaN, y: 0 });
    assert.equal(batch.add({ texture, x: 1, y: 0 }), 1);
    batch.setPosition(5, 0, 0);
    draw(() => batch.draw());
    assert.deepEqual(engine.sprites.map(({ texture: id }) => id), [0, texture]);
    assert.equal(engine.warnings.length, 2);
  });
});

describe("SpriteSheet", () => {
  beforeEach(begin);
  afterEach(end);

  it("cuts a texture into frames", () => {
    const sheet = new SpriteSheet(loadTexture("sheet.png"), { frameWidth: 16, frameHeight: 16 });
    assert.equal(sheet.columns, 4);
    assert.deepEqual(sheet.source(5), { x: 16, y: 16, width: 16, height: 16 });
    draw(() => {
      sheet.draw(5, { x: 1, y: 2 });
      sheet.draw(0, { x: 1, y: 2, width: 64, flipX: true });
      sheet.draw(1.5, { x: 0, y: 0 });
      sheet.draw(8, { x: 0, y: 0 });
    });
    assert.deepEqual(engine.sprites[0]!.uv, { x: 0.25, y: 0.5, width: 0.25, height: 0.5 });
    assert.deepEqual([engine.sprites[1]!.width, engine.sprites[1]!.height, engine.sprites[1]!.flipX], [64, 16, true]);
    assert.equal(engine.warnings.length, 2);
  });

  it("knows margins and gaps", () => {
    const sheet = new SpriteSheet(loadTexture("sheet.png"), { frameWidth: 14, frameHeight: 14, margin: 1, spacing: 2 });
    assert.equal(sheet.columns, 4);
    assert.deepEqual(sheet.source(5), { x: 17, y: 17, width: 14, height: 14 });
    assert.throws(() => new SpriteSheet(1, { frameWidth: 0, frameHeight: 1 }), RangeError);
  });
});

describe("Tilemap", () => {
  beforeEach(begin);
  afterEach(end);

  const make = (): Tilemap =>
    new Tilemap({ texture: loadTexture("sheet.png"), width: 4, height: 3, tileSize: 16, columns: 4, rows: 2 });

  it("keeps its tiles and gives them to the engine", () => {
    const map = make();
    map.load(["#..#", "====", "#"], { "#": 1, "=": 6 });
    assert.equal(map.get(3, 0), 1);
    assert.equal(map.get(1, 0), 0);
    assert.equal(map.get(0, 2), 1);
    assert.equal(map.get(-1, 0), 0);
    assert.equal(map.get(4, 0), 0);
    draw(() => map.draw(5, 6, 7));
    assert.deepEqual(engine.tilemaps, [{ id: 1, x: 5, y: 6, layer: 7 }]);
    assert.equal(engine.tileAt(1, 2, 1), 6);
    map.set(2, 1, 3);
    map.fill(2, 0, 2, 4, 1);
    assert.equal(engine.tileAt(1, 2, 1), 3);
    assert.equal(engine.tileAt(1, 3, 2), 2);
    const cells: number[] = [];
    map.forEach((tile, x, y) => cells.push(tile * 100 + y * 10 + x));
    assert.deepEqual(cells, [100, 103, 610, 611, 312, 613, 220, 221, 222, 223]);
  });

  it("stays in call order with the sprites", () => {
    const map = make();
    const texture = loadTexture("hero.png");
    draw(() => {
      drawSprite({ texture, x: 0, y: 0 });
      map.draw();
      drawSprite({ texture, x: 1, y: 0 });
    });
    assert.deepEqual(
      engine.calls.filter((name) => /submit|draw_tilemap|set_camera/.test(name)),
      ["op_set_camera", "op_submit_sprite_batch", "op_draw_tilemap", "op_submit_sprite_batch"],
    );
  });

  it("refuses sizes and tiles that make no sense", () => {
    const good = { texture: 1, width: 4, height: 3, tileSize: 16, columns: 4, rows: 2 };
    for (const wrong of [{ width: 0 }, { height: 1.5 }, { columns: 0 }, { rows: -1 }, { tileSize: 0 }, { tileSize: NaN }]) {
      assert.throws(() => new Tilemap({ ...good, ...wrong }), RangeError);
    }
    const map = make();
    map.set(0, 0, -1);
    map.set(0.5, 0, 1);
    map.set(9, 9, 1);
    assert.equal(engine.warnings.length, 1, "outside is no mistake");
  });
});

describe("Animator", () => {
  const clips = {
    run: { frames: [3, 4, 5], fps: 10 },
    die: { frames: [7, 8], fps: 10, loop: false },
  };

  it("runs through frames and begins again", () => {
    const animator = new Animator(clips, "run");
    const frames: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      frames.push(animator.frame);
      animator.update(0.1);
    }
    assert.deepEqual(frames, [3, 4, 5, 3, 4]);
    assert.ok(!animator.finished);
  });

  it("stays on the last frame of a clip that does not loop", () => {
    const animator = new Animator(clips, "run");
    animator.play("die");
    assert.equal(animator.current, "die");
    animator.update(0.1);
    assert.ok(!animator.finished);
    animator.update(5);
    assert.equal(animator.frame, 8);
    assert.ok(animator.finished);
    animator.play("die");
    assert.ok(animator.finished, "goes on");
    animator.play("die", true);
    assert.equal(animator.frame, 7);
  });

  it("has a speed, and refuses clips that cannot play", () => {
    const animator = new Animator(clips, "run");
    animator.speed = 2;
    animator.update(0.1);
    assert.equal(animator.frame, 5);
    assert.throws(() => new Animator({ a: { frames: [], fps: 1 } }, "a"), /has no frames/);
    assert.throws(() => new Animator({ a: { frames: [1], fps: 0 } }, "a"), /0 frames per second/);
  });
});

describe("without a renderer", () => {
  it("drawing does nothing and loading gives 0", () => {
    assert.equal(loadTexture("hero.png"), 0);
    drawSprite({ texture: 0, x: NaN, y: 0 });
    drawRect(0, 0, 1, 1);
    const map = new Tilemap({ texture: 0, width: 2, height: 2, tileSize: 8, columns: 1, rows: 1 });
    map.set(1, 1, 3);
    map.draw();
    assert.equal(map.get(1, 1), 3);
    assert.equal(getSpriteCount(), 0);
  });
});
