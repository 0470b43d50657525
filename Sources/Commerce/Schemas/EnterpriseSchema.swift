extension Schema {
  static let enterprise = Schema(
    .enterprise, key: ["uscc"], eventTime: "established",
    [
      Field("uscc", .code, required: true, domain: .enterprise),
      Field("name", .text, required: true),
      Field("name_en", .text),
      Field("legacy_reg_no", .id),
      Field(
        "party_type", .word,
        words: ["enterprise", "household", "coop", "institution", "person", "foreign"]),
      Field(
        "roles", .flags,
        words: ["seller", "buyer", "platform", "carrier", "agent", "livestream"]),
      Field("division", .division, domain: .division),
      Field("urban_rural", .id),
      Field("industry", .id),
      Field("status", .word),
      Field("status_since", .time),
      Field("lists", .flags),
      Field("established", .time),
      Field("deregistered", .time),
      Field("platform", .text),
      Field("shop_id", .id),
      Field("exemption", .word),
    ])
}
