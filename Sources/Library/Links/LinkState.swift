/// What names one order id: 32 bytes an id, kept also before the order itself arrives.
struct LinkState: BitwiseCopyable {
  /// Σ gross of the live invoices in ten-thousandths, red letters included; wraps beyond 64 bits.
  var invoiced: Int64 = 0
  var invoices: UInt32 = 0
  /// The code of the seller of all invoices; `LinkState.severalSellers` where they differ.
  var seller: UInt32 = 0
  var waybills: UInt32 = 0
  /// Forward waybills (all that do not say `return`) neither lost nor refused.
  var goodWaybills: UInt32 = 0
  /// The newest invoice and waybill that name the id, as row + 1; 0 for none.
  ///
  /// Each row names the next older one in `OrderLinks`.
  var newestInvoice: UInt32 = 0
  var newestWaybill: UInt32 = 0

  static let severalSellers = UInt32.max

  /// Notes the seller of an invoice that is about to be counted.
  mutating func add(seller other: UInt32) {
    seller = invoices == 0 || seller == other ? other : LinkState.severalSellers
  }
}

/// The order that an order id names.
enum OrderOfId: Equatable {
  case none
  case one(Int)
  /// Orders of several platforms have the id: links stay open.
  case several
}
