import Commerce

extension UBLDocument {
  static let order = UBLDocument(
    "Order", .order,
    [
      UBLSource("order_id", "ID"),
      UBLSource("placed_at", "IssueDate", form: .time),
      .party("seller", "SellerSupplierParty/Party", form: .party),
      .party("buyer", "BuyerCustomerParty/Party"),
      UBLSource(
        "amount", "AnticipatedMonetaryTotal/PayableAmount",
        "AnticipatedMonetaryTotal/TaxInclusiveAmount",
        "AnticipatedMonetaryTotal/LineExtensionAmount", form: .part),
      UBLSource("currency", "DocumentCurrencyCode", "PricingCurrencyCode"),
      UBLSource("contract_id", "Contract/ID", "ContractDocumentReference/ID"),
    ],
    lines: (
      "OrderLine", .orderLine,
      [
        UBLSource("line_no", "LineItem/ID", form: .part),
        UBLSource(
          "sku",
          ["SellersItemIdentification", "StandardItemIdentification", "BuyersItemIdentification"]
            .map { "LineItem/Item/\($0)/ID" }),
        UBLSource("category", "LineItem/Item/CommodityClassification/ItemClassificationCode"),
        UBLSource("quantity", "LineItem/Quantity", form: .part),
        UBLSource("unit_price", "LineItem/Price/PriceAmount", form: .part),
        UBLSource("price base", "LineItem/Price/BaseQuantity", form: .part),
        UBLSource("amount", "LineItem/LineExtensionAmount", form: .part),
        UBLSource(
          "allowances and charges", "LineItem/AllowanceCharge/ChargeIndicator",
          "LineItem/AllowanceCharge/Amount", form: .parts),
      ]
    ))

  static let catalogue = UBLDocument(
    "Catalogue", .commodity,
    [
      .party(
        "seller", "SellerSupplierParty/Party", "ProviderParty", form: .party),
      UBLSource("valid_from", "ValidityPeriod/StartDate", "IssueDate", form: .time),
      UBLSource("valid_to", "ValidityPeriod/EndDate", form: .time),
    ],
    lines: (
      "CatalogueLine", .commodity,
      [
        UBLSource(
          "sku",
          [
            "SellersItemIdentification", "StandardItemIdentification",
            "ManufacturersItemIdentification",
          ].map { "Item/\($0)/ID" } + ["ID"]),
        UBLSource("gtin", "Item/StandardItemIdentification/ID", form: .itemNumber),
        UBLSource("name", "Item/Name", "Item/Description"),
        UBLSource("brand", "Item/BrandName"),
        UBLSource("spec", "Item/ModelName"),
        UBLSource("category", "Item/CommodityClassification/ItemClassificationCode"),
        UBLSource("unit", "OrderableUnit"),
        UBLSource("list_price", "RequiredItemLocationQuantity/Price/PriceAmount", form: .yuan),
        UBLSource("valid_from", "LineValidityPeriod/StartDate", form: .time),
        UBLSource("valid_to", "LineValidityPeriod/EndDate", form: .time),
      ]
    ))
}
