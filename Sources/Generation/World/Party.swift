/// An enterprise as the generator knows it, made from its index alone.
struct Party {
  enum Role: Equatable {
    case seller
    case business
    /// Index into `Platform.all`.
    case platform(Int)
    /// Index into `CarrierShape.all`.
    case carrier(Int)
  }

  enum Form: Int {
    case enterprise = 1
    case household = 2
    case cooperative = 3
    case person = 4
  }

  let index: Int
  let role: Role
  let form: Form
  /// Index into `Place.all`.
  let place: Int
  /// Days since 1970.
  let established: Int
  /// Where the name, the shop and the rest come from.
  let draw: Draw

  /// What a platform or carrier is known as; `nil` for others, whose names are drawn.
  var businessName: StaticString? {
    switch role {
    case .platform(let platform): Platform.all[platform].name
    case .carrier(let carrier): CarrierShape.all[carrier].name
    case .seller, .business: nil
    }
  }

  var isRecent: Bool { established >= 16_709 }  // 2015-10-01: one licence, one code

  /// `person:` and a hash for a natural person, else the credit code; always 18 bytes.
  func appendCode(to row: inout [UInt8]) {
    guard form != .person else {
      row.append("person:")
      var rest = mixed(UInt64(index) &+ 0x5EED)
      for _ in 0..<11 {
        row.append(hexDigits[Int(rest & 15)])
        rest >>= 4
      }
      return
    }
    let serial =
      isRecent
      ? (index * 461_168_601 + 7_717) % 887_503_681 : (index * 7_654_321 + 10_203) % 100_000_000
    row.appendCreditCode(
      type: form.rawValue, division: Place.all[place].code, serial: serial, isRecent: isRecent)
  }

  static let codeLength = 18
}

let hexDigits = [UInt8]("0123456789abcdef".utf8)
