// Calls every op of these families, rightly and wrongly, and checks what comes back: sprites, textures and tilemaps,
// camera and viewport, keyboard, mouse, gamepad and touch, audio, save files, lights, geometry, and the host's two.
//
// Run as a game, from a fresh start and without input:
//
//     arcane-supervise run Tests/Fixtures/ops/all-ops.ts --headless --frames 6
//
// It prints one line per check and throws at the first that fails. The last line is "all-ops: N checks passed".

// deno-lint-ignore no-explicit-any
type Any = any;
const world = globalThis as Any;
const ops: Record<string, (...args: Any[]) => Any> = world.Deno.core.ops;

let checks = 0;

function check(what: string, holds: boolean, got?: unknown): void {
  checks += 1;
  if (!holds) throw new Error(`all-ops: FAIL ${what}${got === undefined ? "" : `, got ${show(got)}`}`);
  console.log(`ok ${what}`);
}

function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  return typeof value === "bigint" || typeof value === "symbol" ? String(value) : JSON.stringify(value) ?? String(value);
}

function equal(what: string, got: unknown, want: unknown): void {
  check(`${what} is ${show(want)}`, show(got) === show(want), got);
}

/** What `body` throws, or undefined. */
function thrown(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}

function refuses(what: string, body: () => unknown, message: string): void {
  const error = thrown(body);
  check(`${what} throws a TypeError "${message}"`, error instanceof TypeError && error.message.includes(message), error);
}

// --- the table ------------------------------------------------------------------------------------------------------
// Argument letters: f f64, u u32 or u8, i i32, b bool, s string, y bytes. Results: void, u32, f64, bool, string,
// numbers (a plain array of that length, or of one of several lengths), strings.

type Result = "void" | "u32" | "f64" | "bool" | "string" | "strings" | number[];
type Row = [name: string, letters: string, good: unknown[], result: Result];

