import Commerce

/// Turns the lines of a JSON Lines feed into rows of batches.
struct JSONDecoder: LineDecoder {
  private var object = JSONObject()
  /// For the objects that are nested in another.
  private var inner = JSONObject()
  /// Where quotes and rows are.
  private var index = RowIndex(separator: quoteMark, odd: UInt8(ascii: "\\"))
  private var filler: JSONFiller
  private var innerFiller: JSONFiller
  private var forms = JSONForms()
  /// The class that the keys of the last object tell.
  private var classByKeys: RecordClass?
  private let options: DecodingOptions

  init(options: DecodingOptions) {
    self.options = options
    filler = JSONFiller(offsetSeconds: options.offsetSeconds)
    innerFiller = JSONFiller(offsetSeconds: options.offsetSeconds)
    classByKeys = options.named
  }

  func unknownColumns(rows: Int) -> [String: Int] {
    filler.unknownColumns.merging(innerFiller.unknownColumns, uniquingKeysWith: +)
  }

  var brokenRule: Rule { .json }
  func notice(of feed: String) -> String? { nil }

  mutating func skipRow() {}
  func forked() -> JSONDecoder? { JSONDecoder(options: options) }

  mutating func beginCount() {
    filler.beginCount()
    innerFiller.beginCount()
  }

  mutating func absorb(_ fork: any RowDecoder) -> Bool {
    guard let fork = fork as? JSONDecoder, filler.hasRoom(for: fork.filler),
      innerFiller.hasRoom(for: fork.innerFiller)
    else { return false }
    filler.absorb(fork.filler)
    innerFiller.absorb(fork.innerFiller)
    return true
  }

  mutating func beginBlock(givesUpQuotes: Bool) { index.clear() }

  mutating func decodeUsualRows(_ cursor: inout RowCursor, into sink: inout RowSink) {
    while index.seek(cursor.at, in: cursor.base, to: cursor.end) {
      while let found = index.usualRow(cursor.base, limit: sink.rowLimit) {
        if sink.needsFlush { sink.flush() }
        let row = cursor.row(to: found.end)
        guard decodeUsual(row, found, into: &sink) else { return }
        cursor.passLine(feed: index.next())
      }
      if index.isAtOddRow { return }
    }
  }

  /// Decodes a row without escapes; `false` where it needs care.
  @inline(__always)
  private mutating func decodeUsual(
    _ row: RawRow, _ found: RowIndex.UsualRow, into sink: inout RowSink
  ) -> Bool {
    if found.mayHaveHighBytes, firstByteNotUTF8(row.base, from: row.start, to: row.end) != nil {
      return false
    }
    if let form = forms.form(of: row, quotes: found.ends), decode(row, form, into: &sink) {
      return true
    }
    let quotes = UnsafeBufferPointer(start: found.ends, count: found.count)
    guard object.readUsual(row.base, from: row.start, to: row.end, quotes: quotes) else {
      return false
    }
    decodeObject(row, into: &sink, mayTeach: forms.canLearn)
    return true
  }

  /// Decodes a row that has a form; `false` where it needs care.
  @inline(__always)
  private mutating func decode(
    _ row: RawRow, _ form: JSONForm, into sink: inout RowSink
  ) -> Bool {
    let index = sink.builderIndex(form.recordClass)
    guard filler.fill(&sink.builders[index], row.base, form) else {
      sink.builders[index].abandon()
      return false
    }
    sink.commit(index, row.place)
    return true
  }

  @inline(__always)
  mutating func scan(
    _ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool
  ) -> RowScan {
    scanJSONLine(base, from: start, to: end, isLast: isLast, rowLimit: options.maxRowBytes)
  }

  mutating func decode(_ row: RawRow, into sink: inout RowSink) {
    if let wrong = object.read(row.base, from: row.start, to: row.end) {
      sink.reject(row, .notObject(row, at: wrong))
      return
    }
    decodeObject(row, into: &sink)
  }

  /// Decodes the row whose members are in `object`.
  ///
  /// `mayTeach`: rows of its form may follow that are read as such.
  private mutating func decodeObject(
    _ row: RawRow, into sink: inout RowSink, mayTeach: Bool = false
  ) {
    let isAsLast = filler.number(object, row.base)
    if !isAsLast { classByKeys = tellClass(filler.keys()) }
    guard let recordClass = recordClass(row, &sink) else { return }
    let targets = KeyTargets.all[Int(recordClass.rawValue)]
    let index = sink.builderIndex(recordClass)
    if let fault = filler.fill(&sink.builders[index], object, row, targets, parent: nil) {
      sink.builders[index].abandon()
      sink.reject(row, fault)
      return
    }
    sink.commit(index, row.place)
    // Keys that came twice in a row will come again.
    if isAsLast, mayTeach,
      let form = filler.form(of: object, row, targets, isClassFixed: options.declared != nil)
    {
      forms.learn(form)
    }
    if targets.nestedKey >= 0, let nested = recordClass.nested?.recordClass {
      decodeNested(row, targets, nested, into: &sink)
    }
  }

