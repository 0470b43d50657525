import Foundation

/// Order rows with unique keys, as many as a test needs.
enum OrderRows {
  static let header = "order_id,placed_at,platform,seller,amount,state\n"

  /// Rows of these numbers; 40 sellers, amounts from 1.00 to 500.00 CNY.
  static func rows(_ numbers: Range<Int>) -> String {
    numbers.map(row).joined()
  }

  static func row(_ number: Int) -> String {
    let minute = String(100 + number % 60).dropFirst()
    return "E\(number),2026-06-01T08:\(minute):00+08:00,yunshi,foreign:S\(number % 40),"
      + "\(number % 500 + 1).00,paid\n"
  }

  /// A file of so many rows, written by the shell in about a second a million.
  static func writeMany(_ count: Int, to file: URL) throws {
    let program =
      "BEGIN { print \"\(header.dropLast())\"; for (i = 0; i < \(count); i++) "
      + "printf \"E%d,2026-06-01T08:%02d:00+08:00,yunshi,foreign:S%d,%d.00,paid\\n\", "
      + "i, i % 60, i % 40, i % 500 + 1 }"
    _ = try runShellLine("awk '\(program)' > '\(file.path)'", in: file.deletingLastPathComponent())
  }
}

/// A feed that a test writes while the program reads it.
struct GrowingFile {
  let url: URL
  private let handle: FileHandle

  /// Makes the file anew, with this text in it.
  init(_ url: URL, _ text: String) throws {
    self.url = url
    try Data(text.utf8).write(to: url)
    handle = try FileHandle(forWritingTo: url)
    try handle.seekToEnd()
  }

  func append(_ text: String) throws { try handle.write(contentsOf: Data(text.utf8)) }

  /// Cuts the file to nothing, as `copytruncate` does.
  func truncate() throws { try handle.truncate(atOffset: 0) }

  /// Appends rows `perSecond` times `seconds`, in steps of 20 ms.
  func append(
    rowsFrom first: Int, perSecond: Int, seconds: Double, meanwhile: (Int) throws -> Void = { _ in }
  ) throws -> Int {
    let start = Date()
    var written = 0
    let total = Int(Double(perSecond) * seconds)
    while written < total {
      let due = min(total, Int(Date().timeIntervalSince(start) * Double(perSecond)) + 1)
      try append(OrderRows.rows(first + written..<first + due))
      written = due
      try meanwhile(written)
      usleep(20_000)
    }
    return first + written
  }
}
