import CLinux
import Glibc

/// Gives up what a process does not need: gaining rights by starting programs, and writing outside of some folders (landlock(7),
/// Linux 5.13 or later). Reading, running programs, devices' own calls and the network stay as they are.
///
/// Both apply to the calling thread and to what it starts from then on, so call them before the first other thread
/// starts.
public enum WriteLimits {
  /// The version of Landlock; 0 where the kernel has none.
  public static var version: Int { Int(clinux_landlock_version()) }

  /// No program that is started from here has more rights than this process (PR_SET_NO_NEW_PRIVS).
  public static func refusePrivileges() throws(SystemError) {
    if clinux_no_new_privileges() != 0 { throw .last("prctl(PR_SET_NO_NEW_PRIVS)", "this process") }
  }

  /// From now on files can be written, created, renamed or removed only below these folders. Open files are not
  /// affected.
  /// - Parameters:
  ///   - folders: Where all of that is allowed. Missing or inaccessible folders are skipped.
  ///   - contents: Where existing files may be written to but none created, for devices.
  /// - Returns: False where the kernel has no Landlock; nothing is restricted then.
  public static func enter(folders: [String], contents: [String] = []) throws(SystemError) -> Bool {
    guard version > 0 else { return false }
    try refusePrivileges()
    let raw = clinux_landlock_ruleset()
    if raw < 0 { throw .last("landlock_create_ruleset", "this process") }
    let ruleset = Descriptor(owning: raw)
    for folder in folders { try allow(folder, ruleset, onlyContents: false) }
    for folder in contents { try allow(folder, ruleset, onlyContents: true) }
    if clinux_landlock_enter(ruleset.raw) != 0 { throw .last("landlock_restrict_self", "this process") }
    return true
  }

  private static func allow(_ folder: String, _ ruleset: Descriptor, onlyContents: Bool) throws(SystemError) {
    let raw = clinux_folder(folder)
    if raw < 0 { return }
    let descriptor = Descriptor(owning: raw)
    if clinux_landlock_allow(ruleset.raw, descriptor.raw, onlyContents ? 1 : 0) != 0 { throw .last("landlock_add_rule", folder) }
  }
}
