import COpenAL

/// Checks for a sound device.
public enum AudioProbe {
  /// Opens the device that a game would play on, and closes it again. Returns its name.
  /// - Throws: `SoundError`.
  public static func device() throws -> String {
    let device = try OpenALDevice(.playback)
    return withExtendedLifetime(device) {
      alcGetString(nil, ALC_DEFAULT_ALL_DEVICES_SPECIFIER).map { String(cString: $0) } ?? "unnamed device"
    }
  }
}
