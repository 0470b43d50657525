public import Commerce
public import Statistics

/// One field of a table (rows × 1): codes of texts, or numbers.
public enum Column {
  case codes(CodeColumn)
  case numbers(NumberColumn)
}

/// Texts as codes into a dictionary; code 0 where the field is absent.
public final class CodeColumn {
  public let dictionary: KeyTable
  public let cells = NarrowColumn<UInt32>()

  init(dictionary: KeyTable) { self.dictionary = dictionary }
}

/// Numbers in the units of `RecordBatch`: ten-thousandths, microseconds, integers, 0 or 1.
public final class NumberColumn {
  public let type: FieldType
  /// `RecordBatch.absent` where the field is absent, `RecordBatch.isWide` where `wide` has it.
  public let cells = NarrowColumn<Int64>()
  /// The decimals that a cell cannot hold exactly, by row.
  public internal(set) var wide: [UInt32: ExactDecimal] = [:]

  init(type: FieldType) { self.type = type }

  /// The row's number as an exact decimal; `nil` where absent.
  ///
  /// For money and decimals.
  public func decimal(_ row: Int) -> ExactDecimal? {
    switch cells[row] {
    case RecordBatch.absent: nil
    case RecordBatch.isWide: wide[UInt32(row)]
    case let cell: ExactDecimal(tenThousandths: cell)
    }
  }

  /// The row's value as screens show it.
  func value(_ row: Int) -> FieldValue {
    let cell = cells[row]
    guard cell != RecordBatch.absent else { return .absent }
    switch type {
    case .money: return .money(Money(units: cell))
    case .decimal: return decimal(row).map(FieldValue.decimal) ?? .absent
    case .time: return .time(Timestamp(microseconds: cell))
    case .boolean: return .flag(cell != 0)
    case .integer, .text, .id, .code, .word, .flags, .division: return .integer(cell)
    }
  }
}