const batch = new Uint8Array(88);
const pixels = new Uint8Array(16).fill(255);
const table: Row[] = [
  // sprites, textures, tilemaps
  ["op_draw_sprite", "uffffiffffffff", [1, 0, 0, 8, 8, 0, 0, 0, 1, 1, 1, 1, 1, 1], "void"],
  ["op_submit_sprite_batch", "y", [batch], "void"],
  ["op_clear_sprites", "", [], "void"],
  ["op_load_texture", "s", ["assets/atlas.png"], "u32"],
  ["op_load_texture_linear", "s", ["assets/atlas.png"], "u32"],
  ["op_upload_rgba_texture", "sffy", ["table", 2, 2, pixels], "u32"],
  ["op_create_solid_texture", "suuuu", ["table", 1, 2, 3, 4], "u32"],
  ["op_create_font_texture", "", [], "u32"],
  ["op_create_tilemap", "uuufuu", [1, 4, 3, 16, 2, 2], "u32"],
  ["op_set_tile", "uuuu", [1, 0, 0, 0], "void"],
  ["op_get_tile", "uuu", [1, 0, 0], "u32"],
  ["op_draw_tilemap", "uffi", [1, 0, 0, 0], "void"],
  ["op_get_delta_time", "", [], "f64"],
  // camera, viewport
  ["op_set_camera", "fff", [0, 0, 1], "void"],
  ["op_get_camera", "", [], [3]],
  ["op_set_camera_bounds", "ffff", [0, 0, 4000, 4000], "void"],
  ["op_get_camera_bounds", "", [], [4]],
  ["op_clear_camera_bounds", "", [], "void"],
  ["op_get_viewport_size", "", [], [2]],
  ["op_get_scale_factor", "", [], "f64"],
  ["op_set_background_color", "fff", [0.1, 0.1, 0.15], "void"],
  // keyboard, mouse, gamepad, touch
  ["op_is_key_down", "s", ["a"], "bool"],
  ["op_is_key_pressed", "s", ["a"], "bool"],
  ["op_get_mouse_position", "", [], [2]],
  ["op_is_mouse_button_down", "u", [0], "bool"],
  ["op_is_mouse_button_pressed", "u", [0], "bool"],
  ["op_get_gamepad_count", "", [], "u32"],
  ["op_get_gamepad_name", "", [], "string"],
  ["op_is_gamepad_button_down", "s", ["A"], "bool"],
  ["op_is_gamepad_button_pressed", "s", ["A"], "bool"],
  ["op_get_gamepad_axis", "s", ["LeftStickX"], "f64"],
  ["op_get_touch_count", "", [], "u32"],
  ["op_get_touch_position", "u", [0], [0, 2]],
  ["op_is_touch_active", "", [], "bool"],
  // audio
  ["op_load_sound", "s", ["assets/blip.wav"], "u32"],
  ["op_play_sound", "ufb", [1, 0.5, false], "void"],
  ["op_stop_sound", "u", [1], "void"],
  ["op_play_sound_ex", "uffbuffufu", [1, 1, 0.5, false, 0, 0, 1, 0, 0, 0], "void"],
  ["op_play_sound_spatial", "uffbufffff", [1, 2, 0.5, true, 1, 1, 10, 20, 30, 40], "void"],
  ["op_stop_instance", "f", [1], "void"],
  ["op_set_instance_volume", "ff", [2, 0.5], "void"],
  ["op_set_instance_pitch", "ff", [2, 1.5], "void"],
  ["op_update_spatial_positions", "sff", ['{"instanceIds":[2],"sourceXs":[1],"sourceYs":[1]}', 0, 0], "void"],
  ["op_set_bus_volume", "uf", [1, 0.5], "void"],
  ["op_set_master_volume", "f", [1], "void"],
  ["op_stop_all_sounds", "", [], "void"],
  // save files
  ["op_save_file", "ss", ["table", "1"], "bool"],
  ["op_load_file", "s", ["table"], "string"],
  ["op_list_save_files", "", [], "strings"],
  ["op_delete_file", "s", ["table"], "bool"],
  // lights
  ["op_set_ambient_light", "fff", [1, 1, 1], "void"],
  ["op_add_point_light", "fffffff", [0, 0, 100, 1, 1, 1, 1], "void"],
  ["op_clear_lights", "", [], "void"],
  ["op_enable_gi", "", [], "void"],
  ["op_set_gi_intensity", "f", [1], "void"],
  ["op_set_gi_quality", "fff", [0, -1, 4], "void"],
  ["op_add_emissive", "ffffffff", [0, 0, 8, 8, 1, 1, 1, 1], "void"],
  ["op_clear_emissives", "", [], "void"],
  ["op_add_occluder", "ffff", [0, 0, 8, 8], "void"],
  ["op_clear_occluders", "", [], "void"],
  ["op_add_directional_light", "fffff", [0.5, 1, 1, 1, 1], "void"],
  ["op_add_spot_light", "fffffffff", [0, 0, 0, 1, 100, 1, 1, 1, 1], "void"],
  ["op_disable_gi", "", [], "void"],
  // geometry
  ["op_geo_triangle", "fffffffffff", [0, 0, 8, 0, 0, 8, 1, 1, 1, 1, 0], "void"],
  ["op_geo_line", "ffffffffff", [0, 0, 8, 8, 2, 1, 1, 1, 1, 0], "void"],
  // host
  ["op_crypto_random_uuid", "", [], "string"],
  ["op_agent_store_eval_result", "s", ["1"], "void"],
];

function hasType(value: unknown, result: Result): boolean {
  switch (result) {
    case "void": return value === undefined;
    case "u32": return typeof value === "number" && value >>> 0 === value;
    case "f64": return typeof value === "number";
    case "bool": return typeof value === "boolean";
    case "string": return typeof value === "string";
    case "strings": return Array.isArray(value) && value.every((entry) => typeof entry === "string");
    default:
      return Array.isArray(value) && result.includes(value.length) && value.every((entry) => typeof entry === "number");
  }
}

const expectations: Record<string, string> = {
  f: "expected f64",
  u: "expected u32",
  i: "expected i32",
  y: "expected typed ArrayBufferView",
};

// --- before the first frame -------------------------------------------------------------------------------------------

