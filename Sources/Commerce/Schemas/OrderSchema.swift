extension Schema {
  static let order = Schema(
    .order, key: ["order_id", "platform"], eventTime: "placed_at",
    [
      Field("order_id", .id, required: true, domain: .order),
      Field("placed_at", .time, required: true),
      Field("platform", .text),
      Field("seller", .code, required: true, domain: .enterprise),
      Field("buyer", .text, domain: .buyer),
      Field("sku", .id, domain: .commodity),
      Field("category", .text, domain: .category),
      Field(
        "channel", .word,
        words: [
          "web", "app", "miniapp", "live", "community", "o2o", "cross_border", "edi", "b2b",
        ]),
      Field("quantity", .decimal),
      Field("unit_price", .decimal),
      Field("discount", .money),
      Field("shipping", .money),
      Field("amount", .money, required: true),
      Field("paid", .money),
      Field("refunded", .money),
      Field(
        "state", .word,
        words: [
          "placed", "paid", "shipped", "signed", "completed", "delivered", "cancelled", "refunded",
          "closed",
        ]),
      Field("paid_at", .time),
      Field("shipped_at", .time),
      Field("signed_at", .time),
      Field("closed_at", .time),
      Field("cancelled_at", .time),
      Field("ship_from", .division, domain: .division),
      Field("ship_to", .division, domain: .division),
      Field("pickup_mode", .text),
      Field("contract_id", .id, domain: .contract),
      Field("pay_method", .text),
      Field("payee", .code, domain: .enterprise),
      Field("customs_mode", .id),
      Field("currency", .word),
    ])

  static let orderLine = Schema(
    .orderLine, key: ["order_id", "line_no"], eventTime: nil,
    [
      Field("order_id", .id, required: true, domain: .order),
      Field("line_no", .integer, required: true),
      Field("sku", .id, domain: .commodity),
      Field("category", .text, domain: .category),
      Field("quantity", .decimal),
      Field("unit_price", .decimal),
      Field("discount", .money),
      Field("amount", .money),
    ])
}
