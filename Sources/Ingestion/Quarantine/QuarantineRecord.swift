package import Commerce

/// What the quarantine's files say of a rejected row, beside its bytes.
package struct QuarantineRecord: Sendable {
  /// From 1, in the order in which rows were rejected.
  package var id: Int
  package var finding: Finding
  /// When the row was read.
  package var arrived: Timestamp
  /// Bytes that the row had.
  package var length: Int
  /// Bytes of it that are kept; fewer than `length` where the rest could not be had.
  package var kept: Int
  /// How to read the row by itself; `nil` where that is not known.
  package var dialect: RowDialect?

  package var isWhole: Bool { kept == length }
}

// A record is three parts: one line of JSON with the facts, the row's bytes as they arrived, and a
// line with the checksum (CRC-32, as of gzip) over both. A dialect is a record too, with the header
// as its bytes; the rows behind it in the file name its number.
extension QuarantineRecord {
  /// The line of facts.
  func head(dialect: Int?) -> [UInt8] {
    var line = HeadLine(kind: "reject")
    line.add("id", id)
    line.add("feed", finding.place.feed)
    if let recordClass = finding.recordClass { line.add("class", recordClass.name) }
    line.add("line", finding.place.line)
    line.add("offset", finding.place.offset)
    line.add("rule", finding.rule.id)
    line.add("field", finding.field)
    line.add("expected", finding.expected)
    line.add("found", finding.found)
    line.add("key", finding.key)
    line.add("arrived", arrived.description)
    if let dialect { line.add("dialect", dialect) }
    line.add("length", length)
    if !isWhole { line.add("truncated", 1) }
    line.add("kept", kept)
    return line.bytes
  }
}

extension RowDialect {
  /// The line of facts of a dialect's record.
  func head(id: Int) -> [UInt8] {
    var line = HeadLine(kind: "dialect")
    line.add("id", id)
    line.add("format", format)
    if let delimiter { line.add("delimiter", Int(delimiter)) }
    if let encoding { line.add("encoding", encoding) }
    if let declared { line.add("declared", declared.name) }
    if let named { line.add("named", named.name) }
    line.add("zone", Int(offsetSeconds))
    line.add("kept", header.count)
    return line.bytes
  }
}

/// One line of JSON: an object of texts and whole numbers.
struct HeadLine {
  private var text: [UInt8]

  init(kind: String) {
    text = Array("{\"kind\":\"".utf8)
    text.reserveCapacity(384)
    text += kind.utf8
    text.append(quoteMark)
  }

  /// The finished line, with its line end.
  var bytes: [UInt8] { text + [UInt8(ascii: "}"), lineFeed] }

  mutating func add(_ name: String, _ number: Int) {
    begin(name)
    text += String(number).utf8
  }

  mutating func add(_ name: String, _ value: String) {
    begin(name)
    text.append(quoteMark)
    var last: UInt8 = 0
    for byte in value.utf8 {
      switch byte {
      case quoteMark, UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case 0..<0x20, 0x7F: escape(byte)
      // C1 controls, which some terminals obey: U+0080 to U+009F are C2 80 to C2 9F.
      case 0x80...0x9F where last == 0xC2:
        text.removeLast()
        escape(byte)
      default: text.append(byte)
      }
      last = byte
    }
    text.append(quoteMark)
  }

  private mutating func begin(_ name: String) {
    text.append(UInt8(ascii: ","))
    text.append(quoteMark)
    text += name.utf8
    text.append(quoteMark)
    text.append(UInt8(ascii: ":"))
  }

  private mutating func escape(_ byte: UInt8) {
    let digits = Array("0123456789abcdef".utf8)
    text += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
