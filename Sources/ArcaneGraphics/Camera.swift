/// What the camera's x and y mean. The two script levels differ, and the ops' calls do not tell which is meant.
public enum CameraConvention: Sendable {
  /// x, y is the world point in the middle of the viewport.
  case center
  /// x, y is the world point in the viewport's top-left corner.
  case topLeft
}

/// A rectangle in world units, y growing downward.
public struct WorldRect: Equatable, Sendable {
  public var minX: Float
  public var minY: Float
  public var maxX: Float
  public var maxY: Float

  public init(minX: Float, minY: Float, maxX: Float, maxY: Float) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }
}

/// The size of the picture: in the units that scripts see, and in pixels.
public struct Viewport: Equatable, Sendable {
  /// Script units: physical pixels for the old level, logical pixels for the new one.
  public var width: Float
  public var height: Float
  /// Physical pixels.
  public var pixelWidth: Int
  public var pixelHeight: Int

  public init(pixelWidth: Int, pixelHeight: Int, scaleFactor: Float = 1) {
    let scale = scaleFactor.isFinite && scaleFactor > 0 ? scaleFactor : 1
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
    width = Float(pixelWidth) / scale
    height = Float(pixelHeight) / scale
  }
}

/// The one camera of a frame: screen = (world − origin) · zoom, in viewport units from the top-left corner.
public struct Camera: Equatable, Sendable {
  public var x: Float = 0
  public var y: Float = 0
  public var zoom: Float = 1
  public var convention: CameraConvention
  /// Limits of what is shown.
  public var bounds: WorldRect?

  public init(_ convention: CameraConvention, x: Float = 0, y: Float = 0, zoom: Float = 1, bounds: WorldRect? = nil) {
    self.convention = convention
    self.x = x
    self.y = y
    self.zoom = zoom
    self.bounds = bounds
  }

  /// Whether anything can be shown: scripts may set any number.
  public var isUsable: Bool { x.isFinite && y.isFinite && zoom.isFinite && zoom != 0 }

  /// The camera with its position limited to `bounds`: centered on an axis where all of the bounds is visible, else held
  /// within it. Returns itself when there are no bounds.
  public func limited(to viewport: Viewport) -> Camera {
    guard let bounds, isUsable else { return self }
    var limited = self
    limited.x = limit(x, extent: viewport.width / zoom, low: bounds.minX, high: bounds.maxX)
    limited.y = limit(y, extent: viewport.height / zoom, low: bounds.minY, high: bounds.maxY)
    return limited
  }

  /// - Parameter extent: What the viewport shows on this axis; negative when it is mirrored.
  private func limit(_ position: Float, extent: Float, low: Float, high: Float) -> Float {
    // What is shown begins here, seen from the position.
    let start = (convention == .center ? -extent / 2 : 0) + min(extent, 0)
    let size = abs(extent)
    if size >= high - low { return low + (high - low - size) / 2 - start }
    return max(low - start, min(position, high - size - start))
  }

  /// The world point in the top-left corner of the viewport.
  func origin(in viewport: Viewport) -> SIMD2<Float> {
    switch convention {
    case .center: SIMD2(x - viewport.width / 2 / zoom, y - viewport.height / 2 / zoom)
    case .topLeft: SIMD2(x, y)
    }
  }

  /// The part of the world that the viewport shows; nil when the camera is not usable.
  public func visibleRect(in viewport: Viewport) -> WorldRect? {
    guard isUsable else { return nil }
    let near = origin(in: viewport)
    let far = near + SIMD2(viewport.width, viewport.height) / zoom
    guard near.x.isFinite, near.y.isFinite, far.x.isFinite, far.y.isFinite else { return nil }
    // A negative zoom mirrors, so the far corner may be the smaller one.
    return WorldRect(minX: min(near.x, far.x), minY: min(near.y, far.y), maxX: max(near.x, far.x), maxY: max(near.y, far.y))
  }
}