function beforeAnything(): void {
  equal("the viewport before the first frame", ops.op_get_viewport_size(), [800, 600]);
  equal("the time before the first frame", ops.op_get_delta_time(), 0);
  equal("the camera before the first frame", ops.op_get_camera(), [0, 0, 1]);
  equal("the mouse before the first frame", ops.op_get_mouse_position(), [0, 0]);
  equal("the camera's bounds before they are set", ops.op_get_camera_bounds(), []);
  equal("the scale factor before the first frame", ops.op_get_scale_factor(), 1);
  equal("the first texture's id", ops.op_load_texture("assets/atlas.png"), 1);
  equal("the first sound's id", ops.op_load_sound("assets/blip.wav"), 1);
  equal("the first tilemap's id", ops.op_create_tilemap(1, 4, 3, 16, 2, 2), 1);
}

function theTable(): void {
  for (const [name, letters, good, result] of table) {
    check(`${name} is a function`, typeof ops[name] === "function");
    if (letters.length !== good.length) throw new Error(`all-ops: the row of ${name} has ${good.length} arguments for "${letters}"`);
    const op = ops[name];
    const value = op(...good);
    check(`${name} called bare returns ${show(result)}`, hasType(value, result), value);
    // An op that changes something may answer otherwise the second time, so only its type is compared.
    // Not so for op_draw_sprite, whose fifteenth argument is that of its longer form.
    if (name !== "op_draw_sprite") {
      const again = op(...good, "surplus", {});
      check(`${name} ignores surplus arguments`, hasType(again, result), again);
    }
    [...letters].forEach((letter, index) => {
      const message = expectations[letter];
      if (message === undefined) return;
      for (const wrong of [undefined, null, "1", {}]) {
        const args = good.map((argument, at) => (at === index ? wrong : argument));
        refuses(`${name} with ${show(wrong)} as argument ${index + 1}`, () => op(...args), message);
      }
    });
    if (expectations[letters[0]]) refuses(`${name} without arguments`, () => op(), expectations[letters[0]]);
  }
}

// --- families ---------------------------------------------------------------------------------------------------------

function conversions(): void {
  ops.op_set_camera(0.1, -0.1, 2);
  equal("numbers come back as 32-bit floats", ops.op_get_camera(), [Math.fround(0.1), Math.fround(-0.1), 2]);
  ops.op_set_camera(1n, 2n, 3n);
  equal("an f64 may be a BigInt", ops.op_get_camera(), [1, 2, 3]);
  ops.op_set_camera(0, 0, 1);
  const map = ops.op_create_tilemap(1, 3, 3, 16, 2, 2);
  ops.op_set_tile(map, 1.9, 2.9, 7.9);
  equal("fractions of a u32 are cut", ops.op_get_tile(map, 1, 2), 7);
  ops.op_set_tile(map, 4294967296 + 1, 1, 5);
  equal("a u32 wraps", ops.op_get_tile(map, 1, 1), 5);
  ops.op_set_tile(map, 0n, 0n, 3n);
  equal("a u32 may be a BigInt", ops.op_get_tile(map, 0, 0), 3);
  equal("a string argument takes any value", ops.op_is_key_down({}), false);
  const error = thrown(() => ops.op_is_key_down({ toString() { throw new RangeError("mine"); } }));
  check("an exception of toString goes through", error instanceof RangeError && error.message === "mine", error);
  equal("a bool never throws", thrown(() => ops.op_play_sound(1, 0, { not: "a boolean" })), undefined);
  const { op_get_camera: bare } = ops;
  equal("an op needs no this", bare.call(null), [0, 0, 1]);
  check("the op object is always the same", world.Deno.core.ops === ops);
}

function textures(): void {
  const atlas = ops.op_load_texture("assets/atlas.png");
  equal("a path loaded twice has one id", ops.op_load_texture("assets/atlas.png"), atlas);
  equal("the linear load shares the cache of paths", ops.op_load_texture_linear("assets/atlas.png"), atlas);
  const dotted = ops.op_load_texture("./assets/atlas.png");
  // The original gives a path that is spelled otherwise another id; an engine that knows it for the same file may not.
  check("a path spelled otherwise has an id", dotted > 0, dotted);
  const missing = ops.op_load_texture("assets/none.png");
  check("a missing picture has an id", missing > 0 && missing !== atlas, missing);
  const folder = ops.op_load_texture("assets");
  check("a folder in place of a picture has an id", folder > 0, folder);
  const solid = ops.op_create_solid_texture("solid", 1, 2, 3, 255);
  check("a solid texture has an id of the same counter", solid > atlas && solid !== missing, solid);
  equal("a solid texture is cached by name alone", ops.op_create_solid_texture("solid", 9, 9, 9, 255), solid);
  check("channels above 255 are allowed", ops.op_create_solid_texture("bright", 999, 256, 0, 255) > 0);
  const font = ops.op_create_font_texture();
  check("the font has an id of its own", font > 0 && font !== solid, font);
  equal("the font is always the same", ops.op_create_font_texture(), font);
  const upload = ops.op_upload_rgba_texture("upload", 2, 2, pixels);
  equal("an upload is cached by name", ops.op_upload_rgba_texture("upload", 2, 2, new Uint8Array(16)), upload);
  const view = new Uint8Array(new ArrayBuffer(64), 16, 16);
  check("an upload takes a view with an offset", ops.op_upload_rgba_texture("view", 2, 2, view) > upload);
}

