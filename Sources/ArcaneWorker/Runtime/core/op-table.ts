// Written by ArcaneWorkerTests with ARCANE_UPDATE_DOCS=1, from the declarations in Sources/ArcaneWorker/Script/Ops.

/** The engine functions that the library is written on; docs/ops.md has them all. */
export interface Ops {
  /** Draws sprites, 88 bytes each (`SpriteRecord`). */
  op_submit_sprite_batch(records: Uint8Array): void;
  /** Draws a triangle. */
  op_geo_triangle(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    x3: number,
    y3: number,
    red: number,
    green: number,
    blue: number,
    alpha: number,
    layer: number,
  ): void;
  /** Draws a line. */
  op_geo_line(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    thickness: number,
    red: number,
    green: number,
    blue: number,
    alpha: number,
    layer: number,
  ): void;
  /** The shader of a sprite that is drawn without lights. Gives its ID. */
  op_arcane_unlit_shader(): number;
  /** A picture, drawn with sharp pixels; it is read after the frame. Gives its ID, the same for the same path. */
  op_load_texture(path: string): number;
  /** The same, drawn smoothly. Gives its ID, the same for the same path. */
  op_load_texture_linear(path: string): number;
  /** A texture of one color; a name has the color that it was first given. Gives its ID. */
  op_create_solid_texture(name: string, red: number, green: number, blue: number, alpha: number): number;
  /** A texture of pixels, four bytes each; a name has the pixels that it was first given. Gives its ID. */
  op_upload_rgba_texture(name: string, width: number, height: number, pixels: Uint8Array): number;
  /** The texture of the built-in bitmap font. Gives its ID. */
  op_create_font_texture(): number;
  /** The size of a texture; reads the picture if it has not been read. Gives width and height in pixels; zeros for one that cannot be used. */
  op_arcane_texture_size(texture: number): number[];
  /** A map of tiles, all 0: nothing. Gives its ID. */
  op_create_tilemap(
    texture: number,
    width: number,
    height: number,
    tileSize: number,
    atlasColumns: number,
    atlasRows: number,
  ): number;
  /** Puts a tile into a map. */
  op_set_tile(tilemap: number, x: number, y: number, tile: number): void;
  /** Draws what the camera shows of a map. */
  op_draw_tilemap(tilemap: number, x: number, y: number, layer: number): void;
  /** Places the camera. */
  op_set_camera(x: number, y: number, zoom: number): void;
  /** The color that frames begin with. */
  op_set_background_color(red: number, green: number, blue: number): void;
  /** The light that is everywhere. */
  op_set_ambient_light(red: number, green: number, blue: number): void;
  /** Adds a light for this frame. */
  op_add_point_light(
    x: number,
    y: number,
    radius: number,
    red: number,
    green: number,
    blue: number,
    intensity: number,
  ): void;
  /** A TrueType font at a size; reads the file. Gives its ID. */
  op_arcane_load_font(path: string, pixelSize: number): number;
  /** The measures of a font. Gives ascent, descent and line height in pixels. */
  op_arcane_font_metrics(font: number): number[];
  /** Places the letters of a text. Gives nine numbers a letter: texture, x, y, width, height and its part of the texture; at the end the text's width and height. */
  op_arcane_layout_text(font: number, text: string): number[];
  /** Whether a key is held. Gives whether. */
  op_is_key_down(key: string): boolean;
  /** Whether a key has gone down since the last frame. Gives whether. */
  op_is_key_pressed(key: string): boolean;
  /** Whether a key has gone up since the last frame. Gives whether. */
  op_arcane_is_key_released(key: string): boolean;
  /** Where the mouse is in the window. Gives x and y. */
  op_get_mouse_position(): number[];
  /** Whether a button is held. Gives whether. */
  op_is_mouse_button_down(button: number): boolean;
  /** Whether a button has gone down since the last frame. Gives whether. */
  op_is_mouse_button_pressed(button: number): boolean;
  /** Whether a button has gone up since the last frame. Gives whether. */
  op_arcane_is_mouse_button_released(button: number): boolean;
  /** How far the wheel has turned since the last frame. Gives x and y, in notches. */
  op_arcane_mouse_wheel(): number[];
  /** What has been typed since the last frame. Gives the text. */
  op_arcane_text_input(): string;
  /** How many gamepads there are. Gives their number. */
  op_get_gamepad_count(): number;
  /** The first gamepad. Gives its name; empty without one. */
  op_get_gamepad_name(): string;
  /** Whether a button is held. Gives whether. */
  op_is_gamepad_button_down(button: string): boolean;
  /** Whether a button has gone down since the last frame. Gives whether. */
  op_is_gamepad_button_pressed(button: string): boolean;
  /** How far a stick or trigger is moved. Gives -1 to 1. */
  op_get_gamepad_axis(axis: string): number;
  /** How many fingers touch. Gives their number. */
  op_get_touch_count(): number;
  /** Where a finger is. Gives x and y; empty for none. */
  op_get_touch_position(index: number): number[];
  /** A sound; it is read after the frame. Gives its ID, the same for the same path. */
  op_load_sound(path: string): number;
  /** Plays an instance of a sound. */
  op_play_sound_ex(
    sound: number,
    instance: number,
    volume: number,
    loops: boolean,
    bus: number,
    pan: number,
    pitch: number,
    lowPassHz: number,
    reverbMix: number,
    reverbDelayMilliseconds: number,
  ): void;
  /** Plays an instance of a sound from a place. */
  op_play_sound_spatial(
    sound: number,
    instance: number,
    volume: number,
    loops: boolean,
    bus: number,
    pitch: number,
    sourceX: number,
    sourceY: number,
    listenerX: number,
    listenerY: number,
  ): void;
  /** Stops an instance. */
  op_stop_instance(instance: number): void;
  /** The volume of an instance. */
  op_set_instance_volume(instance: number, volume: number): void;
  /** The pitch of an instance. */
  op_set_instance_pitch(instance: number, pitch: number): void;
  /** Moves instances; JSON with the arrays `instanceIds`, `sourceXs` and `sourceYs`. */
  op_update_spatial_positions(positions: string, listenerX: number, listenerY: number): void;
  /** The volume of a bus. */
  op_set_bus_volume(bus: number, volume: number): void;
  /** The volume of everything. */
  op_set_master_volume(volume: number): void;
  /** Silence. */
  op_stop_all_sounds(): void;
  /** Writes a save. Gives whether it is written. */
  op_save_file(key: string, value: string): boolean;
  /** Reads a save. Gives the value; null for none. */
  op_load_file(key: string): string | null;
  /** Removes a save. Gives whether there was one. */
  op_delete_file(key: string): boolean;
  /** What has been saved. Gives the keys, sorted. */
  op_list_save_files(): string[];
  /** The size of the window. Gives width and height. */
  op_get_viewport_size(): number[];
  /** Physical pixels of a logical one. Gives the factor. */
  op_get_scale_factor(): number;
  /** The window's title. */
  op_arcane_set_title(title: string): void;
  /** Fills the screen, or no longer. */
  op_arcane_set_fullscreen(on: boolean): void;
  /** Whether the game has asked to fill the screen. Gives whether. */
  op_arcane_is_fullscreen(): boolean;
  /** Shows or hides the mouse pointer. */
  op_arcane_set_cursor_visible(visible: boolean): void;
  /** The time since the previous frame. Gives seconds; 0 before the first frame. */
  op_get_delta_time(): number;
  /** The number of the frame. Gives from 1; 0 before the first frame. */
  op_arcane_frame(): number;
  /** What `performance.now()` shows. Gives milliseconds. */
  op_arcane_now(): number;
  /** Ends the game after this frame. */
  op_arcane_exit(code: number): void;
  /** What follows `--` on the command line. Gives the arguments. */
  op_arcane_args(): string[];
  /** The seed of the run. Gives the seed. */
  op_arcane_seed(): number;
  /** Says something once for each key, with the place in the game. */
  op_arcane_warn_once(key: string, message: string): void;
  /** The reload state of the previous generation. Gives the state; undefined without one. */
  op_arcane_reload_state(): unknown;
}

