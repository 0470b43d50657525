import Commerce

extension UBLDocument {
  static let invoice = UBLDocument(
    "Invoice", .invoice, invoiceSources + [UBLSource("kind", "InvoiceTypeCode")],
    lines: ("InvoiceLine", .invoiceLine, lineSources(quantity: "InvoicedQuantity")))

  /// A red letter: its amounts are taken with the other sign.
  static let creditNote = UBLDocument(
    "CreditNote", .invoice,
    invoiceSources + [
      UBLSource("kind", "CreditNoteTypeCode"),
      UBLSource(
        "blue_number", "BillingReference/InvoiceDocumentReference/ID",
        "CreditNoteLine/BillingReference/InvoiceDocumentReference/ID"),
    ],
    lines: ("CreditNoteLine", .invoiceLine, lineSources(quantity: "CreditedQuantity")))

  private static let invoiceSources = [
    UBLSource("number", "ID"),
    UBLSource("issued_at", "IssueDate", form: .time),
    .party("seller", "AccountingSupplierParty/Party", form: .party),
    .party("buyer", "AccountingCustomerParty/Party"),
    UBLSource("order_id", "OrderReference/ID"),
    UBLSource("contract_id", "ContractDocumentReference/ID"),
    UBLSource("net", "LegalMonetaryTotal/TaxExclusiveAmount", form: .part),
    UBLSource("gross", "LegalMonetaryTotal/TaxInclusiveAmount", form: .part),
    UBLSource("sum of lines", "LegalMonetaryTotal/LineExtensionAmount", form: .part),
    UBLSource("allowances", "LegalMonetaryTotal/AllowanceTotalAmount", form: .part),
    UBLSource("charges", "LegalMonetaryTotal/ChargeTotalAmount", form: .part),
    UBLSource("prepaid", "LegalMonetaryTotal/PrepaidAmount", form: .part),
    UBLSource("rounding", "LegalMonetaryTotal/PayableRoundingAmount", form: .part),
    UBLSource("payable", "LegalMonetaryTotal/PayableAmount", form: .part),
    UBLSource("currency", "DocumentCurrencyCode"),
    UBLSource(
      "taxes", "TaxTotal/TaxAmount", "TaxTotal/TaxSubtotal/TaxableAmount",
      "TaxTotal/TaxSubtotal/TaxAmount", "TaxTotal/TaxSubtotal/Percent",
      "TaxTotal/TaxSubtotal/TaxCategory/Percent", form: .parts),
    UBLSource(
      "allowances and charges", "AllowanceCharge/ChargeIndicator", "AllowanceCharge/Amount",
      form: .parts),
  ]

  private static func lineSources(quantity: String) -> [UBLSource] {
    [
      UBLSource("line_no", "ID", form: .part),
      UBLSource("name", "Item/Name", "Item/Description"),
      UBLSource("quantity", quantity, form: .part),
      UBLSource("unit_price", "Price/PriceAmount", form: .part),
      UBLSource("price base", "Price/BaseQuantity", form: .part),
      UBLSource("net", "LineExtensionAmount", form: .part),
      UBLSource("tax", "TaxTotal/TaxAmount", form: .part),
      UBLSource(
        "rate", "Item/ClassifiedTaxCategory/Percent", "TaxTotal/TaxSubtotal/TaxCategory/Percent",
        "TaxTotal/TaxSubtotal/Percent", form: .part),
      UBLSource(
        "allowances and charges", "AllowanceCharge/ChargeIndicator", "AllowanceCharge/Amount",
        form: .parts),
    ]
  }
}
