/// One innermost loop over inputs of its own.
struct Loop {
  /// The name of its figure, with what is counted: `row_index_ns_per_row`.
  let name: String
  /// How many of these one run goes through.
  let items: Int
  let run: () -> Void

  /// Nanoseconds an item: the fastest of some runs, of which each takes a few milliseconds.
  var nanoseconds: Double {
    run()
    var fastest = Double.infinity
    for _ in 0..<15 { fastest = min(fastest, timed(run)) }
    return fastest * 1e9 / Double(items)
  }
}

/// Numbers that look random and are the same in every process.
///
/// Source: Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators*, 2014 (SplitMix64).
struct Draws {
  private var state: UInt64 = 1

  /// A number below `bound`.
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (mixed ^ (mixed &>> 31)) &>> 1) % bound
  }
}

/// Keeps a result, so that the work for it is not left out.
@inline(never)
func keep<Result>(_ result: Result) {}
