/// The settings of a voice, in ranges that every output accepts: `AudioMixer` has clamped the game's values.
public struct VoiceSettings: Equatable, Sendable {
  /// Factor 0 or more, with bus and master volume already in it.
  public var gain: Float = 1
  /// Speed factor, more than 0; it changes length and pitch together.
  public var pitch: Float = 1
  public var loops = false
  public var placement = Placement.pan(0)
  /// Cut-off of the low-pass in Hz; 0 is off.
  public var lowPassHz: Float = 0
  /// 0 (dry) to 1.
  public var reverbMix: Float = 0
  public var reverbDelayMilliseconds: Float = 0

  public enum Placement: Equatable, Sendable {
    /// -1 left, 0 in the middle, 1 right; no distance.
    case pan(Float)
    /// From the listener to the source in world units, y down.
    case offset(x: Float, y: Float)
  }

  public init() {}
}

/// Plays voices: OpenAL, or a silent substitute. An output owns sounds by id and a fixed number of slots, and knows
/// nothing of instances, buses or stealing.
///
/// Slots are 0 up to `capacity`. Every call about a slot without a voice, or about a sound that is not there, does
/// nothing.
protocol AudioOutput: AnyObject {
  var capacity: Int { get }

  /// Gives `id` its samples, in place of any earlier ones. No slot may be playing that sound.
  func setSound(_ id: UInt32, _ pcm: PCM) throws(SoundError)
  func removeSound(_ id: UInt32)

  /// Starts slot `slot` at `seconds` into the sound; false if there is no such sound or the device refuses.
  func start(_ slot: Int, sound: UInt32, at seconds: Double, _ settings: VoiceSettings) -> Bool
  func stop(_ slot: Int)
  func setGain(_ slot: Int, _ gain: Float)
  func setPitch(_ slot: Int, _ pitch: Float)
  func setPlacement(_ slot: Int, _ placement: VoiceSettings.Placement)

  /// False once a voice that does not loop has come to its end.
  func isPlaying(_ slot: Int) -> Bool
  /// Seconds into the sound, at its own speed.
  func position(_ slot: Int) -> Double

  /// Lets sound out. Until then voices may be started, and wait.
  func resume()
  /// Keeps all voices where they are, as before the first `resume`.
  func pause()
  /// The game's time went on by `seconds`. Of use where no hardware keeps time.
  func advance(_ seconds: Double)
  /// Non-nil once the device has gone away, with the reason.
  func loss() -> String?
}
