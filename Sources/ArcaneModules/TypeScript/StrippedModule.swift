import ArcaneLinux

/// The JavaScript that is left of a TypeScript file: as long as the file, every token at its own place, blanks where only
/// types were.
struct StrippedModule {
  let code: [UInt8]
  let imports: [ScannedImport]
  /// Of the tokens alone: equal for two texts that differ in comments, types, blanks and line ends that mean nothing.
  let programHash: ContentHash
}
