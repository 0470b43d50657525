import Commerce
import Testing

@Suite("Records as values")
struct RecordTests {
  private static let types: [any Record.Type] = [
    Enterprise.self, Commodity.self, Order.self, OrderLine.self, Contract.self, Invoice.self,
    InvoiceLine.self, Waybill.self, WaybillEvent.self,
  ]

  @Test("There is a record type for every class")
  func everyClass() {
    #expect(RecordTests.types.map { $0.recordClass } == RecordClass.allCases)
  }

  @Test("Every field of the schema is held, under its type", arguments: RecordTests.types.indices)
  func everyField(index: Int) {
    let type = RecordTests.types[index]
    let values = type.recordClass.schema.fields.enumerated().map { sample($1.type, $0) }

    let record = type.init(values: values)

    #expect(record.values == values)
  }

  @Test("Nothing is given in a new record", arguments: RecordTests.types.indices)
  func new(index: Int) {
    let record = RecordTests.types[index].init()

    #expect(record.values.allSatisfy { $0 == .absent })
    #expect(record.key.isEmpty)
  }

  @Test("A value of another type leaves the field absent")
  func otherType() {
    var order = Order()
    order.amount = Money(cents: 1_990)

    order.set(.text("much"), at: RecordClass.order.schema["amount"])

    #expect(order.amount == nil)
  }

  @Test("Properties stand where the schema has their fields")
  func properties() {
    var order = Order()
    order.orderID = "2606010000000017"
    order.platform = "wanpin"
    order.paid = Money(cents: 1_990)
    order.shipTo = "330110"
    order.envelope.version = 2
    var waybill = Waybill()
    waybill.carrier = "SF"
    waybill.number = "SF0000000000001"
    waybill.isTemperatureKept = false

    #expect(order.value(named: "paid") == .money(Money(cents: 1_990)))
    #expect(order.value(named: "ship_to") == .text("330110"))
    #expect(order.value(named: "version") == .integer(2))
    #expect(order.value(named: "colour") == nil)
    #expect(order.key == [.text("2606010000000017"), .text("wanpin")])
    #expect(waybill.key == [.text("SF0000000000001"), .text("SF")])
    #expect(waybill.value(named: "temperature_ok") == .flag(false))
  }

  private func sample(_ type: FieldType, _ index: Int) -> FieldValue {
    switch type {
    case .text, .id, .code, .word, .flags, .division: .text("text \(index)")
    case .money: .money(Money(units: Int64(index)))
    case .decimal: .decimal(ExactDecimal(tenThousandths: Int64(index)))
    case .integer: .integer(Int64(index))
    case .time: .time(Timestamp(seconds: Int64(index)))
    case .boolean: .flag(index % 2 == 0)
    }
  }
}