function sprites(): void {
  const buffer = new ArrayBuffer(88 * 3 + 16);
  const view = new DataView(buffer, 16);
  for (let i = 0; i < 3; i++) {
    view.setUint32(i * 88, 4294967295 - i, true);
    view.setInt32(i * 88 + 20, -2147483648, true);
    view.setFloat32(i * 88 + 80, 99, true);
    view.setFloat32(i * 88 + 4, NaN, true);
  }
  equal("a batch with unknown textures and odd numbers is taken", ops.op_submit_sprite_batch(new Uint8Array(buffer, 16)), undefined);
  equal("an empty batch is taken", ops.op_submit_sprite_batch(new Uint8Array(0)), undefined);
  equal("a partial record at the end is ignored", ops.op_submit_sprite_batch(new Uint8Array(100)), undefined);
  refuses("a batch that is a plain array", () => ops.op_submit_sprite_batch([1, 2, 3]), "expected typed ArrayBufferView");
  equal("a sprite with an unknown texture is taken", ops.op_draw_sprite(987654, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1), undefined);
  equal(
    "a sprite may have eight arguments more",
    ops.op_draw_sprite(1, 0, 0, 1, 1, -5, 0, 0, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 1, 0, 0.5, 1, 0), undefined,
  );
  const error = thrown(() => ops.op_draw_sprite(1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1));
  check("a sprite with thirteen arguments is refused", error instanceof TypeError, error);
  ops.op_clear_sprites();
}

function tilemaps(): void {
  const map = ops.op_create_tilemap(1, 4, 3, 16, 2, 2);
  check("a tilemap has an id", map > 1, map);
  equal("a new map's cell", ops.op_get_tile(map, 3, 2), 0);
  ops.op_set_tile(map, 3, 2, 65536 + 9);
  equal("a tile id modulo 65536", ops.op_get_tile(map, 3, 2), 9);
  for (const [x, y] of [[4, 0], [0, 3], [-1, 0], [0, -1]]) {
    ops.op_set_tile(map, x, y, 1);
    equal(`a cell outside the map (${x}, ${y})`, ops.op_get_tile(map, x, y), 0);
  }
  equal("a tile outside the map changed no other", ops.op_get_tile(map, 3, 2), 9);
  equal("a cell of an unknown map", ops.op_get_tile(999, 0, 0), 0);
  equal("setting a cell of an unknown map", ops.op_set_tile(999, 0, 0, 1), undefined);
  equal("drawing an unknown map", ops.op_draw_tilemap(999, 0, 0, 0), undefined);
  const flat = ops.op_create_tilemap(1, 2, 2, 16, 0, 0);
  check("a map without atlas columns has an id", flat > map, flat);
  ops.op_set_tile(flat, 0, 0, 1);
  equal("drawing a map without atlas columns", ops.op_draw_tilemap(flat, 0, 0, 0), undefined);
  check("an empty map has an id", ops.op_create_tilemap(1, 0, 0, 16, 2, 2) > flat);
}

