// The machine decides about things that it never sees: an error's text, a game's state, modules. It knows them by
// these identities, and the shell maps each identity to its content until it is told to forget it.

/// One life of the game: counts up from 1 and is never used again. Every event about a worker carries it, so that a
/// late message of an earlier worker is never taken for the present one's.
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

/// What can be shown over a game, by where it came from.
public enum ErrorID: Hashable, Sendable {
  /// What a build found wrong with the sources.
  case build(BuildNumber)
  /// What a generation reported; the number counts its reports.
  case game(Generation, UInt32)
  /// How a generation's process ended.
  case death(Generation)
  /// A generation was not ready in time.
  case timeout(Generation)
}

/// The answer to one request for a game's reload state.
public struct StateID: Hashable, Sendable {
  public let number: UInt64
  public init(_ number: UInt64) { self.number = number }
}
