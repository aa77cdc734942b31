/// The game's view of sound: sounds by id, voices, buses, one master volume. It assigns voices to slots of the output,
/// which plays them.
///
/// A voice is known by its sound (one voice per sound: playing it again cuts the earlier one) or by an instance
/// number that the caller chose. Wrong ids are no errors and do nothing, as the script interface asks.
///
/// Life: `prepare()` may open a device and lets no sound out; a waiting worker may load and play what it likes, and
/// costs no wake-up while it waits. `activate()` lets sound out: what was started before starts then. Call
/// `update(elapsed:)` once a frame. Not thread-safe: one thread uses it.
public final class AudioMixer {
  /// The output: the default device, or none.
  public enum OutputChoice: Sendable { case device, silent }

  public static let busCount = 4
  /// The maximum number of simultaneous voices.
  public static let voiceLimit = 64

  enum VoiceKey: Equatable {
    case sound(UInt32)
    case instance(Double)
  }

  private struct Voice {
    let key: VoiceKey
    let sound: UInt32
    /// Counts up with every start, so that the smallest is the oldest.
    let order: UInt64
    /// The voice's own factor; `settings.gain` is this times bus and master.
    var volume: Float
    let bus: Int?
    var settings: VoiceSettings
    /// Where to go on, while the output is changed under the voice.
    var resumeAt = 0.0
  }

  private enum Stage { case idle, prepared, active }

  private let choice: OutputChoice
  private let openDevice: () throws(SoundError) -> any AudioOutput
  private let report: (String) -> Void
  private var stage = Stage.idle
  private var output: any AudioOutput
  /// One entry per slot of the output.
  private var voices: [Voice?]
  /// Samples that the device has still to get: kept only while a device is wanted and not open.
  private var waiting: [UInt32: PCM]? = [:]
  private var order: UInt64 = 0
  private var master: Float = 1
  private var buses = [Float](repeating: 1, count: AudioMixer.busCount)
  private var reportedFull = false
  /// Whether playback is held.
  private var isHeld = false

  /// - Parameter report: gets warnings, a sentence each, without a line end. A missing device is one.
  public convenience init(_ choice: OutputChoice, report: @escaping (String) -> Void) {
    self.init(choice, report: report) { () throws(SoundError) in try OpenALOutput.device(voices: AudioMixer.voiceLimit) }
  }

  init(
    _ choice: OutputChoice, report: @escaping (String) -> Void,
    openDevice: @escaping () throws(SoundError) -> any AudioOutput
  ) {
    self.choice = choice
    self.openDevice = openDevice
    self.report = report
    output = SilentOutput(capacity: Self.voiceLimit)
    voices = Array(repeating: nil, count: Self.voiceLimit)
    if choice == .silent { waiting = nil }
  }

  // MARK: Life

  /// Opens the device, paused. A failure is kept quiet: the worker still on screen may hold a device that only one
  /// can have, so `activate()` tries again.
  public func prepare() {
    guard stage == .idle else { return }
    stage = .prepared
    try? openIfWanted()
  }

  /// From now on there is sound.
  public func activate() {
    guard stage != .active else { return }
    stage = .active
    do {
      try openIfWanted()
    } catch {
      report("no sound: \(error)")
      waiting = nil
    }
    if !isHeld { output.resume() }
  }

  /// Keeps all sound where it is until `release`.
  public func hold() {
    isHeld = true
    output.pause()
  }

  public func release() {
    isHeld = false
    if stage == .active { output.resume() }
  }

  /// Reclaims the voices that have ended. Once a frame; allocates nothing.
  ///
  /// - Parameter elapsed: game time since the last call, in seconds.
  public func update(elapsed: Double) {
    output.advance(elapsed)
    if let reason = output.loss() {
      report("no sound any more: \(reason)")
      moveVoices(to: SilentOutput(capacity: Self.voiceLimit))
      if !isHeld { output.resume() }
    }
    for slot in voices.indices where voices[slot] != nil && !output.isPlaying(slot) { end(slot) }
  }

  // MARK: Sounds

  /// Gives sound `id` its content, or a new one in place of the old: voices that play it go on in the new content at
  /// the same second. Throws if the device is out of memory; the old content then stays.
  public func setSound(_ id: UInt32, _ pcm: PCM) throws(SoundError) {
    for slot in voices.indices where voices[slot]?.sound == id { pause(slot) }
    var failure: SoundError?
    do { try output.setSound(id, pcm) } catch { failure = error }
    if failure == nil { waiting?[id] = pcm }
    for slot in voices.indices where voices[slot]?.sound == id { restart(slot, length: failure == nil ? pcm.seconds : nil) }
    if let failure { throw failure }
  }

