// An engine that draws nothing and remembers everything: puts itself in the place of the real one, runs frames when told to,
// and shows what a frame has drawn, played and said.

import { runFrame } from "../core/frame.ts";
import { type Ops, replaceOps } from "../core/ops.ts";
import { resetLibrary } from "../core/reset.ts";
import type { GamepadAxis, GamepadButton } from "../input/gamepad.ts";
import { type Key, namesOnUSKeyboard } from "../input/keys.ts";
import { buttonNumber, type MouseButton } from "../input/mouse.ts";
import { clearVirtualResolution } from "../rendering/viewport.ts";
import {
  decodeSprites,
  decodeTexts,
  type LightRecord,
  type ShapeRecord,
  type SoundRecord,
  type SpriteRecord,
  type TextRecord,
  type TilemapRecord,
} from "./records.ts";

/** How the engine for tests begins. */
export interface TestEngineOptions {
  /** Width of the window, logical pixels. Default 800. */
  width?: number;
  /** Height of the window, logical pixels. Default 600. */
  height?: number;
  /** Physical per logical pixel. Default 1. */
  scaleFactor?: number;
  /** Sizes of pictures in pixels by path; others are 16 by 16. */
  textureSizes?: Readonly<Record<string, readonly [width: number, height: number]>>;
  /** The seed of the run. Default 1. */
  seed?: number;
  /** Arguments for the game. */
  args?: readonly string[];
  /** State that the generation before gave. */
  reloadState?: unknown;
}

/** Keys or buttons: held, and gone down or up since the last frame. */
class Buttons<K> {
  down = new Set<K>();
  pressed = new Set<K>();
  released = new Set<K>();

  press(key: K): void {
    if (!this.down.has(key)) this.pressed.add(key);
    this.down.add(key);
  }

  release(key: K): void {
    if (this.down.delete(key)) this.released.add(key);
  }

  endFrame(): void {
    this.pressed.clear();
    this.released.clear();
  }
}

const UNLIT_SHADER = 0xffffffff;

/** The engine for tests. Made by {@link createTestEngine}; call {@link dispose} at the end. */
export class TestEngine {
  /** Sprites of the last frame, in the order of submission; letters and rectangles too. */
  sprites: SpriteRecord[] = [];
  /** Triangles and lines of the last frame. */
  shapes: ShapeRecord[] = [];
  /** Lights of the last frame. */
  lights: LightRecord[] = [];
  /** Tilemaps that the last frame drew. */
  tilemaps: TilemapRecord[] = [];
  /** Sounds begun since the start. */
  sounds: SoundRecord[] = [];
  /** Instances of sounds that were stopped, in order. */
  stopped: number[] = [];
  /** Volumes by instance of sounds, as last set. */
  volumes = new Map<number, number>();
  /** What the library complained about, in order. */
  warnings: string[] = [];
  /** Names of all ops that the last frame called, in order. */
  calls: string[] = [];
  /** The camera that was last sent to the engine. */
  camera = { x: 0, y: 0, zoom: 1 };
  /** The color that frames begin with. */
  clearColor = { r: 0.1, g: 0.1, b: 0.15 };
  /** The light that is everywhere. */
  ambientLight = { r: 1, g: 1, b: 1 };
  /** The code that the game ended with; undefined while it runs. */
  exitCode: number | undefined;
  /** The window's title. */
  title = "";
  /** Whether the window fills the screen. */
  fullscreen = false;
  /** Whether the mouse pointer is shown. */
  cursorVisible = true;
  /** Saved files by key. */
  files = new Map<string, string>();

  #dt = 0;
  #width: number;
  #height: number;
  readonly #options: TestEngineOptions;
  #textures: string[] = [""];
  /** Sizes of textures made of pixels, by name. */
  readonly #uploaded = new Map<string, readonly [width: number, height: number]>();
  #sounds: string[] = [""];
  #tilemapTiles: Map<string, number>[] = [];
  #keys = new Buttons<string>();
  #mouseButtons = new Buttons<number>();
  #padButtons = new Buttons<string>();
  #axes = new Map<string, number>();
  #mouse = { x: 0, y: 0, wheelX: 0, wheelY: 0 };
  #touches: { x: number; y: number }[] = [];
  #text = "";
  #padConnected = false;
  #frames = 0;
  #fonts: { path: string; size: number }[] = [];

