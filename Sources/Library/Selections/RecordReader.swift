public import Commerce
import Statistics

/// Reads dimensions of single rows, fields and derived ones alike, as screens and outputs show them.
public final class RecordReader {
  private let readers: [DimensionReader]
  private var cell: Int64 = 0

  public init(_ dimensions: [Dimension], over library: Library) {
    readers = dimensions.map { library.reader(of: $0) }
  }

  /// The row's value of each dimension, in the order given.
  public func values(ofRow row: Int) -> [FieldValue] {
    readers.map { reader in
      reader.read(RowRun(row..<row + 1), into: &cell)
      return reader.value(cell)
    }
  }
}
