/// UBL documents of our own making, for tests.
enum SampleDocument {
  /// How a document writes its namespaces.
  enum Style: CaseIterable {
    case defaultForRoot, prefixed, defaultForBasics, defaultForAggregates, redeclared
  }

  static let space = "urn:oasis:names:specification:ubl:schema:xsd:"

  /// A document with the elements of `body`, written with the prefixes `a:` and `b:` for aggregates and
  /// basics.
  static func text(
    _ root: String, _ body: String, style: Style = .defaultForRoot,
    declaration: String = #"<?xml version="1.0" encoding="UTF-8"?>"#
  ) -> String {
    let aggregates = space + "CommonAggregateComponents-2"
    let basics = space + "CommonBasicComponents-2"
    let own = "\(space)\(root)-2"
    func document(_ prefix: String, _ names: String, _ body: String) -> String {
      "\(declaration)\n<\(prefix)\(root) \(names)>\n\(body)\n</\(prefix)\(root)>\n"
    }
    switch style {
    case .defaultForRoot:
      return document("", "xmlns=\"\(own)\" xmlns:a=\"\(aggregates)\" xmlns:b=\"\(basics)\"", body)
    case .prefixed:
      let renamed = body.replacing("<a:", with: "<Sally:").replacing("</a:", with: "</Sally:")
        .replacing("<b:", with: "<Harry:").replacing("</b:", with: "</Harry:")
      return document(
        "Bob:", "xmlns:Bob='\(own)' xmlns:Sally='\(aggregates)' xmlns:Harry='\(basics)'", renamed)
    case .defaultForBasics:
      let renamed = body.replacing("<b:", with: "<").replacing("</b:", with: "</")
      return document(
        "r:", "xmlns:r=\"\(own)\" xmlns:a=\"\(aggregates)\" xmlns=\"\(basics)\"", renamed)
    case .defaultForAggregates:
      let renamed = body.replacing("<a:", with: "<").replacing("</a:", with: "</")
      return document(
        "r:", "xmlns:r=\"\(own)\" xmlns=\"\(aggregates)\" xmlns:b=\"\(basics)\"", renamed)
    case .redeclared:
      let renamed = body.replacing("<b:ID>", with: "<z:ID xmlns:z=\"\(basics)\">")
        .replacing("</b:ID>", with: "</z:ID>")
      return document(
        "", "xmlns=\"\(own)\" xmlns:a=\"\(aggregates)\" xmlns:b=\"\(basics)\"", renamed)
    }
  }

  static func party(_ role: String, id: String? = nil, name: String) -> String {
    let identifier =
      id.map { "<a:PartyIdentification><b:ID>\($0)</b:ID></a:PartyIdentification>" } ?? ""
    return """
      <a:\(role)><a:Party>\(identifier)<a:PartyName><b:Name>\(name)</b:Name></a:PartyName>
      </a:Party></a:\(role)>
      """
  }

  static let orderBody = """
    <b:ID>PO-7</b:ID><b:IssueDate>2026-05-04</b:IssueDate><b:IssueTime>10:30:00+02:00</b:IssueTime>
    <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
    <a:Contract><b:ID>K-1</b:ID></a:Contract>
    \(party("BuyerCustomerParty", id: "B 1", name: "Käufer &amp; Söhne"))
    \(party("SellerSupplierParty", id: "S-1", name: "Verkäufer"))
    <a:AnticipatedMonetaryTotal><b:PayableAmount currencyID="EUR">31.00</b:PayableAmount>
    </a:AnticipatedMonetaryTotal>
    <a:OrderLine><a:LineItem><b:ID>10</b:ID><b:Quantity unitCode="C62">3</b:Quantity>
      <b:LineExtensionAmount currencyID="EUR">29.00</b:LineExtensionAmount>
      <a:AllowanceCharge><b:ChargeIndicator>false</b:ChargeIndicator><b:Amount>1.00</b:Amount>
      </a:AllowanceCharge>
      <a:Price><b:PriceAmount>100</b:PriceAmount><b:BaseQuantity>10</b:BaseQuantity></a:Price>
      <a:Item><b:Name>Tee</b:Name><a:SellersItemIdentification><b:ID>T-1</b:ID>
      </a:SellersItemIdentification></a:Item></a:LineItem></a:OrderLine>
    <a:OrderLine><a:LineItem><b:ID>20</b:ID><b:Quantity>0.5</b:Quantity>
      <b:LineExtensionAmount>2.00</b:LineExtensionAmount><a:Price><b:PriceAmount>4</b:PriceAmount>
      </a:Price><a:Item><b:Name>Kaffee</b:Name></a:Item></a:LineItem></a:OrderLine>
    """

  /// The body of an invoice, or of a credit note.
  static func invoiceBody(
    line: String = "InvoiceLine", quantity: String = "InvoicedQuantity", net: String = "100.00",
    tax: String = "13.00", gross: String = "113.00", totals: String = "", head: String = ""
  ) -> String {
    """
    <b:ID>R-1</b:ID><b:IssueDate>2026-05-05</b:IssueDate>
    <b:DocumentCurrencyCode>CNY</b:DocumentCurrencyCode>
    <a:OrderReference><b:ID>PO-7</b:ID></a:OrderReference>\(head)
    <a:ContractDocumentReference><b:ID>K-1</b:ID></a:ContractDocumentReference>
    \(party("AccountingSupplierParty", name: "Seller &#20013;"))
    \(party("AccountingCustomerParty", id: "B 1", name: "Buyer"))
    <a:TaxTotal><b:TaxAmount currencyID="CNY">\(tax)</b:TaxAmount>
      <a:TaxSubtotal><b:TaxableAmount>100.00</b:TaxableAmount><b:TaxAmount>13.00</b:TaxAmount>
        <a:TaxCategory><b:Percent>13</b:Percent></a:TaxCategory></a:TaxSubtotal></a:TaxTotal>
    <a:LegalMonetaryTotal><b:LineExtensionAmount>100.00</b:LineExtensionAmount>
      <b:TaxExclusiveAmount>\(net)</b:TaxExclusiveAmount>
      <b:TaxInclusiveAmount>\(gross)</b:TaxInclusiveAmount>\(totals)
      <b:PayableAmount currencyID="CNY">113.00</b:PayableAmount></a:LegalMonetaryTotal>
    <a:\(line)><b:ID>A</b:ID><b:\(quantity)>4</b:\(quantity)>
      <b:LineExtensionAmount>100.00</b:LineExtensionAmount>
      <a:Item><b:Name> Green
        tea </b:Name></a:Item><a:Price><b:PriceAmount>25</b:PriceAmount></a:Price></a:\(line)>
    """
  }

  static let order = text("Order", orderBody)
  static let invoice = text("Invoice", invoiceBody())
}
