import CLinux

public enum ParentDeath {
  /// From now on the kernel sends this signal to this process when its parent dies (prctl(2), PR_SET_PDEATHSIG). One that has
  /// died before is not noticed: compare getppid(2) afterwards.
  public static func sends(_ signal: Int32) { clinux_set_parent_death_signal(signal) }
}
