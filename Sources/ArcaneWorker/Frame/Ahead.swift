import ArcaneIPC
import ArcaneScript

// Evaluation ahead of the save. Most of a game's modules are the same after a save, and their top level runs first. What
// it asks for is nearly always the same too: textures by name, tables, classes. So a standby evaluates them while it
// waits, up to the first that is likely to change, and stops where one asks for what may be different later
// (docs/decisions/0011-evaluation-ahead-of-the-save.md).

/// What a generation knows of it.
struct Ahead {
  /// What would be seen or heard outside of this process, kept until the game begins; nil when nothing is kept.
  var kept: [(any Link) -> Void]?
  /// Something that was asked for depends on a picture's or a font's content.
  var readsContent = false
  /// That content has changed since.
  var isStale = false
}

extension Game {
  /// Ops whose results are the same before and after the save, and whose effects stay in this process or are kept.
  private static let harmless: Set<String> = [
    "op_load_texture", "op_load_texture_linear", "op_create_solid_texture", "op_upload_rgba_texture", "op_create_font_texture",
    "op_arcane_texture_size", "op_arcane_load_font", "op_arcane_font_metrics", "op_arcane_layout_text",
    "op_create_tilemap", "op_set_tile", "op_get_tile",
    "op_set_camera", "op_get_camera", "op_set_camera_bounds", "op_clear_camera_bounds", "op_get_camera_bounds",
    "op_set_background_color", "op_set_ambient_light", "op_get_delta_time",
    // Carried out by the first frame.
    "op_load_sound", "op_play_sound", "op_stop_sound", "op_play_sound_ex", "op_play_sound_spatial", "op_stop_instance",
    "op_set_instance_volume", "op_set_instance_pitch", "op_set_bus_volume", "op_set_master_volume", "op_stop_all_sounds",
    // Kept.
    "op_arcane_set_title", "op_arcane_set_fullscreen", "op_arcane_is_fullscreen", "op_arcane_set_cursor_visible",
    "op_arcane_warn_once",
    "op_arcane_args", "op_arcane_seed", "op_arcane_frame", "op_arcane_unlit_shader", "op_agent_store_eval_result",
  ]

  /// Evaluates what comes before the first of `stops`. A module that asks for more than `harmless` is told of, and costs
  /// a fresh isolate.
  func evaluateAhead(before stops: Set<String>) throws -> ToSupervisor.Ahead {
    var told = ToSupervisor.Ahead()
    var stops = stops
    // Twice: a module that was refused is the stop of the second time.
    for _ in 0..<2 {
      ahead = Ahead(kept: [])
      note(.evaluate, limit: configuration.loadTimeLimit)
      let done = watchdog.guarding(limit: configuration.loadTimeLimit) {
        script.evaluateAhead(entry: entryURL, before: stops, harmless: Self.harmless)
      }
      told.modules = UInt32(clamping: done.evaluated.count)
      guard let refusal = done.refusal else { return told }
      told = ToSupervisor.Ahead(refusedURL: refusal.url, reason: Self.wording(refusal.reason))
      stops.insert(refusal.url)
      try startOver()
      try rehearse()
    }
    return told
  }

  /// In words of the library, which is what games call.
  private static func wording(_ reason: AheadEvaluation.Reason) -> String {
    switch reason {
    case .clock: "it asks for the time"
    case .failure(let text): "it failed: \(text)"
    case .op("op_arcane_reload_state"): "it asks for the state of the last generation"
    case .op("op_get_viewport_size"), .op("op_get_scale_factor"): "it asks for the window's size"
    case .op("op_load_file"), .op("op_list_save_files"): "it reads a save"
    case .op("op_save_file"), .op("op_delete_file"): "it writes a save"
    case .op(let name) where name.contains("key") || name.contains("mouse") || name.contains("gamepad") || name.contains("touch"):
      "it asks for input"
    case .op(let name): "it calls \(name)"
    }
  }

  /// The game begins. What was evaluated ahead counts if it is still what comes first; else all is done anew.
  func adoptAhead() -> ScriptFailure? {
    if ahead.isStale || !script.isAheadSound(entry: entryURL) {
      do { try startOver() } catch {
        return error as? ScriptFailure ?? ScriptFailure(kind: .exception, name: "Error", message: "\(error)")
      }
      note(step: "start over")
    }
    let kept = ahead.kept ?? []
    ahead.kept = nil
    for effect in kept { effect(link) }
    return nil
  }

  /// More than this is of no use to anybody; the supervisor, too, keeps no more of what an unseen generation says.
  private static let mostKept = 10_000

  /// Something that goes beyond this process: at once, or when the game begins.
  func outwardly(_ effect: @escaping (any Link) -> Void) {
    guard let kept = ahead.kept?.count else { return effect(link) }
    if kept < Self.mostKept { ahead.kept?.append(effect) }
  }

  func noteChangedContent() {
    if ahead.readsContent { ahead.isStale = true }
  }

  /// Nothing of the game has run, once more: a fresh isolate, with all modules compiled. Pictures and sounds stay.
  private func startOver() throws {
    ahead = Ahead()
    try BuiltInLibrary.startOver(script, configuration)
    imports = [:]
    scene = Self.freshScene(configuration)
    drawList.clear()
    tilemaps = []
    emitters = [:]
    lastEmitter = 0
    audioCommands = []
    fonts = FontStore()
    warned = []
    isFullscreen = false
    evaluationResult = ""
    assets.forgetMade()
    try prepareOps()
    try fillTexturesInPlace()
    for pack in packs { try compile(pack) }
  }
}
