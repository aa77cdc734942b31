/// Why a sound cannot be used. The facts are in `reason`; the wording is here and nowhere else.
public struct SoundError: Error, Equatable, CustomStringConvertible {
  public enum Reason: Equatable, Sendable {
    /// The first bytes are of no known kind; `looksLike` names the kind where they are of a well-known other one.
    case unknownFormat(looksLike: String?)
    case empty
    case truncated(chunk: String, announced: Int, present: Int)
    case missing(chunk: String)
    case malformed(chunk: String, what: String)
    case unsupportedEncoding(tag: Int, bits: Int)
    case rate(Int)
    case channels(Int)
    case tooLong(bytes: Int)
    case vorbis(code: Int)
    case device(String)
  }

  public let reason: Reason
  /// The file, as the game or the user knows it; nil where the samples came from elsewhere.
  public var file: String?

  public init(_ reason: Reason, file: String? = nil) {
    self.reason = reason
    self.file = file
  }

  public var description: String {
    (file.map { "\($0): error: " } ?? "") + message
  }

  /// The problem and the remedy without the file's name, for messages that name the file already.
  public var message: String {
    switch reason {
    case .unknownFormat(let other?):
      return "this is \(other), which is not supported; convert it to WAV or Ogg Vorbis"
    case .unknownFormat(nil): return "this is neither a WAV nor an Ogg Vorbis file"
    case .empty: return "the sound holds no samples"
    case .truncated(let chunk, let announced, let present):
      return "the file is cut short: its \(chunk) chunk announces \(announced) bytes and \(present) are there; export it again"
    case .missing(let chunk): return "the WAV file has no \(chunk) chunk; export it again"
    case .malformed(let chunk, let what): return "the \(chunk) chunk is damaged: \(what)"
    case .unsupportedEncoding(let tag, let bits):
      return "WAV encoding \(tag) with \(bits) bits is not supported; export as 8, 16, 24 or 32-bit PCM or 32-bit float"
    case .rate(let rate):
      return "a sample rate of \(rate) Hz is outside \(PCM.rates.lowerBound) to \(PCM.rates.upperBound) Hz"
    case .channels(let count): return "\(count) channels are not supported; a sound has 1 to 8"
    case .tooLong(let bytes):
      return "decoded, the sound would take \(bytes >> 20) MiB; the limit is \(PCM.maximumBytes >> 20) MiB"
    case .vorbis(let code): return "the Ogg Vorbis stream is damaged (libvorbisfile error \(code)); export it again"
    case .device(let what): return what
    }
  }
}
