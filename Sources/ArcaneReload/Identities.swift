// Identities of things that the machine decides about but never sees: an error's text, a game's reload state, modules.
// The shell maps each identity to its content until it is told to forget it.

/// One run of the game: counts up from 1, and no number is used twice. Every event about a worker carries it, so that a
/// late message of an earlier worker is never mistaken for one of the current worker.
public struct Generation: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: UInt64
  public init(_ number: UInt64) { self.number = number }
  public static func < (left: Generation, right: Generation) -> Bool { left.number < right.number }
  public var description: String { "generation \(number)" }
}

/// Counts the good states of the module graph.
public typealias GraphVersion = UInt64

/// Counts the builds that were asked for.
public typealias BuildNumber = UInt64

/// An error that can be shown over a game, by its origin.
public enum ErrorID: Hashable, Sendable {
  /// The errors of a build.
  case build(BuildNumber)
  /// An error that a generation reported; the number counts its reports.
  case game(Generation, UInt32)
  /// The end of a generation's process.
  case death(Generation)
  /// A generation was not ready in time.
  case timeout(Generation)
}

/// The answer to one request for a game's reload state.
public struct StateID: Hashable, Sendable {
  public let number: UInt64
  public init(_ number: UInt64) { self.number = number }
}