  /// Ends the sound's voices and frees its samples.
  public func removeSound(_ id: UInt32) {
    for slot in voices.indices where voices[slot]?.sound == id { end(slot) }
    waiting?[id] = nil
    output.removeSound(id)
  }

  // MARK: One voice per sound

  /// Starts from the beginning; an earlier voice of this kind of the same sound ends.
  public func play(sound: UInt32, volume: Double, loops: Bool) {
    var settings = VoiceSettings()
    settings.loops = loops
    start(.sound(sound), sound: sound, volume: volume, bus: nil, settings)
  }

  public func stop(sound: UInt32) {
    if let slot = slot(.sound(sound)) { end(slot) }
  }

  // MARK: Numbered instances

  /// What `play(sound:instance:…)` takes besides volume: the values as the game gave them.
  public struct Effects {
    /// -1 left to 1 right.
    public var pan = 0.0
    /// Speed factor.
    public var pitch = 1.0
    /// Cut-off in Hz; 0 is off.
    public var lowPassHz: UInt32 = 0
    /// 0 to 1.
    public var reverbMix = 0.0
    public var reverbDelayMilliseconds: UInt32 = 0
    public init() {}
  }

  /// A voice known by `instance`, which the caller numbers; one that has this number already ends. A bus other than
  /// 0 (effects), 1 (music), 2 (ambient) and 3 (voice) drops the call.
  public func play(
    sound: UInt32, instance: Double, volume: Double, loops: Bool, bus: UInt32, effects: Effects = Effects()
  ) {
    var settings = VoiceSettings()
    settings.loops = loops
    settings.pitch = Self.pitch(effects.pitch)
    settings.placement = .pan(Float(effects.pan.isFinite ? min(max(effects.pan, -1), 1) : 0))
    settings.lowPassHz = Float(effects.lowPassHz)
    settings.reverbMix = Float(effects.reverbMix.isFinite ? min(max(effects.reverbMix, 0), 1) : 0)
    settings.reverbDelayMilliseconds = Float(effects.reverbDelayMilliseconds)
    start(.instance(instance), sound: sound, volume: volume, bus: bus, settings)
  }

  /// A voice at a place of the world; positions in world units, y down.
  public func playSpatial(
    sound: UInt32, instance: Double, volume: Double, loops: Bool, bus: UInt32, pitch: Double,
    source: (x: Double, y: Double), listener: (x: Double, y: Double)
  ) {
    var settings = VoiceSettings()
    settings.loops = loops
    settings.pitch = Self.pitch(pitch)
    settings.placement = Self.offset(from: listener, to: source)
    start(.instance(instance), sound: sound, volume: volume, bus: bus, settings)
  }

  public func stop(instance: Double) {
    if let slot = slot(.instance(instance)) { end(slot) }
  }

  /// Replaces the voice's own factor; bus and master stay.
  public func setVolume(_ volume: Double, instance: Double) {
    guard let slot = slot(.instance(instance)) else { return }
    voices[slot]?.volume = Self.volume(volume)
    applyGain(slot)
  }

  public func setPitch(_ pitch: Double, instance: Double) {
    guard let slot = slot(.instance(instance)) else { return }
    voices[slot]?.settings.pitch = Self.pitch(pitch)
    output.setPitch(slot, Self.pitch(pitch))
  }

  /// Moves a voice that `playSpatial` started; others stay where they are.
  public func move(instance: Double, source: (x: Double, y: Double), listener: (x: Double, y: Double)) {
    guard let slot = slot(.instance(instance)), case .offset = voices[slot]?.settings.placement else { return }
    let placement = Self.offset(from: listener, to: source)
    voices[slot]?.settings.placement = placement
    output.setPlacement(slot, placement)
  }

  // MARK: All of them

  public func stopAll() {
    for slot in voices.indices where voices[slot] != nil { end(slot) }
  }

  /// 1 is normal, more is louder. Applies to running voices, which keep their own factors.
  public func setMasterVolume(_ volume: Double) {
    master = Self.volume(volume)
    for slot in voices.indices { applyGain(slot) }
  }

  /// As `setMasterVolume`, for one bus; a bus that does not exist is ignored.
  public func setBusVolume(_ bus: UInt32, _ volume: Double) {
    guard bus < UInt32(Self.busCount) else { return }
    buses[Int(bus)] = Self.volume(volume)
    for slot in voices.indices where voices[slot]?.bus == Int(bus) { applyGain(slot) }
  }

