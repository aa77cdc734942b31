import Testing

@testable import ArcaneGraphics

@Suite struct CameraTests {
  private let viewport = Viewport(pixelWidth: 800, pixelHeight: 600)

  @Test(
    "the visible rectangle follows the convention and the zoom",
    arguments: [
      (Camera(.center), WorldRect(minX: -400, minY: -300, maxX: 400, maxY: 300)),
      (Camera(.center, x: 10, y: 20, zoom: 2), WorldRect(minX: -190, minY: -130, maxX: 210, maxY: 170)),
      (Camera(.topLeft, x: 10, y: 20, zoom: 2), WorldRect(minX: 10, minY: 20, maxX: 410, maxY: 320)),
      (Camera(.topLeft, zoom: -1), WorldRect(minX: -800, minY: -600, maxX: 0, maxY: 0)),
    ])
  func visible(camera: Camera, expected: WorldRect) { #expect(camera.visibleRect(in: viewport) == expected) }

  @Test("a camera without use shows nothing", arguments: [Float.nan, 0, .infinity])
  func unusable(zoom: Float) { #expect(Camera(.center, zoom: zoom).visibleRect(in: viewport) == nil) }

  @Test("bounds hold the camera within, and center it where all of them is visible")
  func bounds() {
    let bounds = WorldRect(minX: 0, minY: 0, maxX: 1000, maxY: 400)
    var limited = Camera(.topLeft, x: 900, y: 50, bounds: bounds).limited(to: viewport)
    #expect(limited.x == 200)
    #expect(limited.y == -100)
    limited = Camera(.topLeft, x: -5, y: 150, zoom: 2, bounds: bounds).limited(to: viewport)
    #expect(limited.x == 0)
    #expect(limited.y == 100)
    #expect(Camera(.topLeft, x: 900).limited(to: viewport).x == 900)
  }

  @Test(
    "bounds hold what is shown, wherever the camera's point is in it",
    arguments: [CameraConvention.center, .topLeft], [(Float(0), Float(0), Float(1)), (900, 50, 1), (-5000, 350, 2), (500, 5000, 0.9), (10, 10, -2)])
  func boundsOfTheVisible(convention: CameraConvention, place: (Float, Float, Float)) throws {
    let bounds = WorldRect(minX: -100, minY: -50, maxX: 1900, maxY: 450)
    let camera = Camera(convention, x: place.0, y: place.1, zoom: place.2, bounds: bounds)
    let limited = camera.limited(to: viewport)
    let seen = try #require(limited.visibleRect(in: viewport))
    #expect(seen.minX >= bounds.minX - 0.01 && seen.maxX <= bounds.maxX + 0.01, "\(seen)")
    if seen.maxY - seen.minY <= 500 {
      #expect(seen.minY >= bounds.minY - 0.01 && seen.maxY <= bounds.maxY + 0.01, "\(seen)")
    } else {
      #expect(abs((seen.minY + seen.maxY) / 2 - 200) < 0.01, "centered where all of it is visible")
    }
    // Once there, it stays.
    #expect(limited.limited(to: viewport) == limited)
  }

  @Test("the viewport counts logical pixels, whatever the scale factor")
  func scale() {
    let scaled = Viewport(pixelWidth: 1600, pixelHeight: 1200, scaleFactor: 2)
    #expect((scaled.width, scaled.height) == (800, 600))
    #expect(Viewport(pixelWidth: 10, pixelHeight: 10, scaleFactor: .nan).width == 10)
  }
}

@Suite struct TilemapTests {
  @Test("cells outside of the grid read 0 and ignore writes; ids are kept modulo 65536")
  func cells() throws {
    var map = try #require(Tilemap(textureID: 1, width: 4, height: 3, tileSize: 16, atlasColumns: 2, atlasRows: 2))
    map[3, 2] = 65537
    map[4, 0] = 9
    map[UInt32(bitPattern: -1), 0] = 9
    #expect(map[3, 2] == 1)
    #expect(map[4, 0] == 0)
    #expect(map[0, 0] == 0)
    #expect(map[UInt32.max, UInt32.max] == 0)
  }

  @Test("a map too large for memory is refused", arguments: [(UInt32.max, UInt32.max), (1 << 20, 1 << 20)])
  func tooLarge(width: UInt32, height: UInt32) {
    #expect(Tilemap(textureID: 1, width: width, height: height, tileSize: 1, atlasColumns: 1, atlasRows: 1) == nil)
  }

  @Test("only cells that the camera shows are drawn, in windows of any size")
  func culling() throws {
    var map = try #require(Tilemap(textureID: 1, width: 1000, height: 1000, tileSize: 16, atlasColumns: 0, atlasRows: 0))
    for row in 0..<UInt32(1000) { for column in 0..<UInt32(1000) { map[column, row] = 1 } }
    for (camera, width, height, columns, rows) in [
      (Camera(.topLeft), 1600, 1200, 100, 75), (Camera(.topLeft, x: 8, y: 8), 1600, 1200, 101, 76),
      (Camera(.center, x: 8000, y: 8000, zoom: 2), 800, 600, 26, 20),
      (Camera(.center), 800, 600, 25, 19),
    ] {
      let list = DrawList()
      map.draw(
        into: list, x: 0, y: 0, layer: 0,
        visible: camera.visibleRect(in: Viewport(pixelWidth: width, pixelHeight: height)))
      #expect(list.spriteCount == columns * rows)
    }
    let list = DrawList()
    map.draw(into: list, x: .nan, y: 0, layer: 0, visible: WorldRect(minX: 0, minY: 0, maxX: 1, maxY: 1))
    map.draw(into: list, x: 1e300, y: -1e300, layer: 0, visible: WorldRect(minX: 0, minY: 0, maxX: 1, maxY: 1))
    #expect(list.isEmpty)
  }
}
