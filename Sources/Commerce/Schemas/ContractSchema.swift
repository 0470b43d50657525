extension Schema {
  static let contract = Schema(
    .contract, key: ["contract_id"], eventTime: "signed_at",
    [
      Field("contract_id", .id, required: true, domain: .contract),
      Field("type", .word, words: ["purchase", "framework", "platform", "agency", "logistics"]),
      Field("party_a", .code, required: true, domain: .enterprise),
      Field("party_b", .code, required: true, domain: .enterprise),
      Field("signed_at", .time, required: true),
      Field("effective_at", .time),
      Field("expires_at", .time),
      Field("value", .money),
      Field("currency", .word),
      Field("tolerance", .decimal),
      Field("state", .word, words: ["draft", "active", "fulfilled", "breached", "terminated"]),
      Field("signature_method", .text),
    ])
}
