import ArcaneGraphics
import ArcaneScript

/// Particles of existing games; the built-in library has its own.
final class EmitterOps: OpProvider {
  private var emitters: [UInt32: ParticleEmitter] = [:]
  private var lastEmitter: UInt32 = 0

  static let title = "Particle emitters"

  static func declare(_ op: OpDeclarer<EmitterOps>) {
    op("op_create_emitter", "An emitter of particles.", .text("configuration"), gives: .u32("its ID"), writes: .generation) { owner, json in
      owner.lastEmitter += 1
      owner.emitters[owner.lastEmitter] = ParticleEmitter(id: owner.lastEmitter, try configuration(json))
      return owner.lastEmitter
    }
    op("op_update_emitter", "Moves an emitter and its particles on.", .u32("emitter"), .f32("seconds"), .f32("x"), .f32("y"), writes: .generation) {
      owner, id, seconds, x, y in owner.emitters[id]?.update(seconds: seconds, x: x, y: y)
    }
    op("op_set_emitter_spawn_rate", "Particles a second.", .u32("emitter"), .f32("rate"), writes: .generation) { owner, id, rate in
      owner.emitters[id]?.configuration.spawnRate = rate
    }
    op("op_get_emitter_particle_count", "How many particles there are.", .u32("emitter"), gives: .count("their number"), reads: .generation) {
      owner, id in owner.emitters[id]?.count ?? 0
    }
    op("op_get_emitter_sprite_data", "The particles as sprites.", .u32("emitter"), gives: .bytes("their records"), reads: .generation) { owner, id in
      owner.emitters[id]?.spriteData ?? []
    }
    op("op_destroy_emitter", "Removes an emitter.", .u32("emitter"), writes: .generation) { owner, id in owner.emitters[id] = nil }
  }

  private static func configuration(_ json: String) throws -> ParticleEmitter.Configuration {
    guard let lists = NumberLists(json: json) else { throw OpError("op_create_emitter takes a JSON object with numbers in it") }
    func number(_ name: String, _ standard: Float) -> Float { lists[name]?.first.map { Float($0) } ?? standard }
    var configuration = ParticleEmitter.Configuration()
    configuration.spawnRate = number("spawnRate", configuration.spawnRate)
    configuration.lifetime = (number("lifetimeMin", configuration.lifetime.least), number("lifetimeMax", configuration.lifetime.most))
    configuration.speed = (number("speedMin", configuration.speed.least), number("speedMax", configuration.speed.most))
    configuration.direction = number("direction", configuration.direction)
    configuration.spread = number("spread", configuration.spread)
    configuration.scale = (number("scaleMin", configuration.scale.least), number("scaleMax", configuration.scale.most))
    configuration.alpha = (number("alphaStart", configuration.alpha.start), number("alphaEnd", configuration.alpha.end))
    configuration.gravityX = number("gravityX", configuration.gravityX)
    configuration.gravityY = number("gravityY", configuration.gravityY)
    configuration.textureID = UInt32(exactly: number("textureId", 0).rounded(.towardZero)) ?? 0
    return configuration
  }
}