const nothing = (): void => {};

/** Stand-ins for all of them where there is no engine: draws do nothing, loads give 0. */
export function inertTable(): Ops {
  return {
    op_submit_sprite_batch: nothing,
    op_geo_triangle: nothing,
    op_geo_line: nothing,
    op_arcane_unlit_shader: () => 0,
    op_load_texture: () => 0,
    op_load_texture_linear: () => 0,
    op_create_solid_texture: () => 0,
    op_upload_rgba_texture: () => 0,
    op_create_font_texture: () => 0,
    op_arcane_texture_size: () => [0, 0],
    op_create_tilemap: () => 0,
    op_set_tile: nothing,
    op_draw_tilemap: nothing,
    op_set_camera: nothing,
    op_set_background_color: nothing,
    op_set_ambient_light: nothing,
    op_add_point_light: nothing,
    op_arcane_load_font: () => 0,
    op_arcane_font_metrics: () => [0, 0, 0],
    op_arcane_layout_text: () => [0, 0],
    op_is_key_down: () => false,
    op_is_key_pressed: () => false,
    op_arcane_is_key_released: () => false,
    op_get_mouse_position: () => [0, 0],
    op_is_mouse_button_down: () => false,
    op_is_mouse_button_pressed: () => false,
    op_arcane_is_mouse_button_released: () => false,
    op_arcane_mouse_wheel: () => [0, 0],
    op_arcane_text_input: () => "",
    op_get_gamepad_count: () => 0,
    op_get_gamepad_name: () => "",
    op_is_gamepad_button_down: () => false,
    op_is_gamepad_button_pressed: () => false,
    op_get_gamepad_axis: () => 0,
    op_get_touch_count: () => 0,
    op_get_touch_position: () => [],
    op_load_sound: () => 0,
    op_play_sound_ex: nothing,
    op_play_sound_spatial: nothing,
    op_stop_instance: nothing,
    op_set_instance_volume: nothing,
    op_set_instance_pitch: nothing,
    op_update_spatial_positions: nothing,
    op_set_bus_volume: nothing,
    op_set_master_volume: nothing,
    op_stop_all_sounds: nothing,
    op_save_file: () => false,
    op_load_file: () => null,
    op_delete_file: () => false,
    op_list_save_files: () => [],
    op_get_viewport_size: () => [800, 600],
    op_get_scale_factor: () => 1,
    op_arcane_set_title: nothing,
    op_arcane_set_fullscreen: nothing,
    op_arcane_is_fullscreen: () => false,
    op_arcane_set_cursor_visible: nothing,
    op_get_delta_time: () => 0,
    op_arcane_frame: () => 0,
    op_arcane_now: () => 0,
    op_arcane_exit: nothing,
    op_arcane_args: () => [],
    op_arcane_seed: () => 0,
    op_arcane_warn_once: nothing,
    op_arcane_reload_state: () => undefined,
  };
}

/** The ops that a warm-up frame may call: they change nothing that outlasts the frame, and read no file. */
export const WARM_UP_OPS = [
  "op_submit_sprite_batch",
  "op_geo_triangle",
  "op_geo_line",
  "op_arcane_unlit_shader",
  "op_set_camera",
  "op_set_background_color",
  "op_set_ambient_light",
  "op_add_point_light",
  "op_is_key_down",
  "op_is_key_pressed",
  "op_arcane_is_key_released",
  "op_get_mouse_position",
  "op_is_mouse_button_down",
  "op_is_mouse_button_pressed",
  "op_arcane_is_mouse_button_released",
  "op_arcane_mouse_wheel",
  "op_arcane_text_input",
  "op_get_gamepad_count",
  "op_get_gamepad_name",
  "op_is_gamepad_button_down",
  "op_is_gamepad_button_pressed",
  "op_get_gamepad_axis",
  "op_get_touch_count",
  "op_get_touch_position",
  "op_get_viewport_size",
  "op_get_scale_factor",
  "op_arcane_is_fullscreen",
  "op_get_delta_time",
  "op_arcane_frame",
  "op_arcane_args",
  "op_arcane_seed",
] as const satisfies readonly (keyof Ops)[];
