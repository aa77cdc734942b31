import ArcaneGraphics
import Foundation
import Testing

@Suite("Pictures and input of real games")
struct PictureTests {
  let folder: GameFolder
  init() throws { folder = try GameFolder() }

  private func picture(_ name: String) throws -> Image {
    try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)).withUnsafeBytes { try ImageDecoder.decode($0) }
  }

  /// A runtime folder by whose files a release is known.
  private func writeRuntime(newest: Bool) throws {
    try folder.write("runtime/state/index.ts", "export {};\n")
    try folder.write("runtime/rendering/sprites.ts", "export const names = ['op_submit_sprite_batch'];\n")
    if newest { try folder.write("runtime/rendering/context.ts", "export {};\n") }
  }

  private func grey() throws -> String {
    let pixels = [UInt8]((0..<16).flatMap { _ in [128, 128, 128, 255] as [UInt8] })
    try Data(PNGWriter.encode(Image(width: 4, height: 4, pixels: pixels))).write(to: URL(fileURLWithPath: folder.path + "/grey.png"))
    return "grey.png"
  }

  @Test("a smooth picture keeps its colors; games of a release that brightened them get them so", arguments: [true, false])
  func smoothColors(isOurs: Bool) throws {
    let file = try grey()
    if !isOurs { try writeRuntime(newest: true) }
    try folder.write(
      "game.ts",
      """
      const { ops } = (globalThis as any).Deno.core;
      const grey = ops.op_load_texture_linear("\(file)");
      (globalThis as any).__frameCallback = () => ops.op_draw_sprite(grey, 0, 0, 100, 100, 0, 0, 0, 1, 1, 1, 1, 1, 1);
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "2", "--screenshot", "out.png")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let pixel = try picture("out.png")[50, 50]
    #expect(pixel == (isOurs ? SIMD4(128, 128, 128, 255) : SIMD4(188, 188, 188, 255)))
  }

  @Test("camera bounds hold what is shown in the releases whose camera is at the center", arguments: [true, false])
  func cameraBounds(newest: Bool) throws {
    try writeRuntime(newest: newest)
    try folder.write(
      "game.ts",
      """
      const { ops } = (globalThis as any).Deno.core;
      ops.op_set_camera_bounds(0, 0, 1000, 2000);
      const white = ops.op_create_solid_texture("white", 255, 255, 255, 255);
      let frames = 0;
      (globalThis as any).__frameCallback = () => {
        frames += 1;
        if (frames === 1) ops.op_set_camera(-500, 5000, 1);
        else console.log(ops.op_get_camera().join(" "));
        // What lies within the bounds.
        ops.op_draw_sprite(white, 0, 0, 1000, 2000, 0, 0, 0, 1, 1, 1, 1, 1, 1);
      };
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "2", "--screenshot", "out.png")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix(newest ? "0 1400 1" : "400 1700 1"), "\(outcome.output)")
    #expect(try picture("out.png").pixels.allSatisfy { $0 == 255 }, "nothing beside the bounds is seen")
  }

  @Test("each family of the newest interface that is not offered says so once, when a game uses it, and the game plays on")
  func notOffered() throws {
    try writeRuntime(newest: true)
    try folder.write(
      "game.ts",
      """
      const { ops } = (globalThis as any).Deno.core;
      const uses = [
        ["op_create_shader", "s", "fn"], ["op_add_effect", "bloom"], ["op_create_render_target", 8, 8],
        ["op_sdf_draw", "sd_circle(p, 1)", ...new Array(17).fill(0)], ["op_create_physics_world", 0, 9.81], ["op_enable_gi"],
      ] as [string, ...unknown[]][];
      const hasText = typeof ops.op_create_msdf_builtin_font === "function" || typeof ops.op_create_msdf_builtin_font === "function";
      const white = ops.op_create_solid_texture("white", 255, 255, 255, 255);
      const emitter = ops.op_create_emitter(JSON.stringify({ spawnRate: 60, lifetimeMin: 9, lifetimeMax: 9, textureId: white }));
      let frames = 0;
      (globalThis as any).__frameCallback = () => {
        frames += 1;
        for (const [name, ...values] of uses) ops[name](...values);
        ops.op_set_shader_param(1, 0, 1, 1, 1, 1);
        ops.op_draw_sprite(white, 0, 0, 10, 10, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0.5, 0.5, 0, 0, 1, 0, 3);
        ops.op_update_emitter(emitter, 1 / 60, 5, 5);
        if (frames < 3) return;
        console.log(hasText, ops.op_create_body(1, 0, 5, 0, 10, 10, 1, 0, 0, 1, 1), ops.op_get_body_state(0).length, ops.op_get_contacts().length,
          ops.op_get_emitter_particle_count(emitter), ops.op_get_emitter_sprite_data(emitter).byteLength, ops.op_get_emitter_sprite_data(9).length);
      };
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "3", "--screenshot", "out.png")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output == "false 4294967295 7 0 3 72 0\n")
    for words in ["shaders of a game's own", "effects over", "render targets", "(SDF)", "rigid bodies", "global illumination", "(MSDF)"] {
      #expect(outcome.errors.components(separatedBy: words).count == 2, "\(words) in \(outcome.errors)")
    }
    #expect(outcome.errors.contains("game.ts:"), "with their places")
    #expect(try picture("out.png")[5, 5] == SIMD4(255, 255, 255, 255), "a sprite with an unknown shader is drawn")
  }

  @Test("a sprite with a shader that nobody made is drawn plainly, and that is said once")
  func unknownShader() throws {
    try folder.write(
      "game.ts",
      """
      const { ops } = (globalThis as any).Deno.core;
      const white = ops.op_create_solid_texture("white", 255, 255, 255, 255);
      (globalThis as any).__frameCallback = () =>
        ops.op_draw_sprite(white, 0, 0, 10, 10, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0.5, 0.5, 0, 0, 1, 2, 77);
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "3", "--screenshot", "out.png")
    #expect(outcome.code == 0 && outcome.errors.components(separatedBy: "no shader 77").count == 2, "\(outcome.errors)")
    #expect(try picture("out.png")[5, 5] == SIMD4(255, 255, 255, 255))
  }

  @Test("an input script names keys by what they type or by their place")
  func keysOfScripts() throws {
    try folder.write(
      "game.ts",
      """
      import { isKeyDown, onFrame } from "@arcane/runtime";
      onFrame(() => console.log(["w", "KeyW", "Shift", "ShiftRight", "KeyQ"].filter((key) => isKeyDown(key)).join(" ")));
      """)
    try folder.write(
      "keys.json",
      """
      [{"frame": 1, "key": "w", "down": true}, {"frame": 2, "key": "w", "down": false}, {"frame": 2, "key": "KeyW", "down": true},
       {"frame": 3, "key": "KeyW", "down": false}, {"frame": 3, "key": "ShiftRight", "down": true}]
      """)
    let outcome = try folder.run("run", "game.ts", "--headless", "--frames", "3", "--script", "keys.json")
    #expect(outcome.output == "w KeyW\nw KeyW\nShift ShiftRight\n", "\(outcome.errors)")
  }
}
