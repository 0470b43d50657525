/// The part that records of all classes have in common.
public struct Envelope: Equatable, Sendable {
  /// From 1; `nil` means 1.
  public var version: Int64?
  /// create, amend, cancel, red or restore; `nil` means create.
  public var operation: String?
  /// When it was observed; `nil` where only the reading is known.
  public var observedAt: Timestamp?
  /// Where it comes from; `nil` for its feed.
  public var source: String?
  public var sourceSequence: Int64?

  public init() {}

  static let columns: [RecordColumn<Envelope>] = [
    .integer(\.version), .text(\.operation), .time(\.observedAt), .text(\.source),
    .integer(\.sourceSequence),
  ]
}
