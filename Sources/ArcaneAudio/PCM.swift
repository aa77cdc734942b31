/// Decoded sound: interleaved signed 16-bit samples in the machine's byte order, mono or stereo.
///
/// One format for everything keeps the shared-memory layout of the asset table simple: a sound is its rate, its
/// channel count and these bytes. The bytes are either owned here or lie in memory that somebody else mapped, so
/// that a worker can play what an earlier worker decoded without decoding or copying it again.
public struct PCM {
  /// Frames per second, within `PCM.rates`.
  public let rate: Int
  /// 1 or 2.
  public let channels: Int
  /// Moments in time; a stereo frame is two samples.
  public let frames: Int

  private enum Storage {
    case owned([Int16])
    case mapped(UnsafeRawBufferPointer, owner: AnyObject)
  }
  private let storage: Storage

  /// What OpenAL and any sensible file stay within, in frames per second.
  public static let rates = 1_000...384_000
  /// Above this a file is refused, not decoded: 512 MiB is 50 minutes of 44.1 kHz stereo.
  public static let maximumBytes = 512 << 20

  /// `samples` are interleaved; a trailing part of a frame is dropped.
  public init(rate: Int, channels: Int, samples: [Int16]) throws(SoundError) {
    try PCM.check(rate: rate, channels: channels, bytes: samples.count * 2)
    self.rate = rate
    self.channels = channels
    self.frames = samples.count / channels
    self.storage = .owned(samples)
  }

  /// Samples in memory that `owner` keeps mapped and unchanged for as long as it lives.
  ///
  /// - Parameter bytes: `frames * channels * 2` bytes, interleaved.
  public init(
    rate: Int, channels: Int, mapped bytes: UnsafeRawBufferPointer, keeping owner: AnyObject
  ) throws(SoundError) {
    try PCM.check(rate: rate, channels: channels, bytes: bytes.count)
    self.rate = rate
    self.channels = channels
    self.frames = bytes.count / (2 * channels)
    self.storage = .mapped(bytes, owner: owner)
  }

  public var seconds: Double { Double(frames) / Double(rate) }
  public var byteCount: Int { frames * channels * 2 }

  /// The interleaved samples as bytes, for OpenAL or for a memfd. Valid within `body` only.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    switch storage {
    case .owned(let samples):
      return try samples.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0.prefix(byteCount))) }
    case .mapped(let bytes, let owner):
      return try withExtendedLifetime(owner) { try body(UnsafeRawBufferPointer(rebasing: bytes.prefix(byteCount))) }
    }
  }

  private static func check(rate: Int, channels: Int, bytes: Int) throws(SoundError) {
    guard rates.contains(rate) else { throw SoundError(.rate(rate)) }
    guard channels == 1 || channels == 2 else { throw SoundError(.channels(channels)) }
    guard bytes >= 2 * channels else { throw SoundError(.empty) }
    guard bytes <= maximumBytes else { throw SoundError(.tooLong(bytes: bytes)) }
  }
}
