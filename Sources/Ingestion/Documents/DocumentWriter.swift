import Commerce

/// Makes rows of the texts of a document.
struct DocumentWriter {
  private var reader: ValueReader
  /// The text of the cell that is being read, with room behind it to load whole words.
  private let scratch = ByteBuffer(capacity: 256)

  init(offsetSeconds: Int64) { reader = ValueReader(offsetSeconds: offsetSeconds) }

  /// Writes the record and those of its lines; what is wrong with one of them is a reject.
  mutating func write(
    _ document: UBLDocument, _ text: DocumentText, _ row: RawRow, into sink: inout RowSink
  ) {
    let head = DocumentPart(text, document.sources)
    do throws(DocumentFault) {
      switch document.recordClass {
      case .commodity: try writeItems(document, head, row, into: &sink)
      case .order: try writeOrder(document, head, row, into: &sink)
      case .invoice: try writeInvoice(document, head, row, into: &sink)
      default: try put(DocumentRecord(document.recordClass, head), row, into: &sink)
      }
    } catch { reject(error, document.recordClass, head, row, into: &sink) }
  }

  private mutating func writeItems(
    _ document: UBLDocument, _ head: DocumentPart, _ row: RawRow, into sink: inout RowSink
  ) throws(DocumentFault) {
    guard !head.text.lineParts.isEmpty else { throw DocumentFault(missing: "sku") }
    for line in lines(document, head) {
      do { try put(DocumentRecord(.commodity, line, head), row, into: &sink) } catch {
        reject(error, .commodity, head, row, into: &sink)
      }
    }
  }

  private mutating func writeOrder(
    _ document: UBLDocument, _ head: DocumentPart, _ row: RawRow, into sink: inout RowSink
  ) throws(DocumentFault) {
    var order = DocumentRecord(.order, head)
    let lines = lines(document, head)
    var amount = try head.number("amount")
    if amount == nil, let amounts = try amounts(lines, "amount"), !amounts.isEmpty {
      amount = amounts.reduce(ExactDecimal(units: 0), +)
    }
    order.set("amount", amount)
    if !order.has("currency") { order.set("currency", head.attribute("amount").map(Array.init)) }
    if lines.count == 1 { try addOnlyLine(lines[0], amount, to: &order) }
    try put(order, row, into: &sink)
    for (line, number) in zip(lines, lineNumbers(lines)) {
      do throws(DocumentFault) {
        var record = DocumentRecord(.orderLine, line)
        record.set("order_id", order.text("order_id"))
        record.set("line_no", ExactDecimal(tenThousandths: Int64(number) * 10_000))
        try addPrice(of: line, sign: 1, to: &record)
        record.set("amount", try line.number("amount"))
        let own = try line.allowancesAndCharges()
        if own.count > 0 { record.set("discount", own.allowances - own.charges) }
        try put(record, row, into: &sink)
      } catch { reject(error, .orderLine, head, row, into: &sink) }
    }
  }

  /// An order carries its only line itself; quantity and price only where nothing is added to the
  /// line, since they would not explain the amount.
  private func addOnlyLine(
    _ line: DocumentPart, _ amount: ExactDecimal?, to order: inout DocumentRecord
  ) throws(DocumentFault) {
    order.set("sku", line.bytes("sku").map(Array.init))
    order.set("category", line.bytes("category").map(Array.init))
    guard let amount, try line.number("amount") == amount else { return }
    try addPrice(of: line, sign: 1, to: &order)
    let own = try line.allowancesAndCharges()
    if own.count > 0 { order.set("discount", own.allowances - own.charges) }
  }

  private mutating func writeInvoice(
    _ document: UBLDocument, _ head: DocumentPart, _ row: RawRow, into sink: inout RowSink
  ) throws(DocumentFault) {
    let isCredit = document.root == UBLDocument.creditNote.root
    let sign: Int128 = isCredit ? -1 : 1
    var invoice = DocumentRecord(.invoice, head)
    if !invoice.has("currency") {
      let attribute = head.attribute("payable") ?? head.attribute("gross")
      invoice.set("currency", attribute.map(Array.init))
    }
    let lines = lines(document, head)
    let totals = try InvoiceTotals(head, currency: invoice.text("currency"))
    invoice.set("net", totals.net.map { signed($0, sign) })
    invoice.set("tax", totals.tax.map { signed($0, sign) })
    invoice.set("gross", totals.gross.map { signed($0, sign) })
    invoice.set("rate", totals.rate)
    if isCredit { invoice.set("op", Array("red".utf8)) }
    totals.judge(&invoice, lines: try amounts(lines, "net"))
    try put(invoice, row, into: &sink)
    for (line, number) in zip(lines, lineNumbers(lines)) {
      do throws(DocumentFault) {
        var record = DocumentRecord(.invoiceLine, line)
        record.set("number", invoice.text("number"))
        record.set("line_no", ExactDecimal(tenThousandths: Int64(number) * 10_000))
        try addAmounts(of: line, sign, isDomestic: invoice.isDomestic, to: &record)
        try put(record, row, into: &sink)
      } catch { reject(error, .invoiceLine, head, row, into: &sink) }
    }
  }

