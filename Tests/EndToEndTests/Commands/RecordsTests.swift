import Testing

@Suite("records")
struct RecordsTests {
  @Test("prints rows with all fields, in the order of arrival")
  func csv() throws {
    let outcome = try runTradewatch(
      [
        "records", "waybill", "waybill=-", "--where", "signed_at is absent", "--format", "csv",
        "--limit", "5",
      ], input: SmallFeeds.waybills)

    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        carrier,number,order_id,direction,origin,destination,shipper,service,weight_kg,volume_cm3,\
        pieces,freight,declared_value,collected_at,signed_at,state,sign_mode,packaging,cold_chain,\
        temperature_ok,version,op,observed_at,source,source_seq
        SF,SF1000000000002,PO9,forward,,,,,,,,,,2026-06-01T12:00:00+08:00,,in_transit,,,,,,,,,

        """)
  }

  @Test("leaves out for people the columns that no row fills")
  func text() throws {
    let outcome = try runTradewatch(
      ["records", "waybill", "waybill=-", "--limit", "1"], input: SmallFeeds.waybills)

    #expect(
      outcome.output == """
        carrier  number           order_id  direction  collected_at               signed_at                  state
        SF       SF1000000000001  PO1       forward    2026-06-01T12:00:00+08:00  2026-06-02T18:00:00+08:00  signed

        """)
  }

  @Test("reaches duplicates, which no statistic counts")
  func duplicates() throws {
    let outcome = try runTradewatch(
      [
        "records", "order", "order=-", "--where", "is_duplicate", "--format", "json", "--quiet",
      ], input: SmallFeeds.orders)

    #expect(outcome.output.contains(#"["PO3","2026-06-02T10:00:00+08:00","yunshi""#))
    #expect(outcome.output.split(separator: "\n").count == 3)
  }

  @Test("explains a record: links, findings, the very line of the feed")
  func explain() throws {
    try withFeeds(["orders.csv": SmallFeeds.orders, "waybills.csv": SmallFeeds.waybills]) {
      folder in
      let outcome = try runTradewatch(
        [
          "records", "order", "orders.csv", "waybills.csv", "--where", "order_id = \"PO1\"",
          "--explain", "-q",
        ], in: folder)

      #expect(
        outcome.output == """
          order PO1/yunshi  (live)
            order_id: PO1
            placed_at: 2026-06-01T08:00:00+08:00
            platform: yunshi
            seller: 91330106MA27X9QM1B
            buyer: b1
            channel: app
            amount: 100.00
            paid: 100.00
            state: paid
            ship_to: 330106
            flows: open
            waybill_count: 1
            links
              waybill: waybill SF1000000000001/SF  signed forward
              seller: enterprise 91330106MA27X9QM1B  not in the library
            findings
              V01-credit-code  seller: expected check digit 4 at position 18, found '91330106MA27X9QM1B'
            orders.csv:2, byte 75
              PO1,2026-06-01T08:00:00+08:00,yunshi,91330106MA27X9QM1B,b1,100.00,100.00,paid,330106,app


          """)
    }
  }
}
