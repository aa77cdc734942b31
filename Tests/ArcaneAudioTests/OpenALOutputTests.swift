import Glibc
import Testing

@testable import ArcaneAudio

// OpenAL's current context belongs to the process: every test with a context is in this suite, and they run one
// after another.
@Suite("What OpenAL renders", .serialized)
struct OpenALOutputTests {
  static let rate = 44_100

  /// OpenAL Soft reads the variable once, at its first use in the process.
  init() { setenv("ALSOFT_DRIVERS", "null", 1) }

  static func loopback() throws(SoundError) -> OpenALOutput {
    try OpenALOutput(.loopback(rate: rate), voices: AudioMixer.voiceLimit)
  }

  /// A mixer that is activated on a loopback, and the loopback.
  private func rig() throws -> (mixer: AudioMixer, output: OpenALOutput) {
    let output = try Self.loopback()
    let mixer = AudioMixer(.device, report: { Issue.record("unexpected warning: \($0)") }) { () throws(SoundError) in output }
    mixer.activate()
    return (mixer, output)
  }

  @Test("Silence before anything plays, a tone of the right frequency in both ears after")
  func tonePlays() throws {
    let (mixer, output) = try rig()
    #expect(output.render(frames: 4410).allSatisfy { $0 == 0 })
    try mixer.setSound(1, tone(hertz: 440, seconds: 2))
    mixer.play(sound: 1, volume: 1, loops: false)
    let heard = output.render(frames: Self.rate)
    #expect(abs(risingCrossings(heard, ear: 0) - 440) <= 2)
    #expect(abs(risingCrossings(heard, ear: 1) - 440) <= 2)
    #expect(loudness(heard, ear: 0) > 0.1)
  }

  @Test("Volume, bus and master multiply, also on a voice that plays")
  func volume() throws {
    let (mixer, output) = try rig()
    try mixer.setSound(1, tone(seconds: 5))
    mixer.play(sound: 1, instance: 1, volume: 1, loops: true, bus: 1)
    func level() -> Float {
      _ = output.render(frames: 4410)  // gains are ramped, not stepped
      return loudness(output.render(frames: 4410), ear: 0)
    }
    let full = level()
    mixer.setVolume(0.5, instance: 1)
    #expect(abs(level() / full - 0.5) < 0.01)
    mixer.setBusVolume(1, 0.5)
    #expect(abs(level() / full - 0.25) < 0.01)
    mixer.setBusVolume(0, 0)
    #expect(abs(level() / full - 0.25) < 0.01)
    mixer.setMasterVolume(2)
    #expect(abs(level() / full - 0.5) < 0.01)
    mixer.setMasterVolume(-1)
    #expect(level() < full / 1000)
  }

  @Test("Pan goes to one ear, for mono and stereo sounds", arguments: [1, 2])
  func pan(channels: Int) throws {
    let (mixer, output) = try rig()
    try mixer.setSound(1, tone(seconds: 2, channels: channels))
    func ears(_ pan: Double) -> (left: Float, right: Float) {
      var effects = AudioMixer.Effects()
      effects.pan = pan
      mixer.play(sound: 1, instance: 1, volume: 1, loops: true, bus: 0, effects: effects)
      _ = output.render(frames: 2205)
      let heard = output.render(frames: 8820)
      return (loudness(heard, ear: 0), loudness(heard, ear: 1))
    }
    let (left, middle, right) = (ears(-1), ears(0), ears(1))
    #expect(left.left > 0.1 && left.right < left.left * 0.05)
    #expect(right.right > 0.1 && right.left < right.right * 0.05)
    #expect(abs(middle.left - middle.right) < middle.left * 0.05)
    let half = ears(0.5)
    #expect(half.left < half.right && half.left > right.left)
  }

  @Test("A voice in the world is louder in the nearer ear and quieter far away", arguments: [1, 2])
  func spatial(channels: Int) throws {
    let (mixer, output) = try rig()
    try mixer.setSound(1, tone(seconds: 2, channels: channels))
    mixer.playSpatial(sound: 1, instance: 1, volume: 1, loops: true, bus: 0, pitch: 1, source: (900, 50), listener: (700, 50))
    func ears() -> (left: Float, right: Float) {
      _ = output.render(frames: 4410)
      let heard = output.render(frames: 8820)
      return (loudness(heard, ear: 0), loudness(heard, ear: 1))
    }
    let near = ears()
    #expect(near.right > near.left * 4)
    mixer.move(instance: 1, source: (1100, 50), listener: (700, 50))
    let far = ears()
    // Twice the distance, a quarter of the amplitude.
    #expect(abs(far.right / near.right - 0.25) < 0.03)
    mixer.move(instance: 1, source: (500, 50), listener: (700, 50))
    let other = ears()
    #expect(other.left > other.right * 4)
  }

  @Test("A loop goes on past its end, a single play is silent after it, and is reclaimed")
  func loop() throws {
    let (mixer, output) = try rig()
    try mixer.setSound(1, tone(seconds: 0.1))
    mixer.play(sound: 1, volume: 1, loops: false)
    _ = output.render(frames: Self.rate)
    #expect(output.render(frames: 4410).allSatisfy { $0 == 0 })
    mixer.update(elapsed: 0)
    #expect(mixer.voiceCount == 0)
    mixer.play(sound: 1, volume: 1, loops: true)
    _ = output.render(frames: Self.rate)
    #expect(loudness(output.render(frames: 8820), ear: 0) > 0.1)
    mixer.update(elapsed: 0)
    #expect(mixer.isPlaying(sound: 1))
  }

