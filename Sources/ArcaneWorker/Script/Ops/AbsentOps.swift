import ArcaneScript

/// Op families of the newest script interface that this engine does not support. A runtime would silently skip a
/// missing family, so these ops exist, do nothing, and warn when a game first uses one.
final class AbsentOps: OpProvider {
  /// One warning for creating a shader and for sprites that use one.
  static let customShaders = "shaders"

  private enum Answer {
    case nothing
    /// A new number for each call, from 1.
    case counted
    case number(UInt32)
    case numbers([Double])
  }

  private struct Family {
    let key: String
    let notice: String
    /// The ops that a game calls first when it uses the family.
    let first: [String]
    let ops: [(name: String, answer: Answer)]
  }

  /// How many IDs of a family have been assigned.
  private var given: [String: UInt32] = [:]
  private let warnings: Warnings

  init(_ warnings: Warnings) { self.warnings = warnings }

  /// The ID that rigid-body ops give for "none".
  private static let noBody = Answer.number(.max)
  /// x, y, angle, velocity x and y, angular velocity, asleep.
  private static let restingBody = Answer.numbers([Double](repeating: 0, count: 7))

  private static let families: [Family] = [
    Family(
      key: customShaders,
      notice: "this engine has no shaders of a game's own: sprites with one are drawn with the built-in one",
      first: ["op_create_shader"],
      ops: [("op_create_shader", .counted), ("op_set_shader_param", .nothing)]),
    Family(
      key: "effects", notice: "this engine has no effects over the finished picture (bloom, blur, vignette, crt)", first: ["op_add_effect"],
      ops: [
        ("op_add_effect", .counted), ("op_set_effect_param", .nothing), ("op_remove_effect", .nothing), ("op_clear_effects", .nothing),
      ]),
    Family(
      key: "render targets", notice: "this engine has no render targets: what is drawn into one is drawn on the screen",
      first: ["op_create_render_target"],
      ops: [
        ("op_create_render_target", .number(0)), ("op_begin_render_target", .nothing), ("op_end_render_target", .nothing),
        ("op_destroy_render_target", .nothing),
      ]),
    Family(
      key: "distance-field shapes", notice: "this engine draws no distance-field (SDF) shapes", first: ["op_sdf_draw"],
      ops: [
        ("op_sdf_draw", .nothing), ("op_sdf_set_gradient_scale", .nothing), ("op_sdf_set_palette", .nothing), ("op_sdf_clear", .nothing),
      ]),
    Family(
      key: "rigid bodies", notice: "this engine does not simulate rigid bodies: they stay where they are",
      first: ["op_create_physics_world"],
      ops: [
        ("op_create_physics_world", .nothing), ("op_destroy_physics_world", .nothing), ("op_physics_step", .nothing),
        ("op_create_body", noBody), ("op_create_polygon_body", noBody), ("op_remove_body", .nothing), ("op_get_body_state", restingBody),
        ("op_get_all_body_states", .numbers([])), ("op_set_body_velocity", .nothing), ("op_set_body_angular_velocity", .nothing),
        ("op_set_body_position", .nothing), ("op_apply_force", .nothing), ("op_apply_impulse", .nothing),
        ("op_set_collision_layers", .nothing), ("op_query_aabb", .numbers([])), ("op_raycast", .numbers([])),
        ("op_get_contacts", .numbers([])), ("op_get_manifolds", .numbers([])), ("op_create_distance_joint", noBody),
        ("op_create_soft_distance_joint", noBody), ("op_create_revolute_joint", noBody), ("op_create_soft_revolute_joint", noBody),
        ("op_remove_constraint", .nothing),
      ]),
  ]

  static let title = "Not offered"

  static func declare(_ op: OpDeclarer<AbsentOps>) {
    for family in families {
      for (name, answer) in family.ops {
        let result: OpDeclaration.Result? =
          switch answer {
          case .nothing: nil
          case .counted: .number("a new ID")
          case .number(let number): .number("always \(number)")
          case .numbers(let numbers): .numbers(numbers.isEmpty ? "none" : "always \(numbers.count) zeros")
          }
        guard family.first.contains(name) else {
          op.raw(name, "Does nothing (\(family.key)).", gives: result) { _, call in give(answer, call) }
          continue
        }
        op.raw(name, "Says once: \(family.notice).", gives: result, reads: .generation, writes: .deferrable) { owner, call in
          owner.warnings.once(family.key, family.notice)
          guard case .counted = answer else { return give(answer, call) }
          owner.given[family.key, default: 0] += 1
          call.return(owner.given[family.key] ?? 0)
        }
      }
    }
  }

  private static func give(_ answer: Answer, _ call: OpCall) {
    switch answer {
    case .nothing, .counted: break
    case .number(let number): call.return(number)
    case .numbers(let numbers): call.return(numbers)
    }
  }

  /// Distance-field text is different: a runtime that finds the op draws all text with it, and otherwise falls back to
  /// the bitmap font. So the op is missing, with one warning when the runtime looks for it.
  static let announcementOfBitmapText = """
    {
      const { ops } = Deno.core;
      let isReported = false;
      Object.defineProperty(ops, "op_create_msdf_builtin_font", {
        configurable: true,
        get() {
          if (!isReported) {
            isReported = true;
            ops.op_arcane_warn_once("distance-field text",
              "this engine has no distance-field (MSDF) fonts: text is drawn with the built-in bitmap font");
          }
          return undefined;
        },
      });
    }
    """
}