  /** @internal */
  constructor(options: TestEngineOptions) {
    this.#options = options;
    this.#width = options.width ?? 800;
    this.#height = options.height ?? 600;
    resetLibrary();
    replaceOps(this.#counted(this.#makeOps()));
    clearVirtualResolution();
  }

  /**
   * Runs frames: reads the devices, calls the game's callback, takes what it draws.
   * @param count How many.
   * @param dt Seconds of each.
   */
  run(count = 1, dt = 1 / 60): void {
    for (let i = 0; i < count; i += 1) {
      this.#dt = dt;
      this.#frames += 1;
      this.sprites = [];
      this.shapes = [];
      this.lights = [];
      this.tilemaps = [];
      this.calls = [];
      try {
        runFrame();
      } finally {
        this.#keys.endFrame();
        this.#mouseButtons.endFrame();
        this.#padButtons.endFrame();
        this.#mouse.wheelX = 0;
        this.#mouse.wheelY = 0;
        this.#text = "";
      }
    }
  }

  /** Holds a key of a US keyboard down: by what it types (`"w"`) or by its place (`"KeyW"`), which is the same key. */
  press(key: Key): void {
    for (const name of namesOnUSKeyboard(key)) this.#keys.press(name);
  }

  /** Lets a key go. */
  release(key: Key): void {
    for (const name of namesOnUSKeyboard(key)) this.#keys.release(name);
  }

  /** Presses a key, runs a frame, lets it go and runs another. */
  tap(key: Key): void {
    this.press(key);
    this.run();
    this.release(key);
    this.run();
  }

  /** Types text into the next frame. */
  type(text: string): void {
    this.#text += text;
  }

  /** Puts the mouse at a point of the window, logical pixels. */
  moveMouse(x: number, y: number): void {
    this.#mouse.x = x;
    this.#mouse.y = y;
  }

  /** Holds a mouse button down. */
  pressMouse(button: MouseButton = "left"): void {
    this.#mouseButtons.press(buttonNumber(button));
  }

  /** Lets a mouse button go. */
  releaseMouse(button: MouseButton = "left"): void {
    this.#mouseButtons.release(buttonNumber(button));
  }

  /** Moves to a point of the window, presses the left button, runs a frame, lets it go and runs another. */
  click(x: number, y: number): void {
    this.moveMouse(x, y);
    this.pressMouse();
    this.run();
    this.releaseMouse();
    this.run();
  }

  /** Turns the wheel by notches before the next frame. */
  turnWheel(y: number, x = 0): void {
    this.#mouse.wheelX += x;
    this.#mouse.wheelY += y;
  }

  /** Puts fingers on the screen, in window coordinates. */
  touch(...points: { x: number; y: number }[]): void {
    this.#touches = points;
  }

  /** Holds a button of the gamepad down. Connects it. */
  pressPad(button: GamepadButton): void {
    this.#padConnected = true;
    this.#padButtons.press(button);
  }

  /** Lets a button of the gamepad go. */
  releasePad(button: GamepadButton): void {
    this.#padButtons.release(button);
  }

  /** Moves an axis of the gamepad. Connects it. */
  setAxis(axis: GamepadAxis, value: number): void {
    this.#padConnected = true;
    this.#axes.set(axis, value);
  }

  /** Changes the size of the window, logical pixels. */
  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
  }

  /** Lines of text in the built-in font that the last frame drew. */
  get texts(): TextRecord[] {
    return decodeTexts(this.sprites, this.#textures.indexOf("font"));
  }

  /** Whether the last frame drew a line with this text in it. */
  showsText(part: string): boolean {
    return this.texts.some(({ text }) => text.includes(part));
  }

  /** Sprites of the last frame whose texture was made with this path or name. */
  spritesOf(textureName: string): SpriteRecord[] {
    return this.sprites.filter((sprite) => sprite.textureName === textureName);
  }

  /** The tile of a tilemap in a cell. */
  tileAt(tilemap: number, x: number, y: number): number {
    return this.#tilemapTiles[tilemap - 1]?.get(`${x},${y}`) ?? 0;
  }

  /** Gives the real engine its place back. */
  dispose(): void {
    resetLibrary();
    replaceOps(undefined);
  }

  #counted(table: Ops): Ops {
    const counted: Record<string, unknown> = {};
    for (const [name, op] of Object.entries(table) as [string, (...args: unknown[]) => unknown][]) {
      counted[name] = (...args: unknown[]): unknown => {
        this.calls.push(name);
        return op(...args);
      };
    }
    return counted as unknown as Ops;
  }

