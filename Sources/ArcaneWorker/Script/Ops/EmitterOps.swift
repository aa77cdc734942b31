import ArcaneGraphics
import ArcaneScript

extension Game {
  func defineEmitterOps() {
    op("op_create_emitter") { [unowned self] call in
      lastEmitter += 1
      emitters[lastEmitter] = ParticleEmitter(id: lastEmitter, try emitterConfiguration(try call.string(0)))
      call.return(lastEmitter)
    }
    op("op_update_emitter") { [unowned self] call in
      let id = try call.u32(0)
      let (seconds, x, y) = (try call.f32(1), try call.f32(2), try call.f32(3))
      emitters[id]?.update(seconds: seconds, x: x, y: y)
    }
    op("op_set_emitter_spawn_rate") { [unowned self] call in
      let (id, rate) = (try call.u32(0), try call.f32(1))
      emitters[id]?.configuration.spawnRate = rate
    }
    op("op_get_emitter_particle_count") { [unowned self] call in call.return(emitters[try call.u32(0)]?.count ?? 0) }
    op("op_get_emitter_sprite_data") { [unowned self] call in
      call.return(bytes: emitters[try call.u32(0)]?.spriteData ?? [])
    }
    op("op_destroy_emitter") { [unowned self] call in emitters[try call.u32(0)] = nil }
  }

  private func emitterConfiguration(_ json: String) throws -> ParticleEmitter.Configuration {
    guard let lists = NumberLists(json: json) else { throw OpError("op_create_emitter takes a JSON object with numbers in it") }
    func number(_ name: String, _ standard: Float) -> Float { lists[name]?.first.map { Float($0) } ?? standard }
    var told = ParticleEmitter.Configuration()
    told.spawnRate = number("spawnRate", told.spawnRate)
    told.lifetime = (number("lifetimeMin", told.lifetime.least), number("lifetimeMax", told.lifetime.most))
    told.speed = (number("speedMin", told.speed.least), number("speedMax", told.speed.most))
    told.direction = number("direction", told.direction)
    told.spread = number("spread", told.spread)
    told.scale = (number("scaleMin", told.scale.least), number("scaleMax", told.scale.most))
    told.alpha = (number("alphaStart", told.alpha.start), number("alphaEnd", told.alpha.end))
    told.gravityX = number("gravityX", told.gravityX)
    told.gravityY = number("gravityY", told.gravityY)
    told.textureID = UInt32(exactly: number("textureId", 0).rounded(.towardZero)) ?? 0
    return told
  }
}
