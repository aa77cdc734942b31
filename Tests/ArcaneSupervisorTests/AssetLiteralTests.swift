import ArcaneModules
import Testing

@testable import ArcaneSupervisor

@Suite("Names of assets in code")
struct AssetLiteralTests {
  private func names(_ source: String) -> [String] { AssetLiterals.find(in: source).map(\.text) }

  @Test("whole literals of every kind of quotes are found, with their places")
  func literals() {
    #expect(
      AssetLiterals.find(in: "load(\"a/b.png\");\n  load('c.WAV', `d.ttf`)") == [
        .init(text: "a/b.png", position: LinePosition(line: 1, column: 6)), .init(text: "c.WAV", position: LinePosition(line: 2, column: 8)),
        .init(text: "d.ttf", position: LinePosition(line: 2, column: 17)),
      ])
  }

  @Test(
    "comments, parts of longer texts, and what only ends like one are none",
    arguments: [
      "// load(\"a.png\")", "/* \"a.png\"\n \"b.png\" */", "load(\"a/\" + name + \".png\")", "load(folder + \"a.png\")", "load(\"a.png\" + query)",
      "load(`a/${name}.png`)", "const end = \".png\"", "\"a.pn\\u0067\"", "const text = 'it is a png'",
    ])
  func none(source: String) { #expect(names(source) == []) }

  @Test("an apostrophe in a pattern or in a comment hides nothing that follows")
  func apostrophes() {
    #expect(names("const p = /don't/;\nload(\"a.png\");") == ["a.png"])
    #expect(names("// don't\nload(\"a.png\");") == ["a.png"])
    #expect(names("/* it's\n*/ load(`a.png`);\nconst x = `two\nlines`; load('b.png')") == ["a.png", "b.png"])
  }

  @Test("data of ICU is kept for the languages that are named, and all that has no language")
  func locales() {
    let wanted: Set<String> = ["en", "de-AT", "zh"]
    for name in [
      "icudt72l/en.res", "icudt72l/coll/en_US.res", "icudt72l/de.res", "icudt72l/de_AT.res", "icudt72l/zh_Hant_TW.res", "icudt72l/root.res",
      "icudt72l/supplementalData.res", "icudt72l/nfkc.nrm", "icudt72l/coll/res_index.res", "icudt72l/brkitr/cjdict.dict",
    ] {
      #expect(ICUData.keeps(name, wanted), "\(name)")
    }
    for name in [
      "icudt72l/fr.res", "icudt72l/de_CH.res", "icudt72l/curr/ja.res", "icudt72l/ibm-37.cnv", "icudt72l/translit/el.res",
      "icudt72l/brkitr/thaidict.dict", "icudt72l/unames.icu",
    ] {
      #expect(!ICUData.keeps(name, wanted), "\(name)")
    }
  }
}
