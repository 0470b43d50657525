extension Schema {
  static let waybill = Schema(
    .waybill, key: ["number", "carrier"], eventTime: "collected_at",
    [
      Field("carrier", .text, required: true, domain: .carrier),
      Field("number", .id, required: true, domain: .waybill),
      Field("order_id", .id, domain: .order),
      Field("direction", .word, words: ["forward", "return"]),
      Field("origin", .division, domain: .division),
      Field("destination", .division, domain: .division),
      Field("shipper", .code, domain: .enterprise),
      Field("service", .text),
      Field("weight_kg", .decimal),
      Field("volume_cm3", .decimal),
      Field("pieces", .integer),
      Field("freight", .money),
      Field("declared_value", .money),
      Field("collected_at", .time, required: true),
      Field("signed_at", .time),
      Field(
        "state", .word,
        words: [
          "collected", "in_transit", "delivering", "at_pickup", "delivered", "signed", "refused",
          "returned", "problem", "lost",
        ]),
      Field("sign_mode", .word, words: ["self", "proxy", "locker", "station"]),
      Field("packaging", .word, words: ["reusable", "reduced", "ordinary"]),
      Field("cold_chain", .boolean),
      Field("temperature_ok", .boolean),
    ])

  static let waybillEvent = Schema(
    .waybillEvent, key: ["number", "carrier", "time"], eventTime: "time",
    [
      Field("carrier", .text, required: true, domain: .carrier),
      Field("number", .id, required: true, domain: .waybill),
      Field("time", .time, required: true),
      Field("code", .word, required: true),
      Field("division", .division, domain: .division),
      Field("facility", .text),
      Field("note", .text),
    ])
}
