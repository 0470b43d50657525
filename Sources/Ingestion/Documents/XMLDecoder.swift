import Commerce

/// Turns the UBL documents of a feed, one after the other, into rows of batches: each document as soon
/// as its root is closed.
struct XMLDecoder: RowDecoder {
  private var scan = XMLDocumentScan()
  private var writer: DocumentWriter
  private let reader: DocumentReader
  /// Bytes of a document that is too long which were let go.
  private var passed = 0
  private let options: DecodingOptions

  init(options: DecodingOptions) {
    self.options = options
    writer = DocumentWriter(offsetSeconds: options.offsetSeconds)
    reader = DocumentReader(textLimit: options.maxRowBytes)
  }

  func notice(of feed: String) -> String? { nil }
  var brokenRule: Rule { .xml }
  func forked() -> XMLDecoder? { nil }
  mutating func beginCount() {}
  mutating func absorb(_ fork: any RowDecoder) -> Bool { false }
  mutating func beginBlock(givesUpQuotes: Bool) {}
  func unknownColumns(rows: Int) -> [String: Int] { [:] }

  mutating func decode(_ cursor: inout RowCursor, into sink: inout RowSink) {
    while skipBlanks(&cursor), seekDocument(&cursor, into: &sink) {}
    if cursor.isLast { finish(&cursor, into: &sink) }
  }

  /// Steps over blanks between documents; whether a document is there.
  private func skipBlanks(_ cursor: inout RowCursor) -> Bool {
    if scan.isWithin { return true }
    while cursor.at < cursor.end {
      let (first, hasNext) = (byte(cursor.base, cursor.at), cursor.at + 1 < cursor.end)
      guard hasNext || cursor.isLast else { return false }
      // In UTF-16 a blank is a pair of bytes.
      let next = hasNext ? byte(cursor.base, cursor.at + 1) : 1
      guard isXMLBlank(first) || first == 0 && isXMLBlank(next) else { return true }
      if first == lineFeed || first == 0 && next == lineFeed { cursor.line &+= 1 }
      cursor.at += first == 0 || next == 0 ? 2 : 1
    }
    return false
  }

  /// Decodes the document that begins or goes on at the cursor; `false` where it does not end within
  /// the bytes.
  private mutating func seekDocument(
    _ cursor: inout RowCursor, into sink: inout RowSink
  ) -> Bool {
    let held = cursor.end - cursor.at
    let end = scan.seekEnd(
      cursor.base + cursor.at, from: passed, to: passed + held, isLast: cursor.isLast)
    if let end {
      take(length: end, &cursor, into: &sink)
      return true
    }
    if cursor.skipped != nil || scan.position > options.maxDocumentBytes {
      letGo(&cursor, into: &sink)
    }
    return false
  }

  /// Lets go of bytes of a document that is too long, but those that may begin the next one.
  private mutating func letGo(_ cursor: inout RowCursor, into sink: inout RowSink) {
    if cursor.skipped == nil {
      let row = cursor.row(to: cursor.end)
      cursor.skipped = SkippedRow(
        raw: row.bytes(limit: options.maxRowBytes), offset: row.offset, line: row.line, length: 0)
      sink.beginLongRow()
    }
    let needed = min(max(scan.neededFrom, passed), passed + cursor.end - cursor.at)
    handOn(needed - passed, cursor, into: &sink)
    cursor.at += needed - passed
    passed = needed
  }

  /// Hands on the next bytes of a document that is too long, so that it can be kept whole.
  private func handOn(
    _ count: Int, _ cursor: RowCursor, into sink: inout RowSink
  ) {
    guard let offset = cursor.skipped?.offset else { return }
    sink.addLongRow(cursor.base + cursor.at, count: count, offset: offset)
  }

  /// Takes the document of `length` bytes, and moves the cursor past it.
  private mutating func take(
    length: Int, _ cursor: inout RowCursor, into sink: inout RowSink
  ) {
    if var long = cursor.skipped {
      handOn(length - passed, cursor, into: &sink)
      long.length = length
      sink.add(long.reject(feedName: sink.feedName, limit: options.maxDocumentBytes, sink.dialect))
      cursor.skipped = nil
    } else if scan.isDocument {
      let row = cursor.row(to: cursor.at + length)
      if length > options.maxDocumentBytes {
        let long = SkippedRow(
          raw: row.bytes(limit: options.maxRowBytes), offset: row.offset, line: row.line,
          length: length)
        sink.addLongRow(row)
        sink.add(
          long.reject(feedName: sink.feedName, limit: options.maxDocumentBytes, sink.dialect))
      } else {
        decode(row, into: &sink)
      }
    }
    cursor.line &+= UInt32(truncatingIfNeeded: scan.lines)
    cursor.at += length - passed
    passed = 0
    scan = XMLDocumentScan()
  }

  /// Takes what is there of a document whose other bytes will not come.
  private mutating func finish(_ cursor: inout RowCursor, into sink: inout RowSink) {
    guard scan.isWithin || cursor.at < cursor.end || cursor.skipped != nil else { return }
    take(length: passed + cursor.end - cursor.at, &cursor, into: &sink)
  }

  private mutating func decode(_ row: RawRow, into sink: inout RowSink) {
    if let fault = fault(in: row) {
      sink.reject(row, fault)
      return
    }
    guard let document = reader.tree?.document else { return }
    writer.write(document, reader.text, row, into: &sink)
  }

  /// Reads the document; what is wrong with it, or `nil`.
  private func fault(in row: RawRow) -> RowFault? {
    if let broken = scan.broken { return .bound(broken) }
    let bytes = UnsafeRawBufferPointer(start: row.base + row.start, count: row.end - row.start)
    if let fault = DocumentParser.parse(bytes, into: reader) { return fault }
    guard let document = reader.tree?.document else {
      return RowFault(rule: .xml, expected: "a document with a root", found: "none")
    }
    guard let declared = options.declared, declared != document.recordClass else { return nil }
    return RowFault(
      rule: .recordClass, recordClass: declared,
      expected: "documents of class \(declared.name), as the feed was declared",
      found: "\(document.root), which is \(document.recordClass.name)")
  }
}

extension RowFault {
  /// A document with something that none may have.
  fileprivate static func bound(_ bound: XMLDocumentScan.Bound) -> RowFault {
    switch bound {
    case .documentType: .documentType
    case .nul: RowFault(rule: .nul, expected: "text", found: "a NUL character")
    case .attributes: .bound("at most \(XMLDocumentScan.mostAttributes) attributes of an element")
    case .tagLength: .bound("at most \(XMLDocumentScan.mostTagBytes) bytes in a tag")
    }
  }
}
