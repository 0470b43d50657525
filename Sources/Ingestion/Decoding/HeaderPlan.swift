import Commerce

/// How the columns of a header fill the fields of one class.
struct HeaderPlan {
  let recordClass: RecordClass
  /// By column.
  let columns: [FieldPlan]
  /// Required fields that no column gives: no row can be kept.
  let missing: [Int]

  init(_ recordClass: RecordClass, header: [String]) {
    self.recordClass = recordClass
    let schema = recordClass.schema
    var taken: Set<Int> = []
    columns = header.map { name in
      guard let field = schema.index(of: name), taken.insert(field).inserted else {
        return .unknown
      }
      return FieldPlan(schema, field)
    }
    missing = schema.required.filter { !taken.contains($0) }
  }
}

/// The first row of a delimited feed.
struct Header {
  static let classColumn = "record_class"

  let names: [String]
  /// The column that names each row's class.
  let classColumn: Int?

  init(names: [String]) {
    self.names = names
    classColumn = names.firstIndex(of: Header.classColumn)
  }

  /// The class that the names tell: all its required columns are there, and it shares more columns
  /// with the header than any other such class.
  ///
  /// `nil` for none, or for a tie.
  var recordClass: RecordClass? { RecordClass(columns: names) }

  /// Columns that no class of `classes` knows.
  func unknown(to classes: [RecordClass]) -> [String] {
    names.filter { name in
      !name.isEmpty && name != Header.classColumn
        && !classes.contains { $0.schema.index(of: name) != nil }
    }
  }
}

extension RecordClass {
  /// The class whose required fields are all among `names` and which shares the most fields with
  /// them; `nil` where there is none or two share as many.
  init?(columns names: [String]) {
    let given = Set(names)
    var best: (recordClass: RecordClass, shared: Int)?
    var isTied = false
    for candidate in RecordClass.allCases {
      let schema = candidate.schema
      guard schema.required.allSatisfy({ given.contains(schema.fields[$0].name) }) else { continue }
      let shared = given.count { schema.index(of: $0) != nil }
      if let leader = best, shared <= leader.shared {
        if shared == leader.shared { isTied = true }
        continue
      }
      best = (candidate, shared)
      isTied = false
    }
    guard let best, !isTied else { return nil }
    self = best.recordClass
  }
}
