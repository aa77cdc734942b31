import Glibc

/// A source of particles as scripts describe it. The same calls give the same particles, on every machine.
public struct ParticleEmitter: Sendable {
  /// Particles that one emitter may have at a time; beyond, none is born.
  public static let maximumParticles = 1 << 16
  /// Bytes of a particle in `spriteData`.
  static let recordSize = 24

  public struct Configuration: Sendable {
    /// Particles a second.
    public var spawnRate: Float = 10
    /// Seconds.
    public var lifetime: (least: Float, most: Float) = (0.5, 1.5)
    /// World units a second.
    public var speed: (least: Float, most: Float) = (20, 80)
    /// Radians: where particles fly, and how wide the cone around that is.
    public var direction: Float = -.pi / 2
    public var spread: Float = .pi
    public var scale: (least: Float, most: Float) = (1, 1)
    public var alpha: (start: Float, end: Float) = (1, 0)
    public var gravityX: Float = 0
    public var gravityY: Float = 0
    public var textureID: UInt32 = 0

    public init() {}
  }

  private struct Particle {
    var x, y, velocityX, velocityY, age, lifetime, scale, alpha: Float
  }

  public var configuration: Configuration
  private var particles: [Particle] = []
  /// Particles that are due, as a fraction.
  private var due: Float = 0
  private var random: UInt32

  /// - Parameter id: From 1; each emitter throws dice of its own.
  public init(id: UInt32, _ configuration: Configuration) {
    self.configuration = configuration
    random = max(1, id &* 2_654_435_761)
  }

  public var count: Int { particles.count }

  /// Time passes: particles are born at (x, y), and all of them move and fade.
  public mutating func update(seconds: Float, x: Float, y: Float) {
    guard seconds.isFinite, seconds > 0 else { return }
    due += seconds * max(0, configuration.spawnRate)
    // What a frame cannot take is not owed.
    due = due.isFinite ? min(due, Float(Self.maximumParticles)) : 0
    while due >= 1 {
      due -= 1
      if particles.count < Self.maximumParticles { particles.append(born(x, y)) }
    }
    for index in particles.indices {
      particles[index].age += seconds
      particles[index].velocityX += configuration.gravityX * seconds
      particles[index].velocityY += configuration.gravityY * seconds
      particles[index].x += particles[index].velocityX * seconds
      particles[index].y += particles[index].velocityY * seconds
      let part = particles[index].age / particles[index].lifetime
      particles[index].alpha = configuration.alpha.start + (configuration.alpha.end - configuration.alpha.start) * part
    }
    particles.removeAll { !($0.age < $0.lifetime) }
  }

  /// For each particle x, y, angle, scale and alpha as 32-bit floats, then the texture's ID as an integer.
  public var spriteData: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(particles.count * Self.recordSize)
    for particle in particles {
      for number in [particle.x, particle.y, 0, particle.scale, particle.alpha] {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
      withUnsafeBytes(of: configuration.textureID.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  private mutating func born(_ x: Float, _ y: Float) -> Particle {
    let lifetime = draw(configuration.lifetime)
    let speed = draw(configuration.speed)
    let half = configuration.spread / 2
    let angle = draw((configuration.direction - half, configuration.direction + half))
    let scale = draw(configuration.scale)
    return Particle(
      x: x, y: y, velocityX: cosf(angle) * speed, velocityY: sinf(angle) * speed, age: 0, lifetime: lifetime, scale: scale,
      alpha: configuration.alpha.start)
  }

  private mutating func draw(_ range: (least: Float, most: Float)) -> Float {
    random ^= random << 13
    random ^= random >> 17
    random ^= random << 5
    return range.least + (range.most - range.least) * Float(Double(random) / Double(UInt32.max))
  }
}
