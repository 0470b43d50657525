import Commerce

/// Makes the six files of a plan, each in constant memory and apart from the others.
///
///     for var file in Generator(plan).files {
///       while let chunk = file.nextChunk() { … }
///     }
public struct Generator {
  private let world: World

  public init(_ plan: GenerationPlan) {
    world = World(plan, rules: DefectSchedule.tableRules)
  }

  /// enterprises.csv, commodities.csv, orders.csv, contracts.csv, invoices.csv, waybills.csv.
  public var files: [GeneratedFile] { Table.all.map { GeneratedFile($0, world: world) } }
}
