import Commerce

/// Reads the rejected rows of a quarantine in the order in which they came, in bounded memory.
///
/// A quarantine that is being written can be read; its newest rows may be missing then.
package struct QuarantineReader {
  package let folder: QuarantineFolder
  /// What the user should know of files that could not be read whole.
  package private(set) var notes: [String] = []
  private var waiting: ArraySlice<Int>
  private var current: SegmentReader?

  /// Throws where there is no quarantine, or a newer tradewatch has written it.
  package init(_ folder: QuarantineFolder, from segment: Int = 0) throws(QuarantineError) {
    self.folder = folder
    guard FileFacts(path: folder.path)?.isDirectory == true else {
      throw QuarantineError(
        path: folder.library, reason: "no quarantine in it",
        help: "name the directory that was given to --library, or a temporary folder that "
          + "tradewatch has named")
    }
    waiting = folder.segments().filter { $0 >= segment }[...]
  }

  /// The next row, with at most `limit` of its bytes; `nil` behind the last.
  package mutating func next(keeping limit: Int) throws(QuarantineError) -> StoredRow? {
    while true {
      if current == nil {
        guard let segment = waiting.popFirst() else { return nil }
        current = try SegmentReader(folder, segment: segment)
      }
      guard let step = current?.next(keeping: limit) else { return nil }
      if case .row(let row) = step { return row }
      if let note = note(step) { notes.append(note) }
      current = nil
    }
  }

  private func note(_ step: SegmentReader.Step) -> String? {
    guard let current else { return nil }
    switch step {
    case .row, .ended: return nil
    case .torn:
      return "\(current.path): ends within a row: it is being written, or its writer was killed"
    case .damaged:
      return "\(current.path): byte \(current.position): expected a rejected row, found other "
        + "bytes; what follows in this file is not listed"
    }
  }

  /// Gives all bytes of a row, part by part, until `body` gives `false`.
  package func forEachPart(
    of row: StoredRow, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(QuarantineError) {
    let path = folder.segmentPath(row.segment)
    guard let file = Descriptor(reading: path) else {
      throw QuarantineError(path: path, reason: "cannot be opened again")
    }
    _ = file.forEachPart(at: row.position, count: row.record.kept, body)
  }
}
