/// An enterprise, household, cooperative or person that takes part in trade.
public struct Enterprise: Record, Equatable {
  public static let recordClass = RecordClass.enterprise

  /// The unified social credit code of 18 characters, or `person:HASH`, or `foreign:ID`.
  public var creditCode: String?
  public var name: String?
  public var englishName: String?
  /// The registration number of 15 digits from before October 2015.
  public var legacyNumber: String?
  public var partyType: String?
  /// Words separated by `|`: seller, buyer, platform, carrier, agent, livestream.
  public var roles: String?
  /// 2, 4, 6, 9 or 12 digits.
  public var division: String?
  /// Three digits of the urban-rural classification; 1 first is urban, 2 rural.
  public var urbanRural: String?
  /// A code of GB/T 4754, with or without the letter of its section.
  public var industry: String?
  public var status: String?
  public var statusSince: Timestamp?
  /// Public lists that it stands on, separated by `|`.
  public var lists: String?
  public var established: Timestamp?
  public var deregistered: Timestamp?
  public var platform: String?
  public var shopID: String?
  /// Why it need not be registered.
  public var exemption: String?
  public var envelope = Envelope()

  public init() {}

  public func value(at field: Int) -> FieldValue { value(at: field, in: Self.columns) }

  public mutating func set(_ value: FieldValue, at field: Int) {
    set(value, at: field, in: Self.columns)
  }

  static let columns: [RecordColumn<Enterprise>] = [
    .text(\.creditCode), .text(\.name), .text(\.englishName), .text(\.legacyNumber),
    .text(\.partyType), .text(\.roles), .text(\.division), .text(\.urbanRural),
    .text(\.industry), .text(\.status), .time(\.statusSince), .text(\.lists),
    .time(\.established), .time(\.deregistered), .text(\.platform), .text(\.shopID),
    .text(\.exemption),
  ]
}
