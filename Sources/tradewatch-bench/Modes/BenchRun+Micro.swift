// Without files.
extension BenchRun {
  /// A figure for each loop.
  mutating func measureLoops() {
    let loops = Loop.overBytes(MicroText()) + Loop.overColumns(MicroColumns())
    for loop in loops { figures[loop.name] = .number(loop.nanoseconds) }
  }
}