  @Test("Stop is silent")
  func stop() throws {
    let (mixer, output) = try rig()
    try mixer.setSound(1, tone(seconds: 5))
    mixer.play(sound: 1, volume: 1, loops: true)
    mixer.play(sound: 1, instance: 1, volume: 1, loops: true, bus: 0)
    _ = output.render(frames: 4410)
    mixer.stop(sound: 1)
    mixer.stop(instance: 1)
    _ = output.render(frames: 4410)  // OpenAL Soft fades a stopped voice out over some milliseconds
    #expect(output.render(frames: 4410).allSatisfy { abs($0) < 1e-6 })
  }

  @Test("Pitch 2 is an octave up")
  func pitch() throws {
    let (mixer, output) = try rig()
    try mixer.setSound(1, tone(hertz: 440, seconds: 1))
    mixer.play(sound: 1, instance: 1, volume: 1, loops: true, bus: 0)
    mixer.setPitch(2, instance: 1)
    _ = output.render(frames: 4410)
    #expect(abs(risingCrossings(output.render(frames: Self.rate), ear: 0) - 880) <= 6)
  }

  @Test("The low-pass takes the top and leaves the bottom")
  func lowPass() throws {
    let (mixer, output) = try rig()
    try #require(output.hasEffects)
    func level(hertz: Double, cutOff: UInt32) throws -> Float {
      try mixer.setSound(1, tone(hertz: hertz, seconds: 1))
      var effects = AudioMixer.Effects()
      effects.lowPassHz = cutOff
      mixer.play(sound: 1, instance: 1, volume: 1, loops: true, bus: 0, effects: effects)
      _ = output.render(frames: 4410)
      return loudness(output.render(frames: 8820), ear: 0)
    }
    #expect(try level(hertz: 8000, cutOff: 500) < level(hertz: 8000, cutOff: 0) * 0.2)
    #expect(try level(hertz: 100, cutOff: 500) > level(hertz: 100, cutOff: 0) * 0.8)
  }

  @Test("Reverb rings on after the sound has ended; more different delays than slots still ring")
  func reverb() throws {
    let (mixer, output) = try rig()
    try #require(output.hasEffects)
    try mixer.setSound(1, tone(seconds: 0.1))
    for delay in [UInt32(0), 20, 50, 100, 200, 4000] {
      var effects = AudioMixer.Effects()
      effects.reverbMix = 1
      effects.reverbDelayMilliseconds = delay
      mixer.play(sound: 1, instance: 1, volume: 1, loops: false, bus: 0, effects: effects)
      _ = output.render(frames: 8820)
      mixer.update(elapsed: 0)
      #expect(mixer.voiceCount == 0)
      #expect(loudness(output.render(frames: 17640), ear: 0) > 0.0005)
      _ = output.render(frames: Self.rate * 4)
    }
  }

  @Test("New content behind a playing sound is heard at once")
  func replace() throws {
    let (mixer, output) = try rig()
    try mixer.setSound(1, tone(hertz: 440, seconds: 3))
    mixer.play(sound: 1, instance: 1, volume: 1, loops: true, bus: 0)
    _ = output.render(frames: Self.rate)
    try mixer.setSound(1, tone(hertz: 880, seconds: 3))
    _ = output.render(frames: 4410)
    #expect(abs(risingCrossings(output.render(frames: Self.rate), ear: 0) - 880) <= 3)
  }

  @Test("What was started on the silent twin before the device opened is heard from where it was")
  func moved() throws {
    let output = try Self.loopback()
    let mixer = AudioMixer(.device, report: { _ in }) { () throws(SoundError) in output }
    try mixer.setSound(1, tone(hertz: 440, seconds: 3))
    mixer.play(sound: 1, volume: 1, loops: false)
    mixer.prepare()
    mixer.activate()
    #expect(abs(risingCrossings(output.render(frames: Self.rate), ear: 0) - 440) <= 2)
  }

  @Test("A device that cannot be opened ahead of time is tried again at activation, with all that was loaded and started")
  func secondTry() throws {
    var attempts = 0
    let mixer = AudioMixer(.device, report: { Issue.record("unexpected warning: \($0)") }) { () throws(SoundError) in
      attempts += 1
      if attempts == 1 { throw SoundError(.device("busy")) }
      return try Self.loopback()
    }
    try mixer.setSound(1, tone(seconds: 1))
    mixer.prepare()
    mixer.play(sound: 1, volume: 1, loops: true)
    #expect(!mixer.hasDevice)
    mixer.activate()
    #expect(attempts == 2 && mixer.hasDevice && mixer.isPlaying(sound: 1))
  }

  @Test("A prepared device mixes nothing, so that nobody is woken up; once activated it plays from the start")
  func idleDevice() throws {
    let output = try OpenALOutput.device(voices: 4)
    try output.setSound(1, tone(seconds: 5))
    var settings = VoiceSettings()
    settings.loops = true
    #expect(output.start(0, sound: 1, at: 0, settings))
    usleep(100_000)  // five periods of the null device
    #expect(output.position(0) == 0)
    output.resume()
    for _ in 0..<10_000 where output.position(0) == 0 { usleep(1000) }
    #expect(output.position(0) > 0)
  }
}
