/// More than two channels to two ears: center and surround 3 dB down and the bass left out (ITU-R BS.775), all of it scaled
/// so that it never clips.
struct ChannelMix {
  private let left: [Float]
  private let right: [Float]

  /// Channels in the order of WAV files: front left, front right, center, bass, back pair, side pair, where a quadraphonic
  /// file has no center, a five-channel one no bass, and a seven-channel one a single back channel.
  init(wav channels: Int) {
    let down: Float = 0.7071
    let ears: (left: [Float], right: [Float]) =
      switch channels {
      case 3: ([1, 0, down], [0, 1, down])
      case 4: ([1, 0, down, 0], [0, 1, 0, down])
      case 5: ([1, 0, down, down, 0], [0, 1, down, 0, down])
      case 6: ([1, 0, down, 0, down, 0], [0, 1, down, 0, 0, down])
      case 7: ([1, 0, down, 0, down, down, 0], [0, 1, down, 0, down, 0, down])
      default: ([1, 0, down, 0, down, 0, down, 0], [0, 1, down, 0, 0, down, 0, down])
      }
    let scale = 1 / max(ears.left.reduce(0, +), ears.right.reduce(0, +))
    left = ears.left.map { $0 * scale }
    right = ears.right.map { $0 * scale }
  }

  /// Channels in the order of Vorbis (Vorbis I specification, 4.3.9): the center stands between left and right, the bass last.
  init(vorbis channels: Int) {
    let wav = ChannelMix(wav: channels)
    // Where each channel stands in a WAV file.
    let places =
      switch channels {
      case 3: [0, 2, 1]
      case 4: [0, 1, 2, 3]
      case 5: [0, 2, 1, 3, 4]
      case 6: [0, 2, 1, 4, 5, 3]
      case 7: [0, 2, 1, 5, 6, 4, 3]
      default: [0, 2, 1, 6, 7, 4, 5, 3]
      }
    left = places.map { wav.left[$0] }
    right = places.map { wav.right[$0] }
  }

  /// Interleaved left and right samples.
  func mixed(frames: Int, _ sample: (_ channel: Int, _ frame: Int) -> Float) -> [Int16] {
    var output: [Int16] = []
    output.reserveCapacity(frames * 2)
    for frame in 0..<frames {
      var sums: (Float, Float) = (0, 0)
      for channel in left.indices {
        let value = sample(channel, frame)
        sums.0 += left[channel] * value
        sums.1 += right[channel] * value
      }
      output.append(Int16(sample: sums.0))
      output.append(Int16(sample: sums.1))
    }
    return output
  }
}
