package import Commerce
import Glibc

/// Keeps rejected rows on disk, whole and byte for byte, in the order in which they come.
///
/// What was handed over has been given to the system when `add` returns: it outlives the process,
/// however that ends. A class, because it owns files. Its folder is made with the first row where it
/// is a temporary one, so nothing is left where nothing is rejected.
package final class QuarantineStore {
  /// Where rows are kept.
  package enum Home: Sendable {
    /// In a new folder under `TMPDIR`.
    case temporary
    case library(String)
  }

  /// A file that has grown past this is followed by another.
  static let segmentBytes: Int64 = 256 << 20
  private static let bufferBytes = 1 << 20

  /// The folder; `nil` while nothing was rejected, or where it cannot be made.
  package private(set) var folder: QuarantineFolder?
  package let isTemporary: Bool
  /// Rows that are on disk, of this process.
  package private(set) var kept = 0
  /// Rows that were rejected and could not be written.
  package private(set) var notKept = 0
  /// Bytes of the rows of this process on disk, their facts included.
  package private(set) var bytes: Int64 = 0
  /// What the user should know: rows that are not kept, and why; a tail that was cut off.
  package private(set) var notice: String?
  /// The first row of this process; rows before it were there.
  package private(set) var firstID = 1
  /// The file in which it stands.
  package private(set) var firstSegment = 0

  private var lock: Descriptor?
  private var file: Descriptor?
  private var segment = 0
  /// The end of the last whole record.
  private var end: Int64 = 0
  private var nextID = 1
  private var buffer: [UInt8] = []
  /// Rows in the buffer.
  private var pending = 0
  /// The dialects that stand in the file, by the identity of what is held beside their number.
  private var dialects: [ObjectIdentifier: (dialect: RowDialect, id: Int)] = [:]
  /// Rows that are too long and go on, by their place: many senders may share a feed.
  private var longRows: [LongRowPlace: LongRow] = [:]

  private struct LongRowPlace: Hashable {
    let feed: Int
    let offset: Int
  }

  /// Throws where the library's folder cannot be made or read, or another process writes to it.
  package init(_ home: Home) throws(QuarantineError) {
    switch home {
    case .temporary: isTemporary = true
    case .library(let path):
      isTemporary = false
      try open(QuarantineFolder(library: path))
    }
  }

  private func open(_ folder: QuarantineFolder) throws(QuarantineError) {
    try folder.create()
    lock = try folder.lock()
    self.folder = folder
    segment = folder.segments().last ?? 0
    if segment > 0 { try goOn(in: folder) }
    (firstID, firstSegment) = (nextID, segment)
  }

  /// Finds the end of the last file, and cuts off a row that was not written whole.
  private func goOn(in folder: QuarantineFolder) throws(QuarantineError) {
    var reader = try SegmentReader(folder, segment: segment)
    while true {
      switch reader.next(keeping: 0) {
      case .row(let row):
        nextID = row.record.id + 1
        continue
      case .ended: break
      case .torn:
        guard truncate(reader.path, Int(reader.position)) == 0 else {
          throw QuarantineError(path: reader.path, reason: systemReason(errno))
        }
        notice =
          "\(reader.path): a row that was not written whole was cut off at byte "
          + "\(reader.position)"
      case .damaged:
        notice =
          "\(reader.path): byte \(reader.position): expected a rejected row, found other "
          + "bytes; new rows go into another file"
      }
      break
    }
  }

  /// Keeps rows of a feed.
  package func add(_ rejects: [Reject], feed: Int, arrived: Timestamp) {
    for reject in rejects {
      let isCut = reject.raw.count < reject.length
      let place = LongRowPlace(feed: feed, offset: reject.finding.place.offset)
      let long = isCut ? longRows.removeValue(forKey: place) : nil
      guard isReady() else {
        notKept += 1
        continue
      }
      if let long {
        keep(reject, long, arrived)
        continue
      }
      let head = head(of: reject, kept: reject.raw.count, arrived)
      let sum = checksum(reject.raw, from: checksum(head, from: 0))
      buffer += head
      buffer += reject.raw
      buffer += trailer(sum)
      pending += 1
      if buffer.count >= QuarantineStore.bufferBytes { flush() }
    }
    flush()
  }

  /// Keeps bytes of a row that is too long and goes on; its reject comes once it has ended.
  package func addLongRow(_ bytes: [UInt8], feed: Int, offset: Int) {
    guard isReady(), let folder else { return }
    let place = LongRowPlace(feed: feed, offset: offset)
    if longRows[place] == nil { longRows[place] = LongRow(in: folder.path) }
    longRows[place]?.add(bytes)
  }
}

