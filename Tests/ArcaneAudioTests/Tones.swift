import Glibc

@testable import ArcaneAudio

/// A sine tone, the same in all channels.
func tone(
  hertz: Double = 440, seconds: Double = 0.5, amplitude: Double = 0.5, channels: Int = 1, rate: Int = 44_100
) throws -> PCM {
  let frames = Int(seconds * Double(rate))
  let samples = (0..<frames * channels).map { index in
    Int16(amplitude * 32767 * sin(2 * .pi * hertz * Double(index / channels) / Double(rate)))
  }
  return try PCM(rate: rate, channels: channels, samples: samples)
}

/// Root mean square of one ear of interleaved stereo: 0 left, 1 right.
func loudness(_ samples: [Float], ear: Int) -> Float {
  let own = stride(from: ear, to: samples.count, by: 2).map { samples[$0] }
  return own.isEmpty ? 0 : (own.reduce(0) { $0 + $1 * $1 } / Float(own.count)).squareRoot()
}

/// How often one ear's wave rises through zero: its frequency, for a clean tone over one second.
func risingCrossings(_ samples: [Float], ear: Int) -> Int {
  let own = stride(from: ear, to: samples.count, by: 2).map { samples[$0] }
  return zip(own, own.dropFirst()).reduce(0) { $0 + ($1.0 < 0 && $1.1 >= 0 ? 1 : 0) }
}
