import Commerce

/// What each key number means to one class.
///
/// A class, because every row asks for it, and a value of arrays would be copied each time.
final class KeyTargets: Sendable {
  /// Field names of all schemas and the keys with a meaning of their own, each once.
  static let names: [String] = {
    var names = [Header.classColumn, "lines", "events"]
    for recordClass in RecordClass.allCases {
      for field in recordClass.schema.fields where !names.contains(field.name) {
        names.append(field.name)
      }
    }
    return names
  }()
  /// The number of `record_class`.
  static let classKey = 0

  let recordClass: RecordClass
  /// By key number: where its value goes.
  let plans: [FieldPlan]
  /// The key number of the nested rows; −1 for a class without.
  let nestedKey: Int
  /// Indices of the fields that every row must give.
  let required: [Int]
  /// Bits of the key numbers that the class knows, and of those that it needs.
  let known: KeySet
  let needed: KeySet

  init(_ recordClass: RecordClass) {
    self.recordClass = recordClass
    let schema = recordClass.schema
    plans = KeyTargets.names.map { name in
      schema.index(of: name).map { FieldPlan(schema, $0) } ?? .unknown
    }
    nestedKey = recordClass.nested.flatMap { KeyTargets.names.firstIndex(of: $0.key) } ?? -1
    required = schema.required
    var known = KeySet()
    var needed = KeySet()
    for (number, plan) in plans.enumerated() where plan.field >= 0 {
      known.insert(number)
      if plan.isRequired { needed.insert(number) }
    }
    self.known = known
    self.needed = needed
  }

  /// Where the value of a key goes; `nil` for a key that the class does not know.
  @inline(__always)
  func plan(of number: Int) -> FieldPlan? {
    guard number < plans.count else { return nil }
    let plan = plans[number]
    return plan.field >= 0 || number == KeyTargets.classKey || number == nestedKey ? plan : nil
  }

  /// By class.
  static let all = RecordClass.allCases.map { KeyTargets($0) }
}

/// A set of key numbers below 256, the most that schemas use.
struct KeySet: Equatable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  mutating func insert(_ number: Int) {
    let bit = (1 as UInt64) &<< UInt64(number & 63)
    switch number >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    case 3: words.3 |= bit
    default: break
    }
  }

  func countShared(with other: KeySet) -> Int {
    (words.0 & other.words.0).nonzeroBitCount + (words.1 & other.words.1).nonzeroBitCount
      + (words.2 & other.words.2).nonzeroBitCount + (words.3 & other.words.3).nonzeroBitCount
  }

  var count: Int { countShared(with: self) }

  static func == (left: KeySet, right: KeySet) -> Bool { left.words == right.words }
}

extension RecordClass {
  /// The class whose required keys are all in `keys` and which shares the most with them; `nil`
  /// where there is none or two share as many.
  init?(keys: KeySet) {
    var best: (recordClass: RecordClass, shared: Int)?
    var isTied = false
    for targets in KeyTargets.all
    where targets.needed.countShared(with: keys) == targets.needed.count {
      let shared = targets.known.countShared(with: keys)
      if let leader = best, shared <= leader.shared {
        if shared == leader.shared { isTied = true }
        continue
      }
      best = (targets.recordClass, shared)
      isTied = false
    }
    guard let best, !isTied else { return nil }
    self = best.recordClass
  }
}
