/// One point light, of the current frame only. Position and radius in world units, color linear.
public struct PointLight: Equatable, Sendable {
  public var x: Float
  public var y: Float
  public var radius: Float
  public var red: Float
  public var green: Float
  public var blue: Float
  public var intensity: Float

  public init(x: Float, y: Float, radius: Float, red: Float, green: Float, blue: Float, intensity: Float) {
    self.x = x
    self.y = y
    self.radius = radius
    self.red = red
    self.green = green
    self.blue = blue
    self.intensity = intensity
  }

  /// A light with a number that is not finite, or without reach, lights nothing.
  var isUsable: Bool {
    radius > 0 && x.isFinite && y.isFinite && radius.isFinite && red.isFinite && green.isFinite && blue.isFinite
      && intensity.isFinite
  }
}

/// Ambient light, which persists, and the point lights of the frame.
///
/// A fragment's light is ambient + Σ color · intensity · s(1 − distance / radius), s(t) = 3t² − 2t³, clamped to 0…1.
public struct Lighting: Equatable, Sendable {
  public static let maximumPointLights = 8

  public var ambientRed: Float = 1
  public var ambientGreen: Float = 1
  public var ambientBlue: Float = 1
  /// At most `maximumPointLights`; further ones are ignored, as the first eight added count.
  public private(set) var pointLights: [PointLight] = []

  public init() {}

  public mutating func add(_ light: PointLight) {
    if pointLights.count < Self.maximumPointLights { pointLights.append(light) }
  }

  public mutating func clearPointLights() { pointLights.removeAll(keepingCapacity: true) }

  /// Full ambient light is the upper limit of every channel, so point lights cannot change anything either: the cheaper
  /// program without lights gives the same picture.
  var isNeutral: Bool { ambientRed >= 1 && ambientGreen >= 1 && ambientBlue >= 1 && !pointLights.contains { isDarkening($0) } }

  private func isDarkening(_ light: PointLight) -> Bool {
    light.isUsable && (light.red * light.intensity < 0 || light.green * light.intensity < 0 || light.blue * light.intensity < 0)
  }
}