  /// The class of the row; where it cannot be told the row is rejected.
  @inline(__always)
  private func recordClass(_ row: RawRow, _ sink: inout RowSink) -> RecordClass? {
    if let declared = options.declared { return declared }
    if let member = filler.classMember(object), member.kind != .null {
      let name = filler.text(object, member.value, row.base)
      if let named = RecordClass(named: name) { return named }
      sink.reject(row, .classUnknown(name))
      return nil
    }
    if let recordClass = classByKeys { return recordClass }
    sink.reject(row, .classUnknown(shownText(row.base, row.start, row.end)))
    return nil
  }

  /// The class that the file's name tells, unless the keys lack what it needs and tell another.
  private func tellClass(_ keys: KeySet) -> RecordClass? {
    guard let named = options.named else { return RecordClass(keys: keys) }
    let needed = KeyTargets.all[Int(named.rawValue)].needed
    return needed.countShared(with: keys) == needed.count
      ? named : RecordClass(keys: keys) ?? named
  }

  /// Decodes the rows that the last of the row's nested arrays holds.
  private mutating func decodeNested(
    _ row: RawRow, _ targets: KeyTargets, _ nested: RecordClass, into sink: inout RowSink
  ) {
    guard let member = filler.lastMember(targets.nestedKey, object), member.kind == .array else {
      return
    }
    var parent = JSONParent(filler.keys(object, row.base, targets), of: nested)
    parent.share(with: sink.spare)
    var reader = JSONReader(
      base: row.base, at: Int(member.value.start) + 1, end: Int(member.value.end) - 1)
    while true {
      reader.skipBlanks()
      guard reader.at < reader.end else { return }
      if sink.needsFlush { sink.flush() }
      parent.position += 1
      let start = reader.at
      guard reader.skipValue() else { return }
      var child = row
      (child.start, child.end) = (start, reader.at)
      decodeChild(child, row, nested, parent, into: &sink)
      reader.skipBlanks()
      _ = reader.take(UInt8(ascii: ","))
    }
  }

  private mutating func decodeChild(
    _ child: RawRow, _ row: RawRow, _ nested: RecordClass, _ parent: JSONParent,
    into sink: inout RowSink
  ) {
    guard inner.read(child.base, from: child.start, to: child.end) == nil else {
      sink.reject(
        row,
        RowFault(
          rule: .json, recordClass: nested, expected: "an object for each line or event",
          found: shownText(child.base, child.start, child.end), key: parent.keyText))
      return
    }
    _ = innerFiller.number(inner, child.base)
    let targets = KeyTargets.all[Int(nested.rawValue)]
    let index = sink.builderIndex(nested)
    if let fault = innerFiller.fill(&sink.builders[index], inner, child, targets, parent: parent) {
      sink.builders[index].abandon()
      sink.reject(row, fault)
      return
    }
    sink.commit(index, row.place)
  }
}

/// What a nested row takes over from the row that holds it.
struct JSONParent {
  /// The holder's key fields that the nested class has, and the cells of their texts.
  private(set) var keys: [(field: Int, cell: Int64)] = []
  /// From 1; 0 before the first.
  var position: Int64 = 0
  /// The holder's key, for findings.
  let keyText: String
  private let texts: [(field: Int, text: [UInt8])]

  init(_ keys: [(name: String, text: [UInt8])], of nested: RecordClass) {
    texts = keys.compactMap { key in nested.schema.index(of: key.name).map { ($0, key.text) } }
    keyText = keys.map { String(decoding: $0.text.prefix(RowSink.shownBytes), as: UTF8.self) }
      .joined(separator: " ")
  }

  /// Puts the texts once where all nested rows point to.
  mutating func share(with spare: SpareText) {
    keys = texts.map { field, text in
      let start = text.withUnsafeBytes { bytes in
        bytes.baseAddress.map { spare.append($0, count: bytes.count) } ?? spare.origin
      }
      return (field, TextSlice(offset: start, length: text.count).cell)
    }
    spare.commit()
  }
}

extension JSONReader {
  /// Steps over any value.
  mutating func skipValue() -> Bool {
    guard at < end else { return false }
    switch byte(base, at) {
    case quoteMark: return skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
    default: return skipScalar() != nil
    }
  }
}

extension RowFault {
  static func notObject(_ row: RawRow, at wrong: Int) -> RowFault {
    let found =
      wrong < row.end ? shownText(row.base, wrong, row.end) : "the end of the line"
    return RowFault(
      rule: .json, expected: "one JSON object, wrong at byte \(wrong - row.start)", found: found)
  }
}
