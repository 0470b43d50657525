import Commerce
import Glibc
import Ingestion
import Loading

/// New records, one at a time: the first of a CSV file under a number of its own.
struct OneMore {
  private let recordClass: RecordClass
  private let head: String
  private let fields: [Substring]
  private let keyField: Int
  private var count = 0

  /// `key` is the name of the column that gets the number.
  init(like path: String, _ recordClass: RecordClass, key: String) throws {
    guard let file = fopen(path, "r") else { throw BenchFailure.ofSystem(path) }
    defer { fclose(file) }
    var lines: [String] = []
    var buffer = [CChar](repeating: 0, count: 1 << 16)
    while lines.count < 2, fgets(&buffer, 1 << 16, file) != nil {
      let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      lines.append(String(decoding: bytes, as: UTF8.self))
    }
    guard lines.count == 2,
      let keyField = lines[0].split(separator: ",").firstIndex(where: { $0 == key })
    else { throw BenchFailure(reason: "\(path): has no record or no column \(key)") }
    self.recordClass = recordClass
    self.keyField = keyField
    head = lines[0]
    fields = lines[1].split(separator: ",", omittingEmptySubsequences: false)
  }

  /// Takes the next one through decoding, library and checks.
  mutating func add(to intake: Intake) throws {
    count += 1
    var row = fields
    row[keyField] = Substring("\(recordClass.name)-\(count)")
    let text = Array((head + row.joined(separator: ",")).utf8)
    let letters = Mailbox<[UInt8]>(capacity: 1)
    letters.send(text)
    letters.close()
    let spec = FeedSpec(
      name: "one more", source: .producer { letters.receive().map(Produced.bytes) ?? .ended },
      recordClass: recordClass, format: .csv)
    intake.takeAll(from: try FeedReader(specs: [spec]))
  }
}
