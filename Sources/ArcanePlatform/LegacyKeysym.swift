/// Keysyms from before Unicode, which X layouts still use for Cyrillic, Greek, Central European and a few other characters.
/// The blocks follow the 8-bit sets of their time (X11/keysymdef.h), so each is a run of characters in that set's order.
enum LegacyKeysym {
  static func scalar(_ keysym: UInt) -> UInt32? {
    switch keysym {
    case 0x1a1...0x1ff: latin2[Int(keysym - 0x1a1)]
    case 0x6c0...0x6ff: cyrillic[Int(keysym - 0x6c0)]
    case 0x7c1...0x7f9: greek[Int(keysym - 0x7c1)]
    case 0x13bc: 0x152
    case 0x13bd: 0x153
    case 0x13be: 0x178
    case 0x20ac: 0x20ac
    default: cyrillicExtra[keysym]
    }
  }

  /// ISO 8859-2 from 0xa1 on.
  private static let latin2: [UInt32] = scalars(
    "Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{ad}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙")

  /// KOI8-R from 0xc0 on.
  private static let cyrillic: [UInt32] = scalars("юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ")

  /// Capitals from 0x7c1, small letters from 0x7e1; 0 where the block has a gap.
  private static let greek: [UInt32] = {
    let capitals = scalars("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣ") + [0] + scalars("ΤΥΦΧΨΩ")
    let small = scalars("αβγδεζηθικλμνξοπρσςτυφχψω")
    return capitals + Array(repeating: 0, count: 7) + small
  }()

  private static let cyrillicExtra: [UInt: UInt32] = [
    0x6a3: 0x451, 0x6b3: 0x401, 0x6a4: 0x454, 0x6b4: 0x404, 0x6a6: 0x456, 0x6b6: 0x406, 0x6a7: 0x457, 0x6b7: 0x407,
    0x6ad: 0x491, 0x6bd: 0x490, 0x6ae: 0x45e, 0x6be: 0x40e, 0x6b0: 0x2116,
  ]

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
