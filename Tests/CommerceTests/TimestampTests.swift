import Commerce
import Testing

@Suite("Timestamps")
struct TimestampTests {
  // Seconds since 1970 computed with `date -u -d … +%s`.
  @Test(
    "Each documented form is read as the same instant",
    arguments: [
      "2026-06-01T13:05:00+08:00", "2026-06-01 13:05:00", "2026-06-01T05:05:00Z",
      "2026-06-01T13:05", "2026-06-01T13:05:00.000+0800", "2026-06-01t00:05:00-05:00",
    ])
  func forms(text: String) {
    #expect(Timestamp(text)?.seconds == 1_780_290_300)
  }

  @Test(
    "Days and times that do not exist are refused",
    arguments: [
      "2026-02-30T10:00:00+08:00", "", "2026-06-31T08:15:00+08:00", "yesterday",
      "2026-06-05T25:10:00+08:00", "2026-13-01T00:00:00+08:00", "2026-06-99", "2026-06-01T",
      "2026-06-01T10:00:00+08:00x", "2026-06-01T10:61", "n/a",
    ])
  func refused(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("The text of an instant is RFC 3339 in +08:00 and reads back")
  func text() {
    let instant = Timestamp(microseconds: 1_780_290_300_250_000)

    #expect(instant.description == "2026-06-01T13:05:00.25+08:00")
    #expect(Timestamp(instant.description) == instant)
  }

  @Test(
    "Weeks follow ISO 8601",
    arguments: [
      ("2026-01-01", 2026, 1, 4), ("2027-01-01", 2026, 53, 5), ("2024-12-30", 2025, 1, 1),
    ])
  func weeks(day: String, year: Int, week: Int, weekday: Int) throws {
    let date = try #require(Timestamp(day)).date

    #expect(date.isoWeek == (year, week))
    #expect(date.weekday == weekday)
  }
}
