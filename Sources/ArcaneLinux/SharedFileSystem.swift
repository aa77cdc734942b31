import CLinux

/// File systems whose files can change on another machine, which inotify does not report.
public enum SharedFileSystem {
  /// By the numbers of statfs(2) and linux/magic.h.
  private static let names: [UInt64: String] = [
    0x6969: "NFS", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x517B: "SMB", 0x0102_1997: "9P", 0x786F_4256: "VirtualBox's shared folders",
    0xBACB_ACBC: "VMware's shared folders", 0x7C7C_6673: "Parallels' shared folders", 0x6573_5546: "FUSE", 0x5346_414F: "AFS",
    0x00C3_6400: "Ceph", 0x7461_636F: "OCFS2", 0x0BD0_0BD0: "Lustre", 0x0116_1970: "GFS2", 0x4750_4653: "GPFS",
  ]

  /// The name of the shared file system that a folder is on; nil where all changes give events, where that is unknown,
  /// and for a missing folder.
  public static func name(of folder: String) -> String? { names[clinux_file_system(folder)] }
}
