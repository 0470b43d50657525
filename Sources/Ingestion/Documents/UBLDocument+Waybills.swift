import Commerce

extension UBLDocument {
  /// Where no carrier is named the supplier carries the goods himself.
  static let despatchAdvice = UBLDocument(
    "DespatchAdvice", .waybill,
    [
      .partyName(
        "carrier", "Shipment/Consignment/CarrierParty", "Shipment/ShipmentStage/CarrierParty",
        "Shipment/Delivery/CarrierParty", "DespatchSupplierParty/Party"),
      UBLSource("number", "ID"),
      UBLSource("order_id", "OrderReference/ID"),
      .party("shipper", "DespatchSupplierParty/Party", form: .party),
      UBLSource(
        "collected_at", "Shipment/Delivery/Despatch/ActualDespatchDate", "IssueDate", form: .time),
    ] + shipment)

  static let waybill = UBLDocument(
    "Waybill", .waybill,
    [
      .partyName(
        "carrier", "CarrierParty", "Shipment/Consignment/CarrierParty",
        "Shipment/ShipmentStage/CarrierParty", "FreightForwarderParty"),
      UBLSource("number", "ID"),
      .party("shipper", "ConsignorParty", form: .party),
      UBLSource(
        "collected_at", "Shipment/Delivery/Despatch/ActualDespatchDate", "IssueDate", form: .time),
      UBLSource("declared_value", "DeclaredCarriageValueAmount", form: .yuan),
    ] + shipment)

  private static let shipment = [
    UBLSource("signed_at", "Shipment/Delivery/ActualDeliveryDate", form: .time),
    UBLSource("weight_kg", "Shipment/GrossWeightMeasure", form: .weight),
    UBLSource("volume_cm3", "Shipment/GrossVolumeMeasure", form: .volume),
    UBLSource("pieces", "Shipment/TotalTransportHandlingUnitQuantity"),
  ]
}