function input(): void {
  for (const key of ["a", "Space", "ArrowLeft", "MouseLeft", "", "no such key", "é"]) {
    equal(`key ${show(key)} down`, ops.op_is_key_down(key), false);
    equal(`key ${show(key)} pressed`, ops.op_is_key_pressed(key), false);
  }
  for (const button of [0, 1, 2, 3, 4, 255, 1000]) {
    equal(`mouse button ${button} down`, ops.op_is_mouse_button_down(button), false);
    equal(`mouse button ${button} pressed`, ops.op_is_mouse_button_pressed(button), false);
  }
  if (ops.op_get_gamepad_count() === 0) {
    equal("the name of no gamepad", ops.op_get_gamepad_name(), "");
    const buttons = [
      "A", "B", "X", "Y", "LeftBumper", "RightBumper", "LeftTrigger", "RightTrigger", "Select", "Start", "LeftStick",
      "RightStick", "DPadUp", "DPadDown", "DPadLeft", "DPadRight", "Guide", "no such button",
    ];
    for (const button of buttons) {
      equal(`gamepad button ${button} down`, ops.op_is_gamepad_button_down(button), false);
      equal(`gamepad button ${button} pressed`, ops.op_is_gamepad_button_pressed(button), false);
    }
    for (const axis of ["LeftStickX", "LeftStickY", "RightStickX", "RightStickY", "LeftTrigger", "RightTrigger", "none"]) {
      equal(`gamepad axis ${axis}`, ops.op_get_gamepad_axis(axis), 0);
    }
  }
  equal("touches", ops.op_get_touch_count(), 0);
  equal("a touch", ops.op_is_touch_active(), false);
  equal("the position of no touch", ops.op_get_touch_position(0), []);
  equal("the position of touch 4294967295", ops.op_get_touch_position(-1), []);
}

function audio(): void {
  const blip = ops.op_load_sound("assets/blip.wav");
  equal("a sound loaded twice has one id", ops.op_load_sound("assets/blip.wav"), blip);
  const missing = ops.op_load_sound("assets/none.wav");
  check("a missing sound has an id", missing > 0 && missing !== blip, missing);
  check("a picture in place of a sound has an id", ops.op_load_sound("assets/atlas.png") > 0);
  for (const sound of [blip, missing, 0, 999]) {
    equal(`playing sound ${sound}`, ops.op_play_sound(sound, 0.1, false), undefined);
    equal(`playing sound ${sound} as an instance`, ops.op_play_sound_ex(sound, 50 + sound, 0.1, true, 1, -1, 2, 500, 0.5, 100), undefined);
    equal(`stopping sound ${sound}`, ops.op_stop_sound(sound), undefined);
  }
  equal("playing on a bus that does not exist", ops.op_play_sound_ex(blip, 90, 1, false, 7, 0, 1, 0, 0, 0), undefined);
  for (const odd of [NaN, Infinity, -Infinity, -1, 0, 1e300]) {
    equal(`instance audio with ${odd}`, ops.op_play_sound_ex(blip, 91, odd, false, 0, odd, odd, 0, odd, 0), undefined);
    equal(`spatial audio with ${odd}`, ops.op_play_sound_spatial(blip, 92, 0.1, false, 0, odd, odd, odd, odd, odd), undefined);
    equal(`an instance's volume ${odd}`, ops.op_set_instance_volume(92, odd), undefined);
    equal(`an instance's pitch ${odd}`, ops.op_set_instance_pitch(92, odd), undefined);
    equal(`a bus's volume ${odd}`, ops.op_set_bus_volume(0, odd), undefined);
    equal(`the master volume ${odd}`, ops.op_set_master_volume(odd), undefined);
    equal(`stopping instance ${odd}`, ops.op_stop_instance(odd), undefined);
  }
  equal("the volume of a bus that does not exist", ops.op_set_bus_volume(9, 1), undefined);
  const uneven = '{"instanceIds":[92,93],"sourceXs":[1,2,3],"sourceYs":[1,2]}';
  equal("positions with a surplus entry", ops.op_update_spatial_positions(uneven, 0, 0), undefined);
  equal("positions of nothing", ops.op_update_spatial_positions('{"instanceIds":[],"sourceXs":[],"sourceYs":[]}', 0, 0), undefined);
  ops.op_set_bus_volume(0, 1);
  ops.op_set_master_volume(1);
  ops.op_stop_all_sounds();
}

