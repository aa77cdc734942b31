import ArcaneAudio
import ArcaneScript

/// Sound. Requests of script are carried out in order after the frame.
final class AudioOps: OpProvider {
  private let assets: GameAssets
  private var commands: [(AudioMixer) -> Void] = []

  init(_ assets: GameAssets) { self.assets = assets }

  func carryOut(on mixer: AudioMixer?) {
    if let mixer { for command in commands { command(mixer) } }
    commands.removeAll(keepingCapacity: true)
  }

  /// Drops the queued requests.
  func forget() { commands.removeAll() }

  private func queue(_ command: @escaping (AudioMixer) -> Void) { commands.append(command) }

  static let title = "Sound"

  static func declare(_ op: OpDeclarer<AudioOps>) {
    op(
      "op_load_sound", "A sound; it is read after the frame.", .text("path"), gives: .u32("its ID, the same for the same path"), writes: .generation
    ) { owner, path in try owner.assets.given(owner.assets.store.loadSound(owner.assets.path(path))) }
    declareSounds(op)
    declareInstances(op)
    declareMixer(op)
  }

  /// Level P8: a voice per sound.
  private static func declareSounds(_ op: OpDeclarer<AudioOps>) {
    op("op_play_sound", "Plays a sound.", .u32("sound"), .f64("volume"), .bool("loops"), writes: .deferrable) { owner, sound, volume, loops in
      owner.queue { $0.play(sound: sound, volume: volume, loops: loops) }
    }
    op("op_stop_sound", "Stops a sound.", .u32("sound"), writes: .deferrable) { owner, sound in owner.queue { $0.stop(sound: sound) } }
  }

  /// Level N: a voice per instance.
  private static func declareInstances(_ op: OpDeclarer<AudioOps>) {
    op.raw(
      "op_play_sound_ex", "Plays an instance of a sound.",
      [
        .u32("sound"), .f64("instance"), .f64("volume"), .bool("loops"), .u32("bus"), .f64("pan"), .f64("pitch"), .u32("lowPassHz"),
        .f64("reverbMix"), .u32("reverbDelayMilliseconds"),
      ], writes: .deferrable
    ) { owner, call in
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
      owner.queue { $0.play(sound: sound, instance: instance, volume: volume, loops: loops, bus: bus, effects: finished) }
    }
    op.raw(
      "op_play_sound_spatial", "Plays an instance of a sound from a place.",
      [.u32("sound"), .f64("instance"), .f64("volume"), .bool("loops"), .u32("bus"), .f64("pitch")]
        + ["sourceX", "sourceY", "listenerX", "listenerY"].map { .f64($0) }, writes: .deferrable
    ) { owner, call in
      let (sound, instance, volume, loops, bus) = (
        try call.u32(0), try call.f64(1), try call.f64(2), call.bool(3), try call.u32(4)
      )
      let (pitch, sourceX, sourceY, listenerX, listenerY) = (
        try call.f64(5), try call.f64(6), try call.f64(7), try call.f64(8), try call.f64(9)
      )
      owner.queue {
        $0.playSpatial(
          sound: sound, instance: instance, volume: volume, loops: loops, bus: bus, pitch: pitch, source: (sourceX, sourceY),
          listener: (listenerX, listenerY))
      }
    }
    op("op_stop_instance", "Stops an instance.", .f64("instance"), writes: .deferrable) { owner, instance in
      owner.queue { $0.stop(instance: instance) }
    }
    op("op_set_instance_volume", "The volume of an instance.", .f64("instance"), .f64("volume"), writes: .deferrable) { owner, instance, volume in
      owner.queue { $0.setVolume(volume, instance: instance) }
    }
    op("op_set_instance_pitch", "The pitch of an instance.", .f64("instance"), .f64("pitch"), writes: .deferrable) { owner, instance, pitch in
      owner.queue { $0.setPitch(pitch, instance: instance) }
    }
    op(
      "op_update_spatial_positions", "Moves instances; JSON with the arrays `instanceIds`, `sourceXs` and `sourceYs`.", .text("positions"),
      .f64("listenerX"), .f64("listenerY"), writes: .deferrable
    ) { owner, text, listenerX, listenerY in
      let positions = try spatialPositions(text)
      owner.queue { mixer in
        for position in positions {
          mixer.move(instance: position.instance, source: (position.x, position.y), listener: (listenerX, listenerY))
        }
      }
    }
  }

  private static func declareMixer(_ op: OpDeclarer<AudioOps>) {
    op("op_set_bus_volume", "The volume of a bus.", .u32("bus"), .f64("volume"), writes: .deferrable) { owner, bus, volume in
      owner.queue { $0.setBusVolume(bus, volume) }
    }
    op("op_set_master_volume", "The volume of everything.", .f64("volume"), writes: .deferrable) { owner, volume in
      owner.queue { $0.setMasterVolume(volume) }
    }
    op("op_stop_all_sounds", "Silence.", writes: .deferrable) { owner in owner.queue { $0.stopAll() } }
  }

  /// `{ instanceIds, sourceXs, sourceYs }`: three arrays of numbers; what one has more than the others is ignored.
  private static func spatialPositions(_ text: String) throws -> [(instance: Double, x: Double, y: Double)] {
    guard let lists = NumberLists(json: text), let ids = lists["instanceIds"], let xs = lists["sourceXs"],
      let ys = lists["sourceYs"]
    else {
      throw OpError("op_update_spatial_positions takes JSON with the arrays instanceIds, sourceXs and sourceYs")
    }
    return zip(ids, zip(xs, ys)).map { (instance: $0, x: $1.0, y: $1.1) }
  }
}
