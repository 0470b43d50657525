import Commerce
import Fuzzing
import Glibc
import Ingestion
import Testing

/// Held against `strftime` and `timegm` of the C library.
@Suite("Patterns of times")
struct TimePatternTests {
  static let patterns = [
    "%d/%m/%Y", "%m/%d/%y", "%Y%m%d", "%d.%m.%Y %H:%M", "%Y年%m月%d日 %H:%M:%S", "%b %d, %Y",
    "%A %d %B %Y %I:%M:%S %p", "%F %T", "%D %R", "%s", "%e %b %Y", "%H:%M %d-%m-%Y",
  ]

  @Test("read what the C library writes with the same letters", arguments: patterns)
  func readsWhatStrftimeWrites(pattern: String) throws {
    let reading = try #require(TimePattern(pattern))
    var random = Seeded(pattern.utf8.count)

    for _ in 0..<500 {
      // From 1970 to 2068, the years that two digits tell.
      var seconds = time_t.random(in: 0..<3_124_224_000, using: &random)
      var parts = tm()
      gmtime_r(&seconds, &parts)
      var room = [CChar](repeating: 0, count: 200)
      let length = strftime(&room, room.count, pattern, &parts)
      let text = String(decoding: room.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      // What the letters leave out is midnight, or the whole minute.
      var expected = seconds
      if !pattern.contains("%H"), !pattern.contains("%I"), !pattern.contains("%s"),
        !pattern.contains("%T"), !pattern.contains("%R")
      {
        expected -= expected % 86_400
      } else if !pattern.contains("%S"), !pattern.contains("%T"), !pattern.contains("%s") {
        expected -= expected % 60
      }

      #expect(read(reading, text) == Timestamp(seconds: Int64(expected)), "\(text)")
    }
  }

  @Test(
    "refuse days, hours and rests that are not there",
    arguments: [
      ("%d/%m/%Y", "31/02/2024"), ("%d/%m/%Y", "1/13/2024"), ("%H:%M", "24:00"),
      ("%d/%m/%Y", "01/02/2024 "), ("%d/%m/%Y", "01-02-2024"), ("%I %p", "13 PM"),
      ("%b %d %Y", "Foo 1 2024"), ("%F %z", "2024-01-01 +25:00"), ("%d/%m/%Y", ""),
    ])
  func refuses(pattern: String, text: String) throws {
    let reading = try #require(TimePattern(pattern))

    #expect(read(reading, text) == nil)
  }

  @Test("know the zone that a text names, and else the feed's")
  func zones() throws {
    let zoned = try #require(TimePattern("%d/%m/%Y %H:%M %z"))
    let plain = try #require(TimePattern("%d/%m/%Y %H:%M"))
    let noon = Timestamp("2024-05-06T12:00:00Z")

    #expect(read(zoned, "06/05/2024 09:00 -0300") == noon)
    #expect(read(zoned, "06/05/2024 12:00 Z") == noon)
    #expect(read(plain, "06/05/2024 20:00", offset: 8 * 3600) == noon)
  }

  @Test("know milliseconds, fractions, and halves of the day in Chinese")
  func otherForms() throws {
    let milliseconds = try #require(TimePattern("%Q"))
    let fraction = try #require(TimePattern("%F %T.%f"))
    let half = try #require(TimePattern("%Y/%m/%d %p%I:%M"))

    #expect(read(milliseconds, "1717243200123") == Timestamp("2024-06-01T12:00:00.123Z"))
    #expect(read(fraction, "2024-06-01 12:00:00.25") == Timestamp("2024-06-01T12:00:00.25Z"))
    #expect(read(half, "2024/6/1 下午3:05") == Timestamp("2024-06-01T15:05:00Z"))
  }

  @Test("with a letter that means nothing are none", arguments: ["%q", "%d/%", "%é"])
  func unknownLetters(pattern: String) { #expect(TimePattern(pattern) == nil) }

  private func read(_ pattern: TimePattern, _ text: String, offset: Int64 = 0) -> Timestamp? {
    Array(text.utf8).withUnsafeBytes { pattern.read($0, offsetSeconds: offset) }
  }
}
