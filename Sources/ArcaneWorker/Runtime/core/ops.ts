// The one boundary between the library and the engine: the functions of `Deno.core.ops`.
//
// The library is evaluated once into a V8 startup snapshot, before any op exists. So nothing here or elsewhere
// may call an op, or keep a reference to one, while a module is evaluated: everything asks `ops()` when it runs.
// Where an op is missing (a test, a tool outside the engine) an inert stand-in takes its place: draws do nothing,
// loads give 0, the viewport is 800 by 600.

/** The engine functions that the library is written on. */
export interface Ops {
  op_submit_sprite_batch(data: Uint8Array): void;
  op_load_texture(path: string): number;
  op_load_texture_linear(path: string): number;
  op_upload_rgba_texture(name: string, width: number, height: number, pixels: Uint8Array): number;
  op_create_solid_texture(name: string, r: number, g: number, b: number, a: number): number;
  op_create_font_texture(): number;
  op_create_tilemap(
    texture: number,
    width: number,
    height: number,
    tileSize: number,
    atlasColumns: number,
    atlasRows: number,
  ): number;
  op_set_tile(tilemap: number, x: number, y: number, tile: number): void;
  op_draw_tilemap(tilemap: number, x: number, y: number, layer: number): void;
  op_get_delta_time(): number;
  op_set_camera(x: number, y: number, zoom: number): void;
  op_get_viewport_size(): number[];
  op_get_scale_factor(): number;
  op_set_background_color(r: number, g: number, b: number): void;
  op_set_ambient_light(r: number, g: number, b: number): void;
  op_add_point_light(x: number, y: number, radius: number, r: number, g: number, b: number, intensity: number): void;
  op_geo_triangle(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    x3: number,
    y3: number,
    r: number,
    g: number,
    b: number,
    a: number,
    layer: number,
  ): void;
  op_geo_line(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    thickness: number,
    r: number,
    g: number,
    b: number,
    a: number,
    layer: number,
  ): void;

  op_is_key_down(key: string): boolean;
  op_is_key_pressed(key: string): boolean;
  op_get_mouse_position(): number[];
  op_is_mouse_button_down(button: number): boolean;
  op_is_mouse_button_pressed(button: number): boolean;
  op_get_gamepad_count(): number;
  op_get_gamepad_name(): string;
  op_is_gamepad_button_down(button: string): boolean;
  op_is_gamepad_button_pressed(button: string): boolean;
  op_get_gamepad_axis(axis: string): number;
  op_get_touch_count(): number;
  op_get_touch_position(index: number): number[];

  op_load_sound(path: string): number;
  op_play_sound_ex(
    sound: number,
    instance: number,
    volume: number,
    loop: boolean,
    bus: number,
    pan: number,
    pitch: number,
    lowPassHz: number,
    reverbMix: number,
    reverbDelayMs: number,
  ): void;
  op_play_sound_spatial(
    sound: number,
    instance: number,
    volume: number,
    loop: boolean,
    bus: number,
    pitch: number,
    sourceX: number,
    sourceY: number,
    listenerX: number,
    listenerY: number,
  ): void;
  op_stop_instance(instance: number): void;
  op_set_instance_volume(instance: number, volume: number): void;
  op_set_instance_pitch(instance: number, pitch: number): void;
  op_update_spatial_positions(json: string, listenerX: number, listenerY: number): void;
  op_set_bus_volume(bus: number, volume: number): void;
  op_set_master_volume(volume: number): void;
  op_stop_all_sounds(): void;

  op_save_file(key: string, value: string): boolean;
  op_load_file(key: string): string | null;
  op_delete_file(key: string): boolean;
  op_list_save_files(): string[];

  // Beyond the common script interface: offered by this engine alone.
  op_arcane_exit(code: number): void;
  op_arcane_set_title(title: string): void;
  op_arcane_set_fullscreen(on: boolean): void;
  op_arcane_is_fullscreen(): boolean;
  op_arcane_set_cursor_visible(on: boolean): void;
  op_arcane_mouse_wheel(): number[];
  op_arcane_text_input(): string;
  op_arcane_is_key_released(key: string): boolean;
  op_arcane_is_mouse_button_released(button: number): boolean;
  op_arcane_texture_size(texture: number): number[];
  op_arcane_load_font(path: string, pixelSize: number): number;
  op_arcane_font_metrics(font: number): number[];
  op_arcane_layout_text(font: number, text: string): number[];
  op_arcane_reload_state(): unknown;
  op_arcane_args(): string[];
  op_arcane_seed(): number;
  op_arcane_frame(): number;
  op_arcane_now(): number;
  op_arcane_warn_once(key: string, message: string): void;
  /** The shader id of slot 21 that draws a sprite without lights; 0 where the engine has none. */
  op_arcane_unlit_shader(): number;
}

