import Testing

@testable import ArcaneSupervisor

@Suite("The forecast of changes")
struct ChangeForecastTests {
  @Test("nothing is known before the first change; then what the last two saves changed counts")
  func recent() {
    var forecast = ChangeForecast()
    #expect(forecast.likelyToChange { _ in 1 } == nil)
    for name in ["a", "b", "c"] { forecast.note(changed: [name]) }
    #expect(Set(forecast.likelyToChange { _ in 1 } ?? []) == ["b", "c"])
  }

  @Test("a checkout says nothing of the next save")
  func checkout() {
    var forecast = ChangeForecast()
    forecast.note(changed: (0..<500).map(String.init))
    forecast.note(changed: [])
    #expect(forecast.likelyToChange { _ in 1 } == nil)
  }

  @Test("a module that was refused counts for as long as it has the same code")
  func refusals() {
    var forecast = ChangeForecast()
    forecast.note(changed: ["a"])
    forecast.noteRefusal(of: "slow", hash: 7)
    #expect(Set(forecast.likelyToChange { $0 == "slow" ? 7 : 1 } ?? []) == ["a", "slow"])
    #expect(forecast.likelyToChange { $0 == "slow" ? 8 : 1 } == ["a"])
    #expect(forecast.likelyToChange { _ in nil } == ["a"])
  }

  @Test("what would not fit into a message is left out")
  func limits() {
    var forecast = ChangeForecast()
    forecast.note(changed: ["a", String(repeating: "x", count: 5000)])
    for index in 0..<1000 { forecast.noteRefusal(of: "\(index)", hash: 1) }
    let likely = forecast.likelyToChange { _ in 1 } ?? []
    #expect(likely.count == 64)
    #expect(likely.allSatisfy { $0.utf8.count < 1024 })
  }
}
