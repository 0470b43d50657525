import Authenticity
import Commerce
import Library
import Loading
import Screens
import Statistics

extension Engine {
  /// One record whole.
  func detail(_ id: Int, _ reference: RecordReference) -> RecordDetail {
    let record = RecordView(intake: intake, recordClass: reference.recordClass, row: reference.row)
    return RecordDetail(
      id: id, reference: record.reference, fields: record.fields, links: record.links,
      findings: record.findings, place: record.place, status: record.status,
      labels: record.labels)
  }

  /// The row as its feed had it.
  func rawText(_ id: Int, _ reference: RecordReference) throws(Refusal) -> RawText {
    let record = RecordView(intake: intake, recordClass: reference.recordClass, row: reference.row)
    guard let bytes = record.rawRow(rawRows) else {
      throw Refusal("\(record.place.feed): the row cannot be read again from its feed")
    }
    return RawText(
      id: id, place: record.place, text: String(decoding: bytes, as: UTF8.self),
      length: bytes.count)
  }
}

/// Why a request of the screens cannot be answered.
struct Refusal: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