const nothing = (): void => {};
const zero = (): number => 0;
const never = (): boolean => false;

/** Save slots of a context without files: kept in memory, so that game logic that saves can be tested. */
function memoryFiles(): Pick<Ops, "op_save_file" | "op_load_file" | "op_delete_file" | "op_list_save_files"> {
  let files: Record<string, string> = Object.create(null);
  return {
    op_save_file: (key, value) => {
      files[key] = value;
      return true;
    },
    op_load_file: (key) => files[key] ?? null,
    op_delete_file: (key) => {
      const had = key in files;
      const { [key]: _dropped, ...rest } = files;
      files = Object.assign(Object.create(null), rest);
      return had;
    },
    op_list_save_files: () => Object.keys(files).sort(),
  };
}

/** Makes a table of inert ops: what the library talks to where there is no engine. */
export function inertOps(): Ops {
  return {
    op_submit_sprite_batch: nothing,
    op_load_texture: zero,
    op_load_texture_linear: zero,
    op_upload_rgba_texture: zero,
    op_create_solid_texture: zero,
    op_create_font_texture: zero,
    op_create_tilemap: zero,
    op_set_tile: nothing,
    op_draw_tilemap: nothing,
    op_get_delta_time: zero,
    op_set_camera: nothing,
    op_get_viewport_size: () => [800, 600],
    op_get_scale_factor: () => 1,
    op_set_background_color: nothing,
    op_set_ambient_light: nothing,
    op_add_point_light: nothing,
    op_geo_triangle: nothing,
    op_geo_line: nothing,
    op_is_key_down: never,
    op_is_key_pressed: never,
    op_get_mouse_position: () => [0, 0],
    op_is_mouse_button_down: never,
    op_is_mouse_button_pressed: never,
    op_get_gamepad_count: zero,
    op_get_gamepad_name: () => "",
    op_is_gamepad_button_down: never,
    op_is_gamepad_button_pressed: never,
    op_get_gamepad_axis: zero,
    op_get_touch_count: zero,
    op_get_touch_position: () => [],
    op_load_sound: zero,
    op_play_sound_ex: nothing,
    op_play_sound_spatial: nothing,
    op_stop_instance: nothing,
    op_set_instance_volume: nothing,
    op_set_instance_pitch: nothing,
    op_update_spatial_positions: nothing,
    op_set_bus_volume: nothing,
    op_set_master_volume: nothing,
    op_stop_all_sounds: nothing,
    ...memoryFiles(),
    op_arcane_exit: nothing,
    op_arcane_set_title: nothing,
    op_arcane_set_fullscreen: nothing,
    op_arcane_is_fullscreen: never,
    op_arcane_set_cursor_visible: nothing,
    op_arcane_mouse_wheel: () => [0, 0],
    op_arcane_text_input: () => "",
    op_arcane_is_key_released: never,
    op_arcane_is_mouse_button_released: never,
    op_arcane_texture_size: () => [0, 0],
    op_arcane_load_font: zero,
    op_arcane_font_metrics: () => [0, 0, 0],
    op_arcane_layout_text: () => [0, 0],
    op_arcane_reload_state: () => undefined,
    op_arcane_args: () => [],
    op_arcane_seed: zero,
    op_arcane_frame: zero,
    op_arcane_now: zero,
    op_arcane_warn_once: (_key, message) => console.warn(message),
    op_arcane_unlit_shader: zero,
  };
}

let inert: Ops | undefined;
let bound: Ops | undefined;
let drawing = false;

/** The engine's functions, or inert ones where the engine has none. */
export function ops(): Ops {
  return bound ?? bind();
}

/** Whether there is a renderer to draw with. */
export function hasRenderer(): boolean {
  if (bound === undefined) bind();
  return drawing;
}

function bind(): Ops {
  const host = (globalThis as { Deno?: { core?: { ops?: Record<string, unknown> } } }).Deno?.core?.ops;
  inert ??= inertOps();
  // Without a host nothing is remembered: the engine may put one there later.
  if (host === undefined || host === null) return inert;
  const table: Record<string, unknown> = { ...inert };
  for (const name of Object.keys(table)) {
    if (typeof host[name] === "function") table[name] = host[name];
  }
  drawing = typeof host["op_submit_sprite_batch"] === "function";
  bound = table as unknown as Ops;
  return bound;
}

/**
 * Puts another table in the engine's place, for tests; `undefined` gives the engine back.
 * @internal
 */
export function replaceOps(table: Partial<Ops> | undefined): void {
  if (table === undefined) {
    bound = undefined;
    drawing = false;
    return;
  }
  bound = { ...inertOps(), ...table };
  drawing = table.op_submit_sprite_batch !== undefined;
}
