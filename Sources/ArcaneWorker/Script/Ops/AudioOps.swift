import ArcaneAudio
import ArcaneScript

extension Game {
  func defineAudioOps() {
    op("op_load_sound") { [unowned self] call in give(try assets.loadSound(assetPath(try call.string(0))), call) }

    // Level P8: a voice per sound.
    op("op_play_sound") { [unowned self] call in
      let (id, volume, loops) = (try call.u32(0), try call.f64(1), call.bool(2))
      audioCommands.append { $0.play(sound: id, volume: volume, loops: loops) }
    }
    op("op_stop_sound") { [unowned self] call in
      let id = try call.u32(0)
      audioCommands.append { $0.stop(sound: id) }
    }

    // Level N: a voice per instance.
    op("op_play_sound_ex") { [unowned self] call in
      let (sound, instance, volume, loops, bus) = (
        try call.u32(0), try call.f64(1), try call.f64(2), call.bool(3), try call.u32(4)
      )
      var effects = AudioMixer.Effects()
      effects.pan = try call.f64(5)
      effects.pitch = try call.f64(6)
      effects.lowPassHz = try call.u32(7)
      effects.reverbMix = try call.f64(8)
      effects.reverbDelayMilliseconds = try call.u32(9)
      let finished = effects
      audioCommands.append {
        $0.play(sound: sound, instance: instance, volume: volume, loops: loops, bus: bus, effects: finished)
      }
    }
    op("op_play_sound_spatial") { [unowned self] call in
      let (sound, instance, volume, loops, bus) = (
        try call.u32(0), try call.f64(1), try call.f64(2), call.bool(3), try call.u32(4)
      )
      let (pitch, sourceX, sourceY, listenerX, listenerY) = (
        try call.f64(5), try call.f64(6), try call.f64(7), try call.f64(8), try call.f64(9)
      )
      audioCommands.append {
        $0.playSpatial(
          sound: sound, instance: instance, volume: volume, loops: loops, bus: bus, pitch: pitch, source: (sourceX, sourceY),
          listener: (listenerX, listenerY))
      }
    }
    op("op_stop_instance") { [unowned self] call in
      let instance = try call.f64(0)
      audioCommands.append { $0.stop(instance: instance) }
    }
    op("op_set_instance_volume") { [unowned self] call in
      let (instance, volume) = (try call.f64(0), try call.f64(1))
      audioCommands.append { $0.setVolume(volume, instance: instance) }
    }
    op("op_set_instance_pitch") { [unowned self] call in
      let (instance, pitch) = (try call.f64(0), try call.f64(1))
      audioCommands.append { $0.setPitch(pitch, instance: instance) }
    }
    op("op_update_spatial_positions") { [unowned self] call in
      let (text, listenerX, listenerY) = (try call.string(0), try call.f64(1), try call.f64(2))
      let positions = try spatialPositions(text)
      audioCommands.append { mixer in
        for position in positions {
          mixer.move(instance: position.instance, source: (position.x, position.y), listener: (listenerX, listenerY))
        }
      }
    }
    op("op_set_bus_volume") { [unowned self] call in
      let (bus, volume) = (try call.u32(0), try call.f64(1))
      audioCommands.append { $0.setBusVolume(bus, volume) }
    }
    op("op_set_master_volume") { [unowned self] call in
      let volume = try call.f64(0)
      audioCommands.append { $0.setMasterVolume(volume) }
    }
    op("op_stop_all_sounds") { [unowned self] _ in audioCommands.append { $0.stopAll() } }
  }

  /// `{ instanceIds, sourceXs, sourceYs }`: three arrays of numbers; what one has more than the others is ignored.
  private func spatialPositions(_ text: String) throws -> [(instance: Double, x: Double, y: Double)] {
    guard let lists = NumberLists(json: text), let ids = lists["instanceIds"], let xs = lists["sourceXs"],
      let ys = lists["sourceYs"]
    else {
      throw OpError("op_update_spatial_positions takes JSON with the arrays instanceIds, sourceXs and sourceYs")
    }
    return zip(ids, zip(xs, ys)).map { (instance: $0, x: $1.0, y: $1.1) }
  }
}

/// A JSON object whose values are numbers or arrays of numbers; nothing else is understood. Called each frame with hundreds
/// of numbers, so it does not build a tree.
struct NumberLists {
  private var lists: [String: [Double]] = [:]

  subscript(_ name: String) -> [Double]? { lists[name] }

  init?(json: String) {
    var rest = Substring(json).utf8
    func skipBlanks() { rest = rest.drop { $0 == 0x20 || (0x09...0x0d).contains($0) } }
    func take(_ byte: Character) -> Bool {
      skipBlanks()
      guard let value = byte.asciiValue, rest.first == value else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard take("{") else { return nil }
    if take("}") { return }
    repeat {
      guard take("\"") else { return nil }
      let name = rest.prefix { $0 != UInt8(ascii: "\"") }
      rest = rest.dropFirst(name.count)
      guard take("\""), take(":") else { return nil }
      var numbers: [Double] = []
      func number() -> Double? {
        skipBlanks()
        let digits = rest.prefix { (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x2b || $0 == 0x2e || $0 | 0x20 == 0x65 }
        rest = rest.dropFirst(digits.count)
        return Double(String(Substring(digits)))
      }
      if !take("[") {
        guard let number = number() else { return nil }
        numbers.append(number)
      } else if !take("]") {
        repeat {
          guard let number = number() else { return nil }
          numbers.append(number)
        } while take(",")
        guard take("]") else { return nil }
      }
      lists[String(Substring(name))] = numbers
    } while take(",")
    guard take("}") else { return nil }
    skipBlanks()
    guard rest.isEmpty else { return nil }
  }
}
