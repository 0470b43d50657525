import Commerce
import Fuzzing
import Ingestion
import Testing

@Suite("Quick readers against the exact ones")
struct QuickReadingTests {
  private func read<Answer>(_ text: String, _ body: (UnsafeRawPointer, Int) -> Answer) -> Answer? {
    let bytes = Array(text.utf8)
    return (bytes + Array(repeating: UInt8(ascii: "7"), count: 16)).withUnsafeBytes { buffer in
      buffer.baseAddress.map { body($0, bytes.count) }
    }
  }

  @Test("A quick decimal is the exact one", arguments: 0..<200)
  func decimals(seed: Int) {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let text = String(
        (0..<Int.random(in: 0...17, using: &random)).compactMap { _ in
          "00123456789999.-".randomElement(using: &random)
        })
      let quick = read(text) { quickTenThousandths($0, 0, $1) }
      guard let quick, let units = quick else { continue }
      #expect(DecimalText(text)?.decimal == ExactDecimal(tenThousandths: units), "\(text)")
    }
  }

  @Test(
    "The usual forms are read quickly",
    arguments: [
      ("0", 0), ("12.30", 123_000), ("-5.00", -50_000), ("1234567.8912", 12_345_678_912),
      ("99999999999999", 999_999_999_999_990_000), ("0.5", 5000),
    ])
  func usualDecimals(text: String, units: Int64) {
    #expect(read(text) { quickTenThousandths($0, 0, $1) } == units)
  }

  @Test("A quick time is the exact one", arguments: 0..<200)
  func times(seed: Int) {
    var random = Seeded(seed)
    var quickTime = QuickTime(offsetSeconds: 28_800)
    for _ in 0..<200 {
      let text = anyTime(&random)
      let quick = read(text) { quickTime.read($0, 0, $1) }
      guard let quick, let microseconds = quick else { continue }
      #expect(Timestamp(text)?.microseconds == microseconds, "\(text)")
    }
  }

  @Test(
    "The usual forms of times are read quickly",
    arguments: [
      "2026-06-01T13:05:09+08:00", "2026-06-01 13:05:09", "2026-06-01T13:05:09Z",
      "1969-12-31T23:59:59-03:30",
    ])
  func usualTimes(text: String) {
    var quickTime = QuickTime(offsetSeconds: 28_800)

    #expect(read(text) { quickTime.read($0, 0, $1) } == Timestamp(text)?.microseconds)
  }

  private func anyTime(_ random: inout Seeded) -> String {
    func number(_ range: ClosedRange<Int>, _ width: Int) -> String {
      let digits = String(Int.random(in: range, using: &random))
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = "\(number(1900...2101, 4))-\(number(0...13, 2))-\(number(0...32, 2))"
    let clock = "\(number(0...25, 2)):\(number(0...61, 2)):\(number(0...61, 2))"
    let zones = ["", "Z", "z", "+08:00", "-11:30", "+0800", "+24:00", "+08:60", "#08:00"]
    let separator = ["T", " ", "t", "_"].randomElement(using: &random) ?? ""
    var text = date + separator + clock + (zones.randomElement(using: &random) ?? "")
    if Int.random(in: 0..<4, using: &random) == 0 {
      let index = text.utf8.index(
        text.startIndex, offsetBy: Int.random(in: 0..<text.utf8.count, using: &random))
      text.replaceSubrange(index...index, with: "x")
    }
    return text
  }
}