  private func addAmounts(
    of line: DocumentPart, _ sign: Int128, isDomestic: Bool, to record: inout DocumentRecord
  ) throws(DocumentFault) {
    let (net, tax) = (try line.number("net"), try line.number("tax"))
    record.set("net", net.map { signed($0, sign) })
    record.set("tax", tax.map { signed($0, sign) })
    let own = try line.allowancesAndCharges()
    // A line of an invoice has no field for a discount, so a price before it would not explain it.
    let isWhole = own.count == 0 || own.allowances == own.charges
    try addPrice(of: line, sign: sign, hasPrice: isWhole, to: &record)
    guard let percent = try line.number("rate") else { return }
    // Rates are judged by the law of this country, and a line does not tell whose it is.
    if isDomestic {
      record.set("rate", percent.hundredth)
    } else if let net, let tax, !isTax(tax, of: net, percent.hundredth, lines: 1) {
      record.flag("tax", .tax)
    }
  }

  private func addPrice(
    of line: DocumentPart, sign: Int128, hasPrice: Bool = true, to record: inout DocumentRecord
  ) throws(DocumentFault) {
    record.set("quantity", try line.number("quantity").map { signed($0, sign) })
    guard hasPrice, let price = try line.number("unit_price") else { return }
    let base = try line.number("price base") ?? ExactDecimal(tenThousandths: 10_000)
    record.set("unit_price", price.divided(by: base))
  }

  private func signed(_ number: ExactDecimal, _ sign: Int128) -> ExactDecimal {
    ExactDecimal(units: number.units * sign)
  }

  private func lines(_ document: UBLDocument, _ head: DocumentPart) -> [DocumentPart] {
    head.text.lineParts.indices.map { DocumentPart(head.text, document.lineSources, line: $0) }
  }

  /// The amounts of all lines; `nil` where one has none.
  private func amounts(
    _ lines: [DocumentPart], _ name: String
  ) throws(DocumentFault) -> [ExactDecimal]? {
    var amounts: [ExactDecimal] = []
    for line in lines {
      guard let amount = try line.number(name) else { return nil }
      amounts.append(amount)
    }
    return amounts
  }

  /// The lines' own numbers where all are whole and different, else their places.
  private func lineNumbers(_ lines: [DocumentPart]) -> [Int] {
    let own = lines.compactMap { line in
      line.bytes("line_no").flatMap { Int(String(decoding: $0.prefix(15), as: UTF8.self)) }
    }
    let isOwn = own.count == lines.count && Set(own).count == own.count
    return isOwn && own.allSatisfy { 0 < $0 && $0 < 1_000_000_000 }
      ? own : lines.indices.map { $0 + 1 }
  }
}

extension DocumentWriter {
  /// Writes a record into the builder of its class.
  private mutating func put(
    _ record: DocumentRecord, _ row: RawRow, into sink: inout RowSink
  ) throws(DocumentFault) {
    if sink.needsFlush { sink.flush() }
    let index = sink.builderIndex(record.recordClass)
    do throws(DocumentFault) { try fill(&sink.builders[index], record) } catch {
      sink.builders[index].abandon()
      throw error
    }
    sink.commit(index, row.place)
  }

  private mutating func fill(
    _ builder: inout BatchBuilder, _ record: DocumentRecord
  ) throws(DocumentFault) {
    let schema = record.recordClass.schema
    builder.beginRow()
    for (field, text) in record.cells {
      builder.give(field)
      let plan = FieldPlan(schema, field)
      scratch.reserve(text.count, keeping: 0)
      UnsafeMutableRawBufferPointer(start: scratch.base, count: text.count).copyBytes(from: text)
      if plan.kind == .text || plan.kind == .operation {
        let start = builder.addText(scratch.base, count: text.count)
        builder.set(field, TextSlice(offset: start, length: text.count).cell)
      } else if let rule = reader.read(scratch.base, 0, text.count, plan, into: &builder) {
        throw DocumentFault(
          rule: rule, field: schema.fields[field].name,
          UnsafeRawBufferPointer(start: scratch.base, count: text.count),
          expected: plan.kind.expected)
      }
    }
    for field in schema.required where builder.cell(field) == RecordBatch.absent {
      throw DocumentFault(missing: schema.fields[field].name)
    }
    for flag in record.flags { builder.addFlag(flag.field, flag.rule) }
  }

  private func reject(
    _ fault: DocumentFault, _ recordClass: RecordClass, _ head: DocumentPart, _ row: RawRow,
    into sink: inout RowSink
  ) {
    let key = head.bytes("number") ?? head.bytes("order_id")
    let isField = recordClass.schema.index(of: fault.field) != nil
    sink.reject(
      row,
      RowFault(
        rule: fault.rule, recordClass: recordClass, field: isField ? fault.field : "",
        expected: fault.expected, found: fault.found,
        key: key.map { String(decoding: $0.prefix(RowSink.shownBytes), as: UTF8.self) } ?? ""))
  }
}
