import Commerce
import Glibc
import Library

/// Where records are written as JSON Lines: a file that is appended to, or standard output.
final class RecordOutput {
  private let path: String?
  private let file: Int32

  init(path: String?) throws(CommandFailure) {
    self.path = path
    guard let path else {
      file = STDOUT_FILENO
      return
    }
    file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    if file < 0 { throw failure() }
  }

  deinit { if path != nil { close(file) } }

  /// Writes the lines; a file's are on the disk then.
  func write(_ lines: String) throws(CommandFailure) {
    guard path != nil else { return StandardOutput.write(lines) }
    var lines = lines
    let isWritten = lines.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: file) }
    guard isWritten, fsync(file) == 0 else { throw failure() }
  }

  private func failure() -> CommandFailure {
    CommandFailure(reason: "--output: \(path ?? ""): \(sentence(String(cString: strerror(errno))))")
  }
}

/// The records of batches as JSON Lines, each with its class: a feed that any command reads.
func recordLines(_ batches: [RecordBatch], arrived: Timestamp) -> String {
  let library = Library()
  var lines = ""
  for batch in batches {
    let table = library[batch.recordClass]
    for row in library.append(batch, arrived: arrived).rows {
      lines += "{\"record_class\":\(jsonString(batch.recordClass.name))"
      for (index, field) in table.schema.fields.enumerated() {
        let value = table.value(row: row, field: index)
        if value != .absent { lines += ",\(jsonString(field.name)):\(value.json)" }
      }
      lines += "}\n"
    }
  }
  return lines
}
