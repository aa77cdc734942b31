import Testing

@testable import ArcaneAudio

@Suite("Voices, on the silent twin")
struct AudioMixerTests {
  private func mixer(sounds: [UInt32: Double] = [1: 1.0]) throws -> AudioMixer {
    let mixer = AudioMixer(.silent) { Issue.record("unexpected warning: \($0)") }
    for (id, seconds) in sounds { try mixer.setSound(id, tone(seconds: seconds)) }
    mixer.prepare()
    mixer.activate()
    return mixer
  }

  @Test("A voice ends with its sound, a looping one does not")
  func ends() throws {
    let mixer = try mixer()
    mixer.play(sound: 1, instance: 1, volume: 1, loops: false, bus: 0)
    mixer.play(sound: 1, instance: 2, volume: 1, loops: true, bus: 0)
    mixer.update(elapsed: 0.9)
    #expect(mixer.voiceCount == 2)
    mixer.update(elapsed: 0.2)
    #expect(!mixer.isPlaying(instance: 1))
    #expect(mixer.isPlaying(instance: 2))
    mixer.update(elapsed: 1000)
    #expect(mixer.isPlaying(instance: 2))
  }

  @Test("Pitch changes how long a voice lasts")
  func pitch() throws {
    let mixer = try mixer()
    mixer.play(sound: 1, instance: 1, volume: 1, loops: false, bus: 0)
    mixer.setPitch(0.5, instance: 1)
    mixer.update(elapsed: 1.5)
    #expect(mixer.isPlaying(instance: 1))
    mixer.update(elapsed: 0.6)
    #expect(!mixer.isPlaying(instance: 1))
  }

  @Test("Nothing advances before activation, then what was started plays in full")
  func activation() throws {
    let mixer = AudioMixer(.silent) { _ in }
    try mixer.setSound(1, tone(seconds: 1))
    mixer.prepare()
    mixer.play(sound: 1, volume: 1, loops: false)
    mixer.update(elapsed: 60)
    #expect(mixer.isPlaying(sound: 1))
    mixer.activate()
    mixer.update(elapsed: 0.9)
    #expect(mixer.isPlaying(sound: 1))
    mixer.update(elapsed: 0.2)
    #expect(!mixer.isPlaying(sound: 1))
  }

  @Test("Played by sound there is one voice per sound; by instance there are many")
  func keys() throws {
    let mixer = try mixer()
    mixer.play(sound: 1, volume: 1, loops: false)
    mixer.play(sound: 1, volume: 1, loops: false)
    #expect(mixer.voiceCount == 1)
    mixer.play(sound: 1, instance: 1, volume: 1, loops: false, bus: 0)
    mixer.play(sound: 1, instance: 2, volume: 1, loops: false, bus: 1)
    #expect(mixer.voiceCount == 3)
    mixer.play(sound: 1, instance: 2, volume: 1, loops: false, bus: 1)
    #expect(mixer.voiceCount == 3)
    mixer.stop(sound: 1)
    #expect(mixer.voiceCount == 2)
    mixer.stop(instance: 1)
    mixer.stop(instance: 1)
    #expect(mixer.voiceCount == 1)
    mixer.stopAll()
    #expect(mixer.voiceCount == 0)
  }

  @Test("Unknown sounds, instances and buses do nothing")
  func unknown() throws {
    let mixer = try mixer()
    mixer.play(sound: 9, volume: 1, loops: false)
    mixer.play(sound: 1, instance: 1, volume: 1, loops: false, bus: 4)
    mixer.stop(sound: 9)
    mixer.stop(instance: .nan)
    mixer.setVolume(1, instance: 9)
    mixer.setPitch(1, instance: 9)
    mixer.setBusVolume(9, 1)
    mixer.move(instance: 9, source: (0, 0), listener: (0, 0))
    mixer.removeSound(9)
    #expect(mixer.voiceCount == 0)
  }

  @Test("When all slots are taken the oldest voice that does not loop makes room")
  func stealing() throws {
    let mixer = try mixer()
    mixer.play(sound: 1, instance: 0, volume: 1, loops: true, bus: 0)
    for instance in 1..<AudioMixer.voiceLimit {
      mixer.play(sound: 1, instance: Double(instance), volume: 1, loops: false, bus: 0)
    }
    mixer.play(sound: 1, instance: 1000, volume: 1, loops: false, bus: 0)
    #expect(mixer.voiceCount == AudioMixer.voiceLimit)
    #expect(mixer.isPlaying(instance: 0))
    #expect(!mixer.isPlaying(instance: 1))
    #expect(mixer.isPlaying(instance: 2))
    #expect(mixer.isPlaying(instance: 1000))
  }

  @Test("When all slots loop a new voice is not heard, and one warning says so")
  func full() throws {
    var warnings: [String] = []
    let mixer = AudioMixer(.silent) { warnings.append($0) }
    try mixer.setSound(1, tone())
    mixer.activate()
    for instance in 0..<AudioMixer.voiceLimit + 5 {
      mixer.play(sound: 1, instance: Double(instance), volume: 1, loops: true, bus: 0)
    }
    #expect(mixer.voiceCount == AudioMixer.voiceLimit)
    #expect(warnings == ["64 looping sounds play at once; further ones are not heard until some are stopped"])
  }

  @Test("New content behind a playing sound goes on at the same second, or ends the voice if it is shorter")
  func replace() throws {
    let mixer = try mixer(sounds: [1: 1.0])
    mixer.play(sound: 1, instance: 1, volume: 1, loops: false, bus: 0)
    mixer.play(sound: 1, instance: 2, volume: 1, loops: true, bus: 0)
    mixer.update(elapsed: 0.8)
    try mixer.setSound(1, tone(seconds: 2))
    mixer.update(elapsed: 1.1)
    #expect(mixer.isPlaying(instance: 1))
    try mixer.setSound(1, tone(seconds: 0.5))
    #expect(!mixer.isPlaying(instance: 1))
    #expect(mixer.isPlaying(instance: 2))
    mixer.removeSound(1)
    #expect(mixer.voiceCount == 0)
  }

  @Test("Without a device there is one warning, and the game's calls still work")
  func noDevice() throws {
    var warnings: [String] = []
    let mixer = AudioMixer(.device, report: { warnings.append($0) }) { () throws(SoundError) in
      throw SoundError(.device("there is none"))
    }
    mixer.prepare()
    mixer.activate()
    #expect(warnings == ["no sound: there is none"])
    try mixer.setSound(1, tone(seconds: 1))
    mixer.play(sound: 1, volume: 1, loops: false)
    mixer.update(elapsed: 0.5)
    #expect(mixer.voiceCount == 1)
    mixer.update(elapsed: 0.6)
    #expect(mixer.voiceCount == 0)
    #expect(warnings.count == 1)
  }
}
