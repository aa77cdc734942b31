import Testing

@testable import ArcaneModules

@Suite("The nearest name")
struct NearestNameTests {
  private let names = ["dev", "run", "test", "check", "doctor", "build", "new", "init"]

  @Test(
    "letters too many, too few, wrong, swapped, and of another case",
    arguments: [
      ("tests", "test"), ("tset", "test"), ("tes", "test"), ("biuld", "build"), ("bulid", "build"), ("Check", "check"), ("doktor", "doctor"),
      ("nwe", "new"),
    ])
  func found(word: String, name: String) { #expect(NearestName.of(word, among: names) == name) }

  @Test("what is like none of them has no nearest", arguments: ["serve", "x", "", "publish", "ddd"])
  func unlike(word: String) { #expect(NearestName.of(word, among: names) == nil) }

  @Test("a distance counts changes")
  func distance() {
    #expect(NearestName.distance("", "abc") == 3)
    #expect(NearestName.distance("abc", "acb") == 1)
    #expect(NearestName.distance("kitten", "sitting") == 3)
    #expect(NearestName.distance("same", "same") == 0)
  }
}
