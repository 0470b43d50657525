import Commerce

/// What a line of facts in the quarantine says: of a rejected row, or of a dialect.
enum QuarantineHead {
  case reject(QuarantineRecord, dialect: Int?)
  case dialect(RowDialect, id: Int, kept: Int)

  /// Reads a line without its line end; `nil` where it is not one of ours.
  init?(_ line: UnsafeRawBufferPointer) {
    guard let facts = Facts(line) else { return nil }
    switch facts.texts["kind"] {
    case "reject":
      guard let record = QuarantineRecord(facts) else { return nil }
      self = .reject(record, dialect: facts.numbers["dialect"])
    case "dialect":
      guard let id = facts.numbers["id"], let kept = facts.numbers["kept"], kept >= 0,
        let format = facts.texts["format"]
      else { return nil }
      let dialect = RowDialect(
        format: format, delimiter: facts.numbers["delimiter"].flatMap { UInt8(exactly: $0) },
        encoding: facts.texts["encoding"], declared: facts.recordClass("declared"),
        named: facts.recordClass("named"),
        offsetSeconds: facts.numbers["zone"].map(Int64.init) ?? Timestamp.chinaOffsetSeconds)
      self = .dialect(dialect, id: id, kept: kept)
    default: return nil
    }
  }

  /// Bytes behind the line.
  var kept: Int {
    switch self {
    case .reject(let record, _): record.kept
    case .dialect(_, _, let kept): kept
    }
  }
}

extension QuarantineRecord {
  fileprivate init?(_ facts: Facts) {
    guard let id = facts.numbers["id"], let feed = facts.texts["feed"],
      let line = facts.numbers["line"], let offset = facts.numbers["offset"],
      let rule = facts.texts["rule"].flatMap(Rule.init(id:)),
      let arrived = facts.texts["arrived"].flatMap({ Timestamp($0) }),
      let length = facts.numbers["length"], let kept = facts.numbers["kept"],
      kept >= 0, length >= kept
    else { return nil }
    let finding = Finding(
      rule: rule, recordClass: facts.recordClass("class"),
      place: Place(feed: feed, line: line, offset: offset), field: facts.texts["field"] ?? "",
      expected: facts.texts["expected"] ?? "", found: facts.texts["found"] ?? "",
      key: facts.texts["key"] ?? "")
    self.init(id: id, finding: finding, arrived: arrived, length: length, kept: kept)
  }
}

/// The members of an object of texts and whole numbers.
private struct Facts {
  var texts: [String: String] = [:]
  var numbers: [String: Int] = [:]

  func recordClass(_ name: String) -> RecordClass? { texts[name].flatMap(RecordClass.init(named:)) }

  init?(_ line: UnsafeRawBufferPointer) {
    guard let base = line.baseAddress else { return nil }
    // The scan reads whole words, so the line must have room behind it.
    let room = ByteBuffer(capacity: line.count + scanPadding)
    room.base.copyMemory(from: base, byteCount: line.count)
    var reader = JSONReader(base: UnsafeRawPointer(room.base), at: 0, end: line.count)
    guard reader.take(UInt8(ascii: "{")) else { return nil }
    repeat {
      guard let name = reader.readText(), reader.take(UInt8(ascii: ":")) else { return nil }
      if let text = reader.readText() {
        texts[name] = text
      } else {
        guard let number = reader.readWhole() else { return nil }
        numbers[name] = number
      }
    } while reader.take(UInt8(ascii: ","))
    guard reader.take(UInt8(ascii: "}")), reader.at == reader.end else { return nil }
  }
}

extension JSONReader {
  /// Reads a string; `nil` where none begins, or it is broken.
  fileprivate mutating func readText() -> String? {
    guard take(quoteMark) else { return nil }
    var text = ""
    while true {
      let start = at
      skipPlainText()
      text += String(
        decoding: UnsafeRawBufferPointer(start: base + start, count: at - start), as: UTF8.self)
      if take(quoteMark) { return text }
      guard take(UInt8(ascii: "\\")), let scalar = readEscape() else { return nil }
      text.unicodeScalars.append(scalar)
    }
  }

  /// Reads a whole number.
  fileprivate mutating func readWhole() -> Int? {
    let start = at
    while at < end, byte(base, at) == UInt8(ascii: "-") || byte(base, at) &- 48 < 10 { at += 1 }
    return Int(
      String(
        decoding: UnsafeRawBufferPointer(start: base + start, count: at - start), as: UTF8.self))
  }
}
