package import Commerce
import Glibc

/// Which rejected rows were accepted later, so that nothing is fed twice.
///
/// A file to which lines are appended: `3-17 2026-06-01T10:00:00+08:00`, the first and the last id.
package struct RetryMarks: Sendable {
  private static let headWords = "tradewatch quarantine retried "
  private static let version = 1

  /// Sorted, without touching each other.
  private var ranges: [ClosedRange<Int>] = []
  /// How many rows are marked.
  package private(set) var count = 0
  /// The bytes of the file up to the last whole line.
  private var wholeBytes: Int64 = 0

  /// Reads the marks of a quarantine; a last line that is not whole does not count.
  package init(of folder: QuarantineFolder) throws(QuarantineError) {
    guard let file = Descriptor(reading: folder.marksPath), let size = file.facts?.size, size > 0
    else { return }
    let bytes = file.bytes(at: 0, count: Int(size))
    let end = bytes.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    var lines = bytes[..<end].split(separator: lineFeed).makeIterator()
    if let head = lines.next() { try RetryMarks.check(head, folder.marksPath) }
    while let line = lines.next() {
      let word = String(decoding: line.prefix { $0 != blank }, as: UTF8.self)
      let ends = word.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { continue }
      insert(first...last)
    }
    wholeBytes = Int64(end)
  }

  private static func check(_ head: ArraySlice<UInt8>, _ path: String) throws(QuarantineError) {
    let text = String(decoding: head, as: UTF8.self)
    guard text.hasPrefix(headWords), let version = Int(text.dropFirst(headWords.count)),
      version <= RetryMarks.version
    else {
      throw QuarantineError(
        path: path, reason: "expected '\(headWords)1', found '\(text.prefix(40))'",
        help: "use the tradewatch that wrote it, or a newer one")
    }
  }

  package func contains(_ id: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < id { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(id)
  }

  private mutating func insert(_ range: ClosedRange<Int>) {
    var joined = range
    let low = ranges.firstIndex { $0.upperBound >= range.lowerBound - 1 } ?? ranges.count
    var high = low
    while high < ranges.count, ranges[high].lowerBound <= range.upperBound + 1 {
      joined =
        min(
          joined.lowerBound, ranges[high].lowerBound)...max(
          joined.upperBound, ranges[high].upperBound)
      count -= ranges[high].count
      high += 1
    }
    ranges.replaceSubrange(low..<high, with: [joined])
    count += joined.count
  }

  /// Appends ids, ascending, and sees to it that they are on the disk; `file` is the file of marks.
  mutating func add(_ ids: [Int], at time: Timestamp, to file: Descriptor) -> Bool {
    var text = wholeBytes == 0 ? "\(RetryMarks.headWords)\(RetryMarks.version)\n" : ""
    var added: [ClosedRange<Int>] = []
    for id in ids {
      if let last = added.last, last.upperBound + 1 == id {
        added[added.count - 1] = last.lowerBound...id
      } else {
        added.append(id...id)
      }
    }
    for range in added { text += "\(range.lowerBound)-\(range.upperBound) \(time)\n" }
    let bytes = Array(text.utf8)
    guard bytes.withUnsafeBytes({ file.write($0, at: wholeBytes) }),
      ftruncate(file.number, Int(wholeBytes) + bytes.count) == 0, fsync(file.number) == 0
    else { return false }
    wholeBytes += Int64(bytes.count)
    for range in added { insert(range) }
    return true
  }
}

/// The right to mark rows as accepted, which one process at a time has.
///
/// A class, because it owns a lock.
package final class RetryBook {
  package private(set) var marks: RetryMarks
  private let folder: QuarantineFolder
  private let file: Descriptor

  package init(_ folder: QuarantineFolder) throws(QuarantineError) {
    self.folder = folder
    file = try folder.lockedFile(folder.marksPath, holder: "its rows are being retried")
    marks = try RetryMarks(of: folder)
  }

  /// Marks rows, ascending by id, as accepted.
  package func mark(_ ids: [Int], at time: Timestamp) throws(QuarantineError) {
    guard !ids.isEmpty, !marks.add(ids, at: time, to: file) else { return }
    throw QuarantineError(path: folder.marksPath, reason: systemReason(errno))
  }
}
