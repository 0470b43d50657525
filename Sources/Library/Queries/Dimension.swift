public import Commerce

/// A value that each record of a class has or lacks: a field, or one derived from fields and links.
public struct Dimension: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// The index of a field in the schema.
    case field(Int)
    case derived(DerivedDimension)
  }

  public let recordClass: RecordClass
  public let name: String
  public let source: Source
  public let type: ValueType

  /// The dimension of this name; `nil` where the class has none.
  public init?(named name: String, of recordClass: RecordClass) {
    self.recordClass = recordClass
    self.name = name
    if let index = recordClass.schema.index(of: name) {
      source = .field(index)
      type = ValueType(recordClass.schema.fields[index].type)
    } else if let derived = DerivedDimension.all.first(where: { $0.name == name }),
      derived.exists(for: recordClass)
    {
      source = .derived(derived)
      type = derived.type
    } else {
      return nil
    }
  }

  /// The names of all dimensions of a class: its fields, then the derived ones.
  public static func names(of recordClass: RecordClass) -> [String] {
    recordClass.schema.fields.map(\.name)
      + DerivedDimension.all.filter { $0.exists(for: recordClass) }.map(\.name)
  }

  var isVolatile: Bool {
    if case .derived(let derived) = source { derived.isVolatile } else { false }
  }

  /// The unit of the calendar that the dimension counts; `nil` for any other dimension.
  var calendarUnit: CalendarUnit? {
    if case .calendar(let unit) = type { unit } else { nil }
  }
}

extension ValueType {
  init(_ type: FieldType) {
    self =
      switch type {
      case .text, .id, .code, .word, .flags, .division: .text
      case .money: .money
      case .decimal: .decimal
      case .integer: .integer
      case .time: .time
      case .boolean: .flag
      }
  }
}
