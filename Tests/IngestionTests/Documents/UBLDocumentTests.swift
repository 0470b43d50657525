import Commerce
import Ingestion
import Testing

@Suite("UBL documents become records")
struct UBLDocumentTests {
  @Test("An order, its lines, and what they cost", arguments: SampleDocument.Style.allCases)
  func order(style: SampleDocument.Style) {
    let decoded = decode(SampleDocument.text("Order", SampleDocument.orderBody, style: style))

    #expect(
      decoded.rows[.order] == [
        "order_id=PO-7 placed_at=2026-05-04T16:30:00+08:00 seller=foreign:S-1 buyer=B 1 "
          + "amount=31.00 contract_id=K-1 currency=EUR"
      ])
    #expect(
      decoded.rows[.orderLine] == [
        "order_id=PO-7 line_no=10 sku=T-1 quantity=3 unit_price=10 discount=1.00 amount=29.00",
        "order_id=PO-7 line_no=20 quantity=0.5 unit_price=4 amount=2.00",
      ])
    #expect(decoded.rejects == [])
    #expect(decoded.flags == [])
  }

  @Test("An order with one line carries it itself, unless more than the line is to be paid")
  func onlyLine() {
    func order(payable: String) -> [String]? {
      decode(
        SampleDocument.text(
          "Order",
          """
          <b:ID>1</b:ID><b:IssueDate>2026-05-04</b:IssueDate>
          \(SampleDocument.party("SellerSupplierParty", name: "S"))
          <a:AnticipatedMonetaryTotal><b:PayableAmount currencyID="USD">\(payable)</b:PayableAmount>
          </a:AnticipatedMonetaryTotal><a:OrderLine><a:LineItem><b:Quantity>2</b:Quantity>
          <b:LineExtensionAmount>8</b:LineExtensionAmount><a:Price><b:PriceAmount>4</b:PriceAmount>
          </a:Price><a:Item><a:BuyersItemIdentification><b:ID>X</b:ID></a:BuyersItemIdentification>
          </a:Item></a:LineItem></a:OrderLine>
          """)
      ).rows[.order]
    }
    let head = "order_id=1 placed_at=2026-05-04T00:00:00+08:00 seller=foreign:S sku=X "

    #expect(order(payable: "8.00") == [head + "quantity=2 unit_price=4 amount=8.00 currency=USD"])
    #expect(order(payable: "9.00") == [head + "amount=9.00 currency=USD"])
  }

  @Test("An invoice with its taxes, and no number for a line whose own is none")
  func invoice() {
    let decoded = decode(SampleDocument.invoice)

    #expect(
      decoded.rows[.invoice] == [
        "number=R-1 issued_at=2026-05-05T00:00:00+08:00 seller=foreign:Seller 中 buyer=B 1 "
          + "order_id=PO-7 contract_id=K-1 net=100.00 tax=13.00 gross=113.00 rate=0.13 currency=CNY"
      ])
    #expect(
      decoded.rows[.invoiceLine] == [
        "number=R-1 line_no=1 name=Green tea quantity=4 unit_price=25 net=100.00"
      ])
    #expect(decoded.flags == [])
  }

  @Test("A credit note is a red letter: its amounts have the other sign")
  func creditNote() {
    let decoded = decode(
      SampleDocument.text(
        "CreditNote",
        SampleDocument.invoiceBody(
          line: "CreditNoteLine", quantity: "CreditedQuantity",
          head: "<a:BillingReference><a:InvoiceDocumentReference><b:ID>R-0</b:ID>"
            + "</a:InvoiceDocumentReference></a:BillingReference>")))

    #expect(
      decoded.rows[.invoice] == [
        "number=R-1 issued_at=2026-05-05T00:00:00+08:00 seller=foreign:Seller 中 buyer=B 1 "
          + "order_id=PO-7 contract_id=K-1 net=-100.00 tax=-13.00 gross=-113.00 rate=0.13 "
          + "blue_number=R-0 currency=CNY op=red"
      ])
    #expect(
      decoded.rows[.invoiceLine] == [
        "number=R-1 line_no=1 name=Green tea quantity=-4 unit_price=25 net=-100.00"
      ])
  }

  @Test("A despatch advice and a waybill, in kilograms and cubic centimetres")
  func waybills() {
    let shipment = """
      <a:Shipment><b:GrossWeightMeasure unitCode="GRM">2500</b:GrossWeightMeasure>
      <b:GrossVolumeMeasure unitCode="MTQ">0.02</b:GrossVolumeMeasure>
      <b:TotalTransportHandlingUnitQuantity>2</b:TotalTransportHandlingUnitQuantity>
      <a:Delivery><b:ActualDeliveryDate>2026-05-06</b:ActualDeliveryDate></a:Delivery></a:Shipment>
      """
    let advice = decode(
      SampleDocument.text(
        "DespatchAdvice",
        """
        <b:ID>D-1</b:ID><b:IssueDate>2026-05-05Z</b:IssueDate>
        <a:OrderReference><b:ID>PO-7</b:ID></a:OrderReference>
        \(SampleDocument.party("DespatchSupplierParty", id: "S-1", name: "Seller"))\(shipment)
        """))
    let waybill = decode(
      SampleDocument.text(
        "Waybill",
        """
        <b:ID>W-1</b:ID><b:IssueDate>2026-05-05</b:IssueDate><b:IssueTime>09:00:00.5Z</b:IssueTime>
        <b:DeclaredCarriageValueAmount currencyID="USD">5</b:DeclaredCarriageValueAmount>
        <a:CarrierParty><a:PartyName><b:Name>Air</b:Name></a:PartyName></a:CarrierParty>\(shipment)
        """))
    let tail = "weight_kg=2.5 volume_cm3=20000 pieces=2 "

    #expect(
      advice.rows[.waybill] == [
        "carrier=Seller number=D-1 order_id=PO-7 shipper=foreign:S-1 \(tail)"
          + "collected_at=2026-05-05T08:00:00+08:00 signed_at=2026-05-06T00:00:00+08:00"
      ])
    #expect(
      waybill.rows[.waybill] == [
        "carrier=Air number=W-1 \(tail)"
          + "collected_at=2026-05-05T17:00:00.5+08:00 signed_at=2026-05-06T00:00:00+08:00"
      ])
  }

  @Test("A catalogue is a commodity a line; without lines it is rejected")
  func catalogue() {
    let head = """
      <b:ID>C-1</b:ID><b:IssueDate>2026-05-01</b:IssueDate>
      <a:ProviderParty><a:PartyName><b:Name>Provider</b:Name></a:PartyName></a:ProviderParty>
      """
    let lines = """
      <a:CatalogueLine><b:ID>1</b:ID><b:OrderableUnit>KGM</b:OrderableUnit>
      <a:LineValidityPeriod><b:StartDate>2026-06-01</b:StartDate></a:LineValidityPeriod>
      <a:RequiredItemLocationQuantity><a:Price><b:PriceAmount currencyID="CNY">9.9</b:PriceAmount>
      </a:Price></a:RequiredItemLocationQuantity>
      <a:Item><b:Name>Tea</b:Name><b:BrandName>Leaf</b:BrandName><a:StandardItemIdentification>
      <b:ID schemeID="GTIN">4006381333931</b:ID></a:StandardItemIdentification></a:Item>
      </a:CatalogueLine>
      <a:CatalogueLine><b:ID>2</b:ID><a:Item><b:Description>Cup</b:Description>
      <a:SellersItemIdentification><b:ID>CUP</b:ID></a:SellersItemIdentification></a:Item>
      </a:CatalogueLine>
      """

    #expect(
      decode(SampleDocument.text("Catalogue", head + lines)).rows[.commodity] == [
        "sku=4006381333931 seller=foreign:Provider gtin=4006381333931 name=Tea brand=Leaf unit=KGM "
          + "list_price=9.90 valid_from=2026-06-01T00:00:00+08:00",
        "sku=CUP seller=foreign:Provider name=Cup valid_from=2026-05-01T00:00:00+08:00",
      ])
    #expect(decode(SampleDocument.text("Catalogue", head)).rejects == ["F07-required@1"])
  }

  @Test("A Chinese seller's credit code stands as it is")
  func creditCode() {
    let body = SampleDocument.invoiceBody().replacing("Seller &#20013;", with: "91110000802100433B")

    let row = decode(SampleDocument.text("Invoice", body)).rows[.invoice]?.first ?? ""

    #expect(row.contains("seller=91110000802100433B "))
  }

  @Test(
    "Totals that disagree are flagged",
    arguments: [
      (SampleDocument.invoiceBody(net: "90.00", gross: "103.00"), "V03-line:net"),
      (SampleDocument.invoiceBody(tax: "13.02", gross: "113.02"), "V03-tax:tax"),
      (
        SampleDocument.invoiceBody(totals: "<b:PrepaidAmount>1</b:PrepaidAmount>"),
        "V03-tax:gross"
      ),
      (
        SampleDocument.invoiceBody(totals: "<b:ChargeTotalAmount>0.01</b:ChargeTotalAmount>"),
        "V03-line:net"
      ),
      (
        SampleDocument.invoiceBody(
          totals: "<b:AllowanceTotalAmount>0</b:AllowanceTotalAmount>",
          head: "<a:AllowanceCharge><b:ChargeIndicator>false</b:ChargeIndicator>"
            + "<b:Amount>1</b:Amount></a:AllowanceCharge>"),
        "V03-line:net"
      ),
    ])
  func totals(body: String, flag: String) {
    let flags = decode(SampleDocument.text("Invoice", body)).flags

    #expect(flags.contains(flag))
    #expect(Set(flags).count == flags.count)
  }

  @Test("What is missing or cannot be read is rejected, with the document's number")
  func wrongValues() throws {
    let missing = decode(
      SampleDocument.text("Invoice", "<b:ID>9</b:ID><b:IssueDate>2026-05-05</b:IssueDate>"))
    let amount = decode(
      SampleDocument.text("Invoice", SampleDocument.invoiceBody(gross: "1,130.00")))
    let date = decode(
      SampleDocument.text(
        "Invoice", SampleDocument.invoiceBody().replacing("2026-05-05", with: "5 May")))

    #expect(missing.rejects == ["F07-required@1"])
    #expect(try #require(missing.findings.first).key == "9")
    #expect(amount.rejects == ["F08-number@1"])
    #expect(try #require(amount.findings.first).found == "1,130.00")
    #expect(date.rejects == ["F09-time@1"])
  }
}