extension QuarantineStore {
  /// Whether there is a file to write to; it is opened where it was not, or is full.
  private func isReady() -> Bool {
    do throws(QuarantineError) {
      if folder == nil { try open(try makeTemporary()) }
      if file == nil || end + Int64(buffer.count) > QuarantineStore.segmentBytes {
        flush()
        try beginSegment()
      }
      return true
    } catch {
      fail("\(error.path): \(error.reason)")
      return false
    }
  }

  private func makeTemporary() throws(QuarantineError) -> QuarantineFolder {
    var template = Array("\(temporaryDirectory())/tradewatch-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw QuarantineError(path: temporaryDirectory(), reason: systemReason(errno))
    }
    return QuarantineFolder(
      library: String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  private func beginSegment() throws(QuarantineError) {
    guard let folder else { return }
    let path = folder.segmentPath(segment + 1)
    let number = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw QuarantineError(path: path, reason: systemReason(errno)) }
    segment += 1
    if kept + notKept == 0 { firstSegment = segment }
    file = Descriptor(number)
    dialects = [:]
    (end, pending) = (0, 0)
    buffer = SegmentReader.head
  }

  /// Says once why rows are not kept.
  private func fail(_ reason: String) {
    let text = "rejected rows are counted, not kept: \(reason)"
    if notice != text { notice = text }
  }

  /// The line of facts of a row, after that of its dialect where the file lacks it.
  private func head(of reject: Reject, kept: Int, _ arrived: Timestamp) -> [UInt8] {
    let dialect = reject.dialect.map(number)
    let record = QuarantineRecord(
      id: nextID, finding: reject.finding, arrived: arrived, length: reject.length, kept: kept)
    nextID += 1
    return record.head(dialect: dialect)
  }

  /// The dialect's number in the file; it is written where it was not.
  private func number(_ dialect: RowDialect) -> Int {
    if let known = dialects[ObjectIdentifier(dialect)] { return known.id }
    let id = dialects.count + 1
    dialects[ObjectIdentifier(dialect)] = (dialect, id)
    let head = dialect.head(id: id)
    buffer += head
    buffer += dialect.header
    buffer += trailer(checksum(dialect.header, from: checksum(head, from: 0)))
    return id
  }

  /// Hands the buffer to the system, or counts its rows as not kept.
  private func flush() {
    guard let file, !buffer.isEmpty else { return }
    if buffer.withUnsafeBytes({ file.write($0, at: end) }) {
      end += Int64(buffer.count)
      bytes += Int64(buffer.count)
      kept += pending
    } else {
      giveUp(systemReason(errno), rows: pending)
    }
    buffer.removeAll(keepingCapacity: true)
    pending = 0
  }

  /// Takes back what was not written whole; the dialects in it must be written again.
  private func giveUp(_ reason: String, rows: Int) {
    notKept += rows
    if let folder { fail("\(folder.path): \(reason)") }
    if let file { _ = ftruncate(file.number, Int(end)) }
    if end == 0 {
      // Not even the file's head is there: the next row tries again.
      file = nil
      if let folder { unlink(folder.segmentPath(segment)) }
      segment -= 1
    }
    dialects = [:]
  }

  /// Writes a row that lies in a file of its own.
  private func keep(_ reject: Reject, _ long: LongRow, _ arrived: Timestamp) {
    flush()
    let head = head(of: reject, kept: long.kept, arrived)
    flush()
    guard let file else {
      notKept += 1
      return
    }
    var at = end
    var sum: UInt32 = 0
    let write = { (part: UnsafeRawBufferPointer) in
      sum = checksum(part, from: sum)
      guard file.write(part, at: at) else { return false }
      at += Int64(part.count)
      return true
    }
    guard head.withUnsafeBytes(write), long.forEachPart(write),
      trailer(sum).withUnsafeBytes({ file.write($0, at: at) })
    else { return giveUp(systemReason(errno), rows: 1) }
    bytes += at - end
    end = at + Int64(SegmentReader.trailerBytes)
    kept += 1
  }
}
