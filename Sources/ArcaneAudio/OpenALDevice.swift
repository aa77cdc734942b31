import COpenAL
import Glibc

/// An OpenAL device with its one context, closed when nothing refers to it any more.
///
/// Two kinds: the default playback device, opened paused, so that no mixer thread runs and nobody is woken up
/// before `resume()`; and a loopback, which renders into memory when asked and is for tests.
final class OpenALDevice {
  enum Kind: Equatable {
    case playback
    case loopback(rate: Int)
  }

  let kind: Kind
  private let device: OpaquePointer
  private let context: OpaquePointer
  private let canPause: Bool
  let hasEffects: Bool

  init(_ kind: Kind) throws(SoundError) {
    self.kind = kind
    Self.quietenLibraries()
    let opened: OpaquePointer?
    switch kind {
    case .playback: opened = alcOpenDevice(nil)
    case .loopback: opened = alcLoopbackOpenDeviceSOFT(nil)
    }
    guard let device = opened else {
      throw SoundError(
        .device("OpenAL could not open an audio device (alcOpenDevice, \(Self.name(ofError: alcGetError(nil)))); the game goes on without"))
    }
    func has(_ name: String) -> Bool { alcIsExtensionPresent(device, name) != 0 }

    // Paused before there is a context, so that the mixer thread is not even started. Where the extension is
    // missing the device is opened all the same, and costs wake-ups until the worker plays.
    canPause = kind == .playback && has("ALC_SOFT_pause_device")
    if canPause { alcDevicePauseSOFT(device) }
    hasEffects = has("ALC_EXT_EFX")

    var attributes: [Int32] = [ALC_MAX_AUXILIARY_SENDS, 1]
    if case .loopback(let rate) = kind {
      attributes += [
        ALC_FREQUENCY, Int32(rate), ALC_FORMAT_CHANNELS_SOFT, ALC_STEREO_SOFT,
        ALC_FORMAT_TYPE_SOFT, ALC_FLOAT_SOFT, ALC_HRTF_SOFT, 0,
      ]
    }
    attributes.append(0)
    guard let context = alcCreateContext(device, attributes) else {
      let error = Self.name(ofError: alcGetError(device))
      alcCloseDevice(device)
      throw SoundError(.device("OpenAL gave no context for the audio device (alcCreateContext, \(error)); the game goes on without"))
    }
    self.device = device
    self.context = context
    makeCurrent()
  }

  deinit {
    if alcGetCurrentContext() == context { alcMakeContextCurrent(nil) }
    alcDestroyContext(context)
    alcCloseDevice(device)
  }

  /// OpenAL's functions act on one context per process. A worker has one; tests have several.
  func makeCurrent() { if alcGetCurrentContext() != context { alcMakeContextCurrent(context) } }

  func pause() { if canPause { alcDevicePauseSOFT(device) } }
  func resume() { if canPause { alcDeviceResumeSOFT(device) } }

  /// False once the device was unplugged or its server ended.
  var isConnected: Bool {
    guard kind == .playback else { return true }
    var connected: ALCint = 1
    alcGetIntegerv(device, ALC_CONNECTED, 1, &connected)
    return connected != 0
  }

  /// The next `frames` frames of a loopback: interleaved stereo.
  func render(frames: Int) -> [Float] {
    var samples = [Float](repeating: 0, count: frames * 2)
    if case .loopback = kind { alcRenderSamplesSOFT(device, &samples, ALCsizei(frames)) }
    return samples
  }

  /// OpenAL Soft and ALSA print their own lines to standard error when there is no sound card. Our warning says it
  /// in one; who wants theirs sets ALSOFT_LOGLEVEL.
  private static func quietenLibraries() {
    guard getenv("ALSOFT_LOGLEVEL") == nil else { return }
    setenv("ALSOFT_LOGLEVEL", "0", 0)
    guard let alsa = dlopen("libasound.so.2", RTLD_LAZY), let symbol = dlsym(alsa, "snd_lib_error_set_handler") else {
      return
    }
    // The handler's C type is variadic (file, line, function, errno, format, ...). Ours takes nothing and reads
    // nothing, which the System V and AAPCS64 calling conventions allow: the caller cleans up its arguments.
    typealias Handler = @convention(c) () -> Void
    typealias SetHandler = @convention(c) (Handler) -> CInt
    _ = unsafeBitCast(symbol, to: SetHandler.self)({})
  }

  private static func name(ofError code: ALCenum) -> String {
    switch code {
    case ALC_NO_ERROR: "no error code"
    case ALC_INVALID_DEVICE: "ALC_INVALID_DEVICE"
    case ALC_INVALID_CONTEXT: "ALC_INVALID_CONTEXT"
    case ALC_INVALID_ENUM: "ALC_INVALID_ENUM"
    case ALC_INVALID_VALUE: "ALC_INVALID_VALUE"
    case ALC_OUT_OF_MEMORY: "ALC_OUT_OF_MEMORY"
    default: "error \(code)"
    }
  }
}
