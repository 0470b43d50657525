import Commerce
import Library
import Statistics
import Testing
import Workers

@Suite("The number of workers")
struct WorkerLawTests {
  @Test("One worker or many: every code, status and link is the same", arguments: 0..<20)
  func nothingDepends(seed: Int) {
    let one = filled(seed, by: WorkerPool(width: 1))
    for workers in WorkerLawTests.pools {
      #expect(filled(seed, by: workers) == one, "\(workers.width) workers")
    }
  }

  /// A pool's threads live as long as the process, so all seeds share these.
  private static let pools = [2, 3, 8].map { WorkerPool(width: $0) }

  /// All that a library holds after a random history, as numbers and codes.
  private func filled(_ seed: Int, by workers: WorkerPool) -> [[Int64]] {
    var random = SeededGenerator(seed)
    var market = RandomMarket()
    let library = Library(workers: workers)
    for _ in 0..<25 {
      library.append(market.nextBatch(&random), arrived: Timestamp(seconds: 0))
    }
    return RecordClass.allCases.flatMap { contents(of: library[$0], in: library) }
  }

  private func contents(of table: Table, in library: Library) -> [[Int64]] {
    let rows = 0..<table.count
    var columns = [rows.map { Int64(table.status[$0]) }]
    columns.append(rows.map { table.provenance.place($0).offset })
    if table.recordClass == .order {
      columns.append(rows.map { Int64(library.orderLinks.flows($0).rawValue) })
    }
    for field in table.schema.fields.indices {
      switch table.column(field) {
      case .codes(let column)?: columns.append(rows.map { Int64(column.cells[$0]) })
      case .numbers(let column)?: columns.append(rows.map { column.cells[$0] })
      case nil: columns.append([])
      }
    }
    return columns
  }
}
