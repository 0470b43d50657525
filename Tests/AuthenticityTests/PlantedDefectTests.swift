import Authenticity
import Commerce
import Generation
import Ingestion
import Library
import Testing
import Workers

@Suite("Generated records")
struct PlantedDefectTests {
  @Test("Clean records have no finding", arguments: [1, 2] as [UInt64])
  func clean(seed: UInt64) {
    let outcome = Outcome(of: GenerationPlan(orders: 5000, seed: seed))

    #expect(outcome.found.isEmpty, "\(outcome.found)")
  }

  @Test("Every planted defect is found, and nothing else", arguments: [1, 2] as [UInt64])
  func planted(seed: UInt64) {
    let outcome = Outcome(of: GenerationPlan(orders: 5000, seed: seed, defectsPerMillion: 30_000))

    #expect(outcome.planted.count > 25)
    for rule in Rule.allCases {
      let planted = outcome.planted[rule] ?? []
      let found = outcome.found[rule] ?? []
      #expect(found.count == planted.count, "\(rule.id), seed \(seed)")
      // A row that cannot be split has no key to be found by.
      if found.contains("") { continue }
      #expect(found.sorted() == planted.sorted(), "\(rule.id), seed \(seed)")
    }
  }

  @Test("One worker or many: the same findings in the same order")
  func nothingDependsOnWorkers() {
    let plan = GenerationPlan(orders: 1000, seed: 3, defectsPerMillion: 60_000)
    let one = Outcome(of: plan, by: WorkerPool(width: 1))

    #expect(one.order.count > 25)
    for width in [2, 5] {
      #expect(Outcome(of: plan, by: WorkerPool(width: width)).order == one.order, "\(width)")
    }
  }

  @Test("The findings of a batch come check by check, and row by row in each")
  func order() {
    var desk = Desk()
    desk.read(
      .enterprise,
      """
      uscc,name,division
      A,first,99
      B,second,98
      """)

    let creditCodes = ["V01-credit-code enterprise uscc A", "V01-credit-code enterprise uscc B"]
    let divisions = ["V01-division enterprise division A", "V01-division enterprise division B"]
    #expect(desk.found == creditCodes + divisions)
  }
}

/// What was planted in generated files and what was found in them: by rule the keys.
private struct Outcome {
  var planted: [Rule: [String]] = [:]
  var found: [Rule: [String]] = [:]
  /// The findings, newest first.
  var order: [RowFinding] = []

  init(of plan: GenerationPlan, by workers: WorkerPool = .shared) {
    let library = Library(workers: workers)
    let inspector = Inspector(library)
    for (index, var file) in Generator(plan).files.enumerated() {
      let options = DecodingOptions(declared: file.recordClass, format: .csv)
      let decoder = FeedDecoder(feed: index, name: file.name, options: options)
      while let chunk = file.nextChunk() { chunk.withUnsafeBytes { decoder.fill($0) } }
      for rows in decoder.decode(isLast: true) {
        switch rows {
        case .batch(let batch):
          inspector.append(batch, arrived: Timestamp(seconds: 1_780_000_000))
        case .rejects(let rejects):
          for reject in rejects {
            found[reject.finding.rule, default: []].append(reject.finding.key)
          }
        case .longRow: break
        }
      }
      planted.merge(file.planted) { $0 + $1 }
    }
    inspector.settle(atEnd: true)
    order = library.findings.newest(.max)
    for finding in order {
      found[finding.rule, default: []].append(library[finding.recordClass].key(finding.row))
    }
  }
}