function saves(): void {
  for (const key of ["../outside", "a/b", "a.b", "a b", "a\0b", "."]) {
    equal(`saving under ${show(key)}`, ops.op_save_file(key, "1"), false);
  }
  const missing = ops.op_load_file("never-saved");
  check('a save that is missing reads as "" or null', missing === "" || missing === null, missing);
  for (const key of ["zebra", "Apfel_1", "schön-7"]) equal(`saving under ${key}`, ops.op_save_file(key, `{"key":"${key}"}`), true);
  equal("a save comes back", ops.op_load_file("schön-7"), '{"key":"schön-7"}');
  equal("a save may be written again", ops.op_save_file("zebra", "second 🦓"), true);
  equal("and reads anew", ops.op_load_file("zebra"), "second 🦓");
  const names: string[] = ops.op_list_save_files();
  check("saves are listed without their extension", ["zebra", "Apfel_1", "schön-7"].every((name) => names.includes(name)), names);
  equal("the list is sorted", names, [...names].sort());
  for (const key of ["zebra", "Apfel_1", "schön-7"]) equal(`deleting ${key}`, ops.op_delete_file(key), true);
  check("what is deleted is not listed", !ops.op_list_save_files().includes("zebra"));
  equal("deleting under ../outside", ops.op_delete_file("../outside"), false);
}

function camera(): void {
  ops.op_set_camera_bounds(1, 2, 3000, 4000.5);
  equal("the camera's bounds", ops.op_get_camera_bounds(), [1, 2, 3000, 4000.5]);
  ops.op_clear_camera_bounds();
  equal("the bounds after they are cleared", ops.op_get_camera_bounds(), []);
  for (const zoom of [0, -1, NaN]) equal(`a zoom of ${zoom}`, ops.op_set_camera(0, 0, zoom), undefined);
  ops.op_set_camera(0, 0, 1);
}

function lights(): void {
  for (let i = 0; i < 12; i++) ops.op_add_point_light(i, i, 10, 1, 1, 1, 1);
  check("more than eight lights are taken", true);
  equal("a light without a radius", ops.op_add_point_light(0, 0, 0, 1, 1, 1, 1), undefined);
  ops.op_clear_lights();
}

function host(): void {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  check("crypto.randomUUID gives a version 4 UUID", uuid.test(world.crypto.randomUUID()));
  check("two of them differ", world.crypto.randomUUID() !== world.crypto.randomUUID());
  check("the op behind it does so, too", uuid.test(ops.op_crypto_random_uuid()));
  check("there is no global process", !("process" in world));
  equal("op_report_test outside the test runner", typeof ops.op_report_test, "undefined");
  check("there is a console", ["log", "debug", "info", "warn", "error"].every((name) => typeof world.console[name] === "function"));
}

beforeAnything();
theTable();
conversions();
textures();
sprites();
tilemaps();
camera();
input();
audio();
saves();
lights();
host();

// --- in frames --------------------------------------------------------------------------------------------------------

let frame = 0;
world.__frameCallback = function (this: unknown, ...args: unknown[]) {
  frame += 1;
  if (frame === 1) {
    equal("arguments of the frame callback", args.length, 0);
    check("the callback is called on the global object", this === world || this === undefined);
    const [width, height] = ops.op_get_viewport_size();
    check("the viewport has a size", width > 0 && height > 0, [width, height]);
    // Larger than any window; asked for a place outside, the camera stays inside, from the next frame on.
    ops.op_set_camera_bounds(0, 0, 100000, 100000);
    ops.op_set_camera(-500, 200000, 1);
    equal("the camera as it was set", ops.op_get_camera(), [-500, 200000, 1]);
  }
  if (frame === 3) {
    const [, height] = ops.op_get_viewport_size();
    equal("the camera after its bounds were applied", ops.op_get_camera(), [0, 100000 - height, 1]);
    // Bounds smaller than the view are centered.
    const [width] = ops.op_get_viewport_size();
    ops.op_set_camera_bounds(0, 0, width / 2, 100000);
  }
  if (frame === 5) {
    const [width] = ops.op_get_viewport_size();
    equal("the camera over bounds that are narrower than the view", ops.op_get_camera()[0], -width / 4);
    ops.op_clear_camera_bounds();
    const seconds = ops.op_get_delta_time();
    check("the time of a frame is more than 0 and at most 0.25 s", seconds > 0 && seconds <= 0.25, seconds);
    equal("the time does not change within a frame", ops.op_get_delta_time(), seconds);
    console.log(`all-ops: ${checks} checks passed`);
  }
};
