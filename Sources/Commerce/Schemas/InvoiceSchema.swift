extension Schema {
  static let invoice = Schema(
    .invoice, key: ["number", "code"], eventTime: "issued_at",
    [
      Field("number", .id, required: true, domain: .invoice),
      Field("code", .id),
      Field("kind", .text),
      Field("issued_at", .time, required: true),
      Field("seller", .code, required: true, domain: .enterprise),
      Field("buyer", .text, domain: .buyer),
      Field("order_id", .id, domain: .order),
      Field("contract_id", .id, domain: .contract),
      Field("net", .money),
      Field("tax", .money),
      Field("gross", .money, required: true),
      Field("rate", .decimal),
      Field("tax_code", .id, domain: .taxCode),
      Field("blue_number", .id, domain: .invoice),
      Field("blue_code", .id),
      Field("red_reason", .word, words: ["01", "02", "03", "04"]),
      Field("currency", .word),
    ])

  static let invoiceLine = Schema(
    .invoiceLine, key: ["number", "line_no"], eventTime: nil,
    [
      Field("number", .id, required: true, domain: .invoice),
      Field("line_no", .integer, required: true),
      Field("name", .text),
      Field("tax_code", .id, domain: .taxCode),
      Field("quantity", .decimal),
      Field("unit_price", .decimal),
      Field("net", .money),
      Field("rate", .decimal),
      Field("tax", .money),
    ])
}
