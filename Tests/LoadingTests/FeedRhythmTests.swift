import Loading
import Testing

@Suite("The rhythm of a feed")
struct FeedRhythmTests {
  /// Rows that come every half second from second 0 on, as many a second as `rate` says.
  private func rhythm(seconds: Int, _ rate: (Int) -> Int) -> FeedRhythm {
    var rhythm = FeedRhythm()
    var count = 0
    rhythm.add(0, atMilliseconds: 0, isLive: true)
    for half in 1...seconds * 2 {
      count += rate(half / 2) / 2
      rhythm.add(count, atMilliseconds: half * 500, isLive: true)
    }
    return rhythm
  }

  @Test("The line of the last minute has a point for each three seconds, empty ones too")
  func line() {
    var rhythm = FeedRhythm()
    rhythm.add(10, atMilliseconds: 1000, isLive: false)
    rhythm.add(14, atMilliseconds: 2900, isLive: false)
    rhythm.add(15, atMilliseconds: 9000, isLive: false)

    #expect(rhythm.lastMinute == Array(repeating: 0, count: 16) + [14, 0, 0, 1])
    rhythm.add(15, atMilliseconds: 68_999, isLive: false)
    #expect(rhythm.lastMinute == [1] + Array(repeating: 0, count: 19))
    rhythm.add(15, atMilliseconds: 600_000, isLive: false)
    #expect(rhythm.lastMinute == Array(repeating: 0, count: 20))
  }

  @Test("The usual rate is known after a minute, and a stop of one stretch does not change it")
  func usualRate() {
    #expect(rhythm(seconds: 65) { _ in 100 }.usualRate == nil)
    let fallen = rhythm(seconds: 130) { $0 < 110 ? 100 : 4 }

    #expect(fallen.usualRate == 100)
    #expect(fallen.recentRate == 4)
  }

  @Test("A feed that comes in bursts has no usual rate above zero")
  func bursts() {
    #expect(rhythm(seconds: 600) { $0 % 60 == 0 ? 1000 : 0 }.usualRate == 0)
  }

  @Test("How fast a file was loaded is not taken for how fast it grows")
  func loading() {
    var rhythm = FeedRhythm()
    rhythm.add(1_000_000, atMilliseconds: 1000, isLive: false)
    rhythm.add(2_000_000, atMilliseconds: 2000, isLive: true)
    for second in 3...100 {
      rhythm.add(2_000_000 + second * 10, atMilliseconds: second * 1000, isLive: true)
    }

    #expect(rhythm.usualRate == 10)
    #expect(rhythm.recentRate == 10)
  }
}