  // MARK: Questions

  public var voiceCount: Int { voices.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }
  public func isPlaying(sound: UInt32) -> Bool { slot(.sound(sound)) != nil }
  public func isPlaying(instance: Double) -> Bool { slot(.instance(instance)) != nil }
  /// False on the silent twin, asked for or fallen back to.
  public var hasDevice: Bool { !(output is SilentOutput) }

  // MARK: Slots

  private func slot(_ key: VoiceKey) -> Int? { voices.firstIndex { $0?.key == key } }

  private func start(_ key: VoiceKey, sound: UInt32, volume: Double, bus: UInt32?, _ settings: VoiceSettings) {
    if let bus, bus >= UInt32(Self.busCount) { return }
    if let earlier = slot(key) { end(earlier) }
    guard let slot = freeSlot() else {
      if !reportedFull {
        report("\(voices.count) looping sounds play at once; further ones are not heard until some are stopped")
      }
      reportedFull = true
      return
    }
    order += 1
    var voice = Voice(
      key: key, sound: sound, order: order, volume: Self.volume(volume), bus: bus.map(Int.init), settings: settings)
    voice.settings.gain = gain(voice)
    if output.start(slot, sound: sound, at: 0, voice.settings) { voices[slot] = voice }
  }

  /// A slot without a voice, else that of the oldest voice that does not loop. Loops are left alone: the end of
  /// music is noticed, that of the oldest of 64 effects is not.
  private func freeSlot() -> Int? {
    if let free = voices.firstIndex(where: { $0 == nil }) { return free }
    var oldest: Int?
    for slot in voices.indices {
      guard let voice = voices[slot], !voice.settings.loops else { continue }
      if oldest.flatMap({ voices[$0] }).map({ voice.order < $0.order }) ?? true { oldest = slot }
    }
    if let oldest { end(oldest) }
    return oldest
  }

  private func end(_ slot: Int) {
    output.stop(slot)
    voices[slot] = nil
    reportedFull = false
  }

  private func gain(_ voice: Voice) -> Float { voice.volume * (voice.bus.map { buses[$0] } ?? 1) * master }

  private func applyGain(_ slot: Int) {
    guard var voice = voices[slot] else { return }
    voice.settings.gain = gain(voice)
    voices[slot] = voice
    output.setGain(slot, voice.settings.gain)
  }

  // MARK: Changing what is below a voice

  private func pause(_ slot: Int) {
    voices[slot]?.resumeAt = output.position(slot)
    output.stop(slot)
  }

  /// - Parameter length: seconds of the sound, where it has just changed.
  private func restart(_ slot: Int, length: Double? = nil) {
    guard var voice = voices[slot] else { return }
    if let length, voice.resumeAt >= length {
      guard voice.settings.loops else { return end(slot) }
      voice.resumeAt.formTruncatingRemainder(dividingBy: length)
    }
    voices[slot] = output.start(slot, sound: voice.sound, at: voice.resumeAt, voice.settings) ? voice : nil
  }

  private func openIfWanted() throws(SoundError) {
    guard choice == .device, !hasDevice, let samples = waiting else { return }
    let device = try openDevice()
    for (id, pcm) in samples { try device.setSound(id, pcm) }
    waiting = nil
    moveVoices(to: device)
  }

  private func moveVoices(to next: any AudioOutput) {
    for slot in voices.indices where voices[slot] != nil { pause(slot) }
    output = next
    // A device may have given fewer sources than were asked for.
    for slot in voices.indices.dropFirst(next.capacity) where voices[slot] != nil { voices[slot] = nil }
    if next.capacity < voices.count { voices.removeLast(voices.count - next.capacity) }
    for slot in voices.indices { restart(slot) }
  }

  // MARK: Clamping script values for the output

  private static func volume(_ value: Double) -> Float { value > 0 ? Float(min(value, 1000)) : 0 }
  private static func pitch(_ value: Double) -> Float { value.isFinite ? Float(min(max(value, 0.01), 64)) : 1 }
  private static func offset(from: (x: Double, y: Double), to: (x: Double, y: Double)) -> VoiceSettings.Placement {
    let x = to.x - from.x
    let y = to.y - from.y
    return .offset(x: Float(x.isFinite ? min(max(x, -1e6), 1e6) : 0), y: Float(y.isFinite ? min(max(y, -1e6), 1e6) : 0))
  }
}
