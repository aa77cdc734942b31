import CLinux
import Glibc

/// Gives up what a process does not need: gaining rights by starting programs, and writing outside of some folders (landlock(7),
/// Linux 5.13 or later). Reading, running programs, devices' own calls and the network stay as they are.
///
/// Both hold for the calling thread and for what it starts from then on, so they belong before the first other thread.
public enum WriteLimits {
  /// What Landlock can do here; 0 where the kernel has none.
  public static var version: Int { Int(clinux_landlock_version()) }

  /// No program that is started from here has more rights than this process (PR_SET_NO_NEW_PRIVS).
  public static func refusePrivileges() throws(SystemError) {
    if clinux_no_new_privileges() != 0 { throw .last("prctl(PR_SET_NO_NEW_PRIVS)", "this process") }
  }

  /// From now on nothing is written, made, renamed or removed but below these folders. What is open already stays as it is.
  /// - Parameters:
  ///   - folders: Where all of that is allowed. One that is not there, or may not be entered, is left out.
  ///   - contents: Where only what is there is written to, as devices are.
  /// - Returns: False where the kernel has no Landlock, and nothing has changed.
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
