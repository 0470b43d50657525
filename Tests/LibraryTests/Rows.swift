import Commerce

/// Makes a batch of records written as `field: text`, read as a feed's decoder would.
func batch(_ recordClass: RecordClass, feed: Int = 0, _ rows: [[String: String]]) -> RecordBatch {
  var batch = RecordBatch(recordClass, feed: feed)
  var texts: [UInt8] = []
  let schema = recordClass.schema
  for field in schema.fields.indices
  where rows.contains(where: { $0[schema.fields[field].name] != nil }) {
    batch.columns[field] = BatchRun(
      rows.enumerated().map { row, values in
        cell(values[schema.fields[field].name], row: row, field: field, in: &batch, &texts)
      })
  }
  batch.bytes = BatchRun(texts)
  batch.count = rows.count
  batch.places = BatchRun(
    rows.indices.map { RowPlace(offset: Int64($0 * 100), line: UInt32($0 + 2), length: 99) })
  return batch
}

private func cell(
  _ text: String?, row: Int, field: Int, in batch: inout RecordBatch, _ texts: inout [UInt8]
) -> Int64 {
  guard let text, !text.isEmpty else { return RecordBatch.absent }
  switch batch.recordClass.schema.fields[field].type {
  case .text, .id, .code, .word, .flags, .division:
    let slice = TextSlice(offset: texts.count, length: text.utf8.count)
    texts.append(contentsOf: text.utf8)
    return slice.cell
  case .money: return Money(text)?.units ?? RecordBatch.absent
  case .decimal:
    guard let decimal = DecimalText(text)?.decimal else { return RecordBatch.absent }
    if let cell = decimal.tenThousandths { return cell }
    batch.wide.append(WideDecimal(row: row, field: field, value: decimal))
    return RecordBatch.isWide
  case .integer: return Int64(text) ?? RecordBatch.absent
  case .time: return Timestamp(text)?.microseconds ?? RecordBatch.absent
  case .boolean: return text == "true" ? 1 : 0
  }
}