  #index(list: string[], name: string): number {
    const at = list.indexOf(name);
    return at >= 0 ? at : list.push(name) - 1;
  }

  #textureSize(id: number): number[] {
    const name = this.#textures[id];
    if (id === 0 || name === undefined) return [0, 0];
    if (name === "font") return [128, 48];
    return [...(this.#uploaded.get(name) ?? this.#options.textureSizes?.[name] ?? (name.startsWith("solid:") ? [1, 1] : [16, 16]))];
  }

  #play(sound: number, record: Omit<SoundRecord, "path">): void {
    this.sounds.push({ path: this.#sounds[sound] ?? "", ...record });
    this.volumes.set(record.instance, record.volume);
  }

  #makeOps(): Ops {
    const texture = (name: string): number => this.#index(this.#textures, name);
    return {
      op_submit_sprite_batch: (data) => {
        this.sprites.push(...decodeSprites(data, (id) => this.#textures[id] ?? ""));
      },
      op_load_texture: texture,
      op_load_texture_linear: texture,
      op_upload_rgba_texture: (name, width, height) => {
        this.#uploaded.set(name, [width, height]);
        return texture(name);
      },
      op_create_solid_texture: (name) => texture(`solid:${name}`),
      op_create_font_texture: () => texture("font"),
      op_create_tilemap: () => this.#tilemapTiles.push(new Map()),
      op_set_tile: (id, x, y, tile) => {
        this.#tilemapTiles[id - 1]?.set(`${x},${y}`, tile);
      },
      op_draw_tilemap: (id, x, y, layer) => {
        this.tilemaps.push({ id, x, y, layer });
      },
      op_get_delta_time: () => this.#dt,
      op_set_camera: (x, y, zoom) => {
        this.camera = { x, y, zoom };
      },
      op_get_viewport_size: () => [this.#width, this.#height],
      op_get_scale_factor: () => this.#options.scaleFactor ?? 1,
      op_set_background_color: (r, g, b) => {
        this.clearColor = { r, g, b };
      },
      op_set_ambient_light: (r, g, b) => {
        this.ambientLight = { r, g, b };
      },
      op_add_point_light: (x, y, radius, r, g, b, intensity) => {
        this.lights.push({ x, y, radius, color: { r, g, b }, intensity });
      },
      op_geo_triangle: (x1, y1, x2, y2, x3, y3, r, g, b, a, layer) => {
        this.shapes.push({
          kind: "triangle", points: [x1, y1, x2, y2, x3, y3], thickness: 0, color: { r, g, b, a }, layer,
        });
      },
      op_geo_line: (x1, y1, x2, y2, thickness, r, g, b, a, layer) => {
        this.shapes.push({ kind: "line", points: [x1, y1, x2, y2], thickness, color: { r, g, b, a }, layer });
      },
      op_is_key_down: (key) => this.#keys.down.has(key),
      op_is_key_pressed: (key) => this.#keys.pressed.has(key),
      op_get_mouse_position: () => [this.#mouse.x, this.#mouse.y],
      op_is_mouse_button_down: (button) => this.#mouseButtons.down.has(button),
      op_is_mouse_button_pressed: (button) => this.#mouseButtons.pressed.has(button),
      op_get_gamepad_count: () => (this.#padConnected ? 1 : 0),
      op_get_gamepad_name: () => (this.#padConnected ? "Test Gamepad" : ""),
      op_is_gamepad_button_down: (button) => this.#padButtons.down.has(button),
      op_is_gamepad_button_pressed: (button) => this.#padButtons.pressed.has(button),
      op_get_gamepad_axis: (axis) => this.#axes.get(axis) ?? 0,
      op_get_touch_count: () => this.#touches.length,
      op_get_touch_position: (index) => {
        const point = this.#touches[index];
        return point === undefined ? [] : [point.x, point.y];
      },
      op_load_sound: (path) => this.#index(this.#sounds, path),
      op_play_sound_ex: (sound, instance, volume, loop, bus, _pan, pitch) => {
        this.#play(sound, { instance, volume, loop, bus, pitch, position: undefined });
      },
      op_play_sound_spatial: (sound, instance, volume, loop, bus, pitch, x, y) => {
        this.#play(sound, { instance, volume, loop, bus, pitch, position: { x, y } });
      },
      op_stop_instance: (instance) => {
        this.stopped.push(instance);
      },
      op_set_instance_volume: (instance, volume) => {
        this.volumes.set(instance, volume);
      },
      op_set_instance_pitch: () => {},
      op_update_spatial_positions: () => {},
      op_set_bus_volume: () => {},
      op_set_master_volume: () => {},
      op_stop_all_sounds: () => {
        this.stopped.push(...this.sounds.map(({ instance }) => instance));
      },
      op_save_file: (key, value) => {
        this.files.set(key, value);
        return true;
      },
      op_load_file: (key) => this.files.get(key) ?? "",
      op_delete_file: (key) => this.files.delete(key),
      op_list_save_files: () => [...this.files.keys()].sort(),
      op_arcane_exit: (code) => {
        this.exitCode ??= code;
      },
      op_arcane_set_title: (title) => {
        this.title = title;
      },
      op_arcane_set_fullscreen: (on) => {
        this.fullscreen = on;
      },
      op_arcane_is_fullscreen: () => this.fullscreen,
      op_arcane_set_cursor_visible: (on) => {
        this.cursorVisible = on;
      },
      op_arcane_mouse_wheel: () => [this.#mouse.wheelX, this.#mouse.wheelY],
      op_arcane_text_input: () => this.#text,
      op_arcane_is_key_released: (key) => this.#keys.released.has(key),
      op_arcane_is_mouse_button_released: (button) => this.#mouseButtons.released.has(button),
      op_arcane_texture_size: (id) => this.#textureSize(id),
      op_arcane_load_font: (path, size) => this.#fonts.push({ path, size }),
      op_arcane_font_metrics: (font) => {
        const size = this.#fonts[font - 1]?.size ?? 0;
        return [size * 0.75, size * 0.25, size];
      },
      op_arcane_layout_text: (font, text) => this.#layout(font, text),
      op_arcane_reload_state: () => this.#options.reloadState,
      op_arcane_args: () => [...(this.#options.args ?? [])],
      op_arcane_seed: () => this.#options.seed ?? 1,
      op_arcane_frame: () => this.#frames,
      op_arcane_now: () => this.#frames * this.#dt * 1000,
      op_arcane_warn_once: (_key, message) => {
        this.warnings.push(message);
      },
      op_arcane_unlit_shader: () => UNLIT_SHADER,
    };
  }

  /** A font in which each letter is half as wide as it is high. */
  #layout(font: number, text: string): number[] {
    const { path, size } = this.#fonts[font - 1] ?? { path: "", size: 0 };
    const texture = this.#index(this.#textures, `glyphs:${path}`);
    const glyphs = [...text].flatMap((_letter, index) => [texture, (index * size) / 2, 0, size / 2, size, 0, 0, 1, 1]);
    return [...glyphs, ([...text].length * size) / 2, size];
  }
}

/**
 * Puts an engine for tests in the place of the real one.
 *
 * @example
 * ```ts
 * describe("the title", () => {
 *   let engine: TestEngine;
 *   beforeEach(() => { engine = createTestEngine({ width: 320, height: 180 }); });
 *   afterEach(() => engine.dispose());
 *
 *   it("begins the game on Enter", () => {
 *     startGame(); // calls onFrame
 *     engine.run();
 *     assert.ok(engine.showsText("Press Enter"));
 *     engine.tap("Enter");
 *     assert.equal(engine.spritesOf("hero.png").length, 1);
 *   });
 * });
 * ```
 */
export function createTestEngine(options: TestEngineOptions = {}): TestEngine {
  return new TestEngine(options);
}
