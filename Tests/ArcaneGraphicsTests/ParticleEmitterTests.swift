import Testing

@testable import ArcaneGraphics

@Suite struct ParticleEmitterTests {
  private func particles(_ emitter: ParticleEmitter) -> [[Float]] {
    emitter.spriteData.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 24).map { start in
        (0..<5).map { slot in Float(bitPattern: bytes.loadUnaligned(fromByteOffset: start + slot * 4, as: UInt32.self)) }
      }
    }
  }

  @Test("particles are born at the rate, fly, fall, fade and die")
  func life() {
    var told = ParticleEmitter.Configuration()
    told.spawnRate = 4
    told.lifetime = (1, 1)
    told.speed = (10, 10)
    told.direction = 0
    told.spread = 0
    told.gravityY = 8
    told.textureID = 7
    var emitter = ParticleEmitter(id: 1, told)
    emitter.update(seconds: 0.25, x: 100, y: 50)
    #expect(emitter.count == 1)
    // Time passes for the new ones, too.
    #expect(particles(emitter) == [[102.5, 50.5, 0, 1, 0.75]])
    #expect(Array(emitter.spriteData.suffix(4)) == [7, 0, 0, 0])
    emitter.update(seconds: 0.25, x: 0, y: 0)
    #expect(particles(emitter) == [[105, 51.5, 0, 1, 0.5], [2.5, 0.5, 0, 1, 0.75]])
    emitter.configuration.spawnRate = 0
    emitter.update(seconds: 0.5, x: 0, y: 0)
    #expect(emitter.count == 1)
    emitter.update(seconds: 9, x: 0, y: 0)
    #expect(emitter.count == 0 && emitter.spriteData.isEmpty)
  }

  @Test("each emitter throws the same dice in every run, within its ranges")
  func dice() {
    var told = ParticleEmitter.Configuration()
    told.spawnRate = 1000
    told.lifetime = (5, 6)
    told.scale = (2, 3)
    var (first, again, other) = (ParticleEmitter(id: 1, told), ParticleEmitter(id: 1, told), ParticleEmitter(id: 2, told))
    for _ in 0..<3 {
      first.update(seconds: 0.05, x: 0, y: 0)
      again.update(seconds: 0.05, x: 0, y: 0)
      other.update(seconds: 0.05, x: 0, y: 0)
    }
    #expect(first.spriteData == again.spriteData && first.spriteData != other.spriteData)
    #expect(first.count == 150)
    #expect(particles(first).allSatisfy { (2...3).contains($0[3]) })
    // 32-bit xorshift from 2654435761, as a share of its range: the first lifetime.
    var state: UInt32 = 2_654_435_761
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    var one = ParticleEmitter(
      id: 1,
      {
        var told = told; told.lifetime = (0, 4); told.spawnRate = 10; return told
      }())
    one.update(seconds: 0.1, x: 0, y: 0)
    let lifetime = 4 * Float(Double(state) / Double(UInt32.max))
    #expect(abs((particles(one).first?[4] ?? -1) - (1 - 0.1 / lifetime)) < 1e-5)
  }

  @Test("no rate, time or number makes more particles than there is room for")
  func limits() {
    var told = ParticleEmitter.Configuration()
    told.spawnRate = .infinity
    told.lifetime = (.infinity, .infinity)
    var emitter = ParticleEmitter(id: 0, told)
    for seconds in [1, .infinity, -1, .nan, 1e30] as [Float] { emitter.update(seconds: seconds, x: .nan, y: 0) }
    emitter.configuration.spawnRate = 1e9
    emitter.update(seconds: 1, x: 0, y: 0)
    #expect(emitter.count <= ParticleEmitter.maximumParticles)
  }
}
