/// (replaced below)
public enum TrueTypeFont { public static let maximumPixelSize = 512.0 }
