extension Schema {
  static let commodity = Schema(
    .commodity, key: ["sku", "seller"], eventTime: "valid_from",
    [
      Field("sku", .id, required: true, domain: .commodity),
      Field("seller", .code, domain: .enterprise),
      Field("gtin", .id),
      Field("name", .text, required: true),
      Field("brand", .text),
      Field("spec", .text),
      Field("category", .text, domain: .category),
      Field("tax_code", .id, domain: .taxCode),
      Field("gpc", .id),
      Field("hs", .id),
      Field("kind", .word, words: ["goods", "service", "virtual", "prepaid"]),
      Field(
        "flags", .flags,
        words: [
          "agricultural", "fresh", "cold_chain", "green", "energy_label", "second_hand",
          "permit_needed",
        ]),
      Field("unit", .text),
      Field("list_price", .money),
      Field("weight_kg", .decimal),
      Field("valid_from", .time),
      Field("valid_to", .time),
    ])
}
