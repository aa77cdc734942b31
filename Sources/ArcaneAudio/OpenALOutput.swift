import COpenAL

/// Voices on OpenAL Soft: a slot is a source, a sound is a buffer.
///
/// Every source is relative to a listener who stays at the origin and looks along -z, so that a voice's place is
/// its offset alone.
final class OpenALOutput: AudioOutput {
  private let device: OpenALDevice
  private var sources: [ALuint] = []
  private struct Sound {
    var buffer: ALuint
    var stereo: Bool
  }
  private var sounds: [UInt32: Sound] = [:]
  /// Whether the slot's sound is stereo, for panning.
  private var stereo: [Bool]
  private let effects: OpenALEffects?

  static func device(voices: Int) throws(SoundError) -> OpenALOutput { try OpenALOutput(.playback, voices: voices) }

  init(_ kind: OpenALDevice.Kind, voices: Int) throws(SoundError) {
    device = try OpenALDevice(kind)
    alGetError()
    for _ in 0..<voices {
      var source: ALuint = 0
      alGenSources(1, &source)
      if alGetError() != AL_NO_ERROR { break }
      sources.append(source)
    }
    stereo = Array(repeating: false, count: sources.count)
    // Amplitude falls with the square of the distance, from one unit (100 world units) on.
    alDistanceModel(AL_EXPONENT_DISTANCE_CLAMPED)
    effects = device.hasEffects ? OpenALEffects() : nil
    for source in sources {
      alSourcei(source, AL_SOURCE_RELATIVE, AL_TRUE)
      alSourcef(source, AL_REFERENCE_DISTANCE, 1)
      // Volumes above 1 are allowed where OpenAL Soft lets the upper clamp be lifted.
      alSourcef(source, AL_MAX_GAIN, 1000)
    }
    alGetError()
    guard !sources.isEmpty else { throw SoundError(.device("OpenAL gave no voices (alGenSources)")) }
  }

  deinit {
    device.makeCurrent()
    for source in sources {
      alSourceStop(source)
      alSourcei(source, AL_BUFFER, 0)
    }
    alDeleteSources(ALsizei(sources.count), sources)
    for var sound in sounds.values { alDeleteBuffers(1, &sound.buffer) }
    effects?.delete()
  }

  var capacity: Int { sources.count }
  /// Whether low-pass and reverb are heard here.
  var hasEffects: Bool { effects != nil }

  func setSound(_ id: UInt32, _ pcm: PCM) throws(SoundError) {
    device.makeCurrent()
    alGetError()
    var buffer: ALuint = 0
    alGenBuffers(1, &buffer)
    if alGetError() == AL_NO_ERROR {
      pcm.withBytes { bytes in
        // PCM is at most 512 MiB and 384 kHz, so both fit 32 bits.
        alBufferData(
          buffer, pcm.channels == 1 ? AL_FORMAT_MONO16 : AL_FORMAT_STEREO16, bytes.baseAddress,
          ALsizei(bytes.count), ALsizei(pcm.rate))
      }
      if alGetError() == AL_NO_ERROR {
        removeSound(id)
        sounds[id] = Sound(buffer: buffer, stereo: pcm.channels == 2)
        return
      }
      alDeleteBuffers(1, &buffer)
    }
    throw SoundError(.device("OpenAL has no room for \(pcm.byteCount >> 10) KiB of samples (alBufferData)"))
  }

  func removeSound(_ id: UInt32) {
    guard var sound = sounds.removeValue(forKey: id) else { return }
    device.makeCurrent()
    alDeleteBuffers(1, &sound.buffer)
  }

  func start(_ slot: Int, sound id: UInt32, at seconds: Double, _ settings: VoiceSettings) -> Bool {
    guard let sound = sounds[id] else { return false }
    device.makeCurrent()
    let source = sources[slot]
    stereo[slot] = sound.stereo
    alGetError()
    alSourcei(source, AL_BUFFER, ALint(bitPattern: sound.buffer))
    alSourcei(source, AL_LOOPING, settings.loops ? AL_TRUE : AL_FALSE)
    alSourcef(source, AL_GAIN, settings.gain)
    alSourcef(source, AL_PITCH, settings.pitch)
    setPlacement(slot, settings.placement)
    effects?.apply(settings, to: source)
    if seconds > 0 { alSourcef(source, AL_SEC_OFFSET, Float(seconds)) }
    alSourcePlay(source)
    if alGetError() == AL_NO_ERROR { return true }
    stop(slot)
    return false
  }

  func stop(_ slot: Int) {
    device.makeCurrent()
    alSourceStop(sources[slot])
    alSourcei(sources[slot], AL_BUFFER, 0)
  }

  func setGain(_ slot: Int, _ gain: Float) {
    device.makeCurrent()
    alSourcef(sources[slot], AL_GAIN, gain)
  }

  func setPitch(_ slot: Int, _ pitch: Float) {
    device.makeCurrent()
    alSourcef(sources[slot], AL_PITCH, pitch)
  }

  func setPlacement(_ slot: Int, _ placement: VoiceSettings.Placement) {
    device.makeCurrent()
    let source = sources[slot]
    switch placement {
    case .offset(let x, let y):
      // 100 world units are one unit here. The listener sits a little in front of the picture, so that a source
      // that passes by does not jump from ear to ear.
      alSourcef(source, AL_ROLLOFF_FACTOR, 2)
      alSourcei(source, AL_SOURCE_SPATIALIZE_SOFT, AL_TRUE)
      alSource3f(source, AL_POSITION, x * 0.01, -y * 0.01, -0.2)
    case .pan(let pan):
      alSourcef(source, AL_ROLLOFF_FACTOR, 0)
      alSourcei(source, AL_SOURCE_SPATIALIZE_SOFT, ALint(AL_AUTO_SOFT))
      if stereo[slot] {
        // A stereo sound keeps its width: its two virtual speakers, at 30 degrees left and right, move together
        // until both stand on one side.
        let speaker = Float.pi / 6
        let clamp = { (angle: Float) in min(max(angle, -speaker), speaker) }
        let angles = [clamp(speaker - 2 * speaker * pan), clamp(-speaker - 2 * speaker * pan)]
        alSourcefv(source, AL_STEREO_ANGLES, angles)
      }
      let angle = pan * .pi / 2
      alSource3f(source, AL_POSITION, sine(angle), 0, -sine(.pi / 2 - abs(angle)))
    }
  }

  func isPlaying(_ slot: Int) -> Bool {
    device.makeCurrent()
    var state: ALint = 0
    alGetSourcei(sources[slot], AL_SOURCE_STATE, &state)
    return state == AL_PLAYING
  }

  func position(_ slot: Int) -> Double {
    device.makeCurrent()
    var seconds: ALfloat = 0
    alGetSourcef(sources[slot], AL_SEC_OFFSET, &seconds)
    return Double(seconds)
  }

  func resume() { device.resume() }
  func pause() { device.pause() }
  func advance(_ seconds: Double) {}
  func loss() -> String? {
    device.isConnected ? nil : "the audio device has gone away"
  }

  /// What a listener would hear next; loopback only.
  func render(frames: Int) -> [Float] {
    device.makeCurrent()
    return device.render(frames: frames)
  }
}
