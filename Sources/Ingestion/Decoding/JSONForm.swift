import Commerce

/// How the objects of one writer are read: their shape, and where their values go.
///
/// A class, because every row asks for it, and a value of arrays would be copied each time.
final class JSONForm {
  /// Objects with more values have no form.
  static let mostValues = 256

  let recordClass: RecordClass
  let shape: LineShape
  /// By value of the shape; −1 as the field of a value that goes nowhere.
  let plans: UnsafeMutablePointer<FieldPlan>
  /// The bits of the fields that are written.
  let fields: UInt64
  /// The numbers of the keys that the class does not know.
  let unknownKeys: [Int]

  init(
    _ recordClass: RecordClass, _ shape: LineShape, _ plans: [FieldPlan], unknownKeys: [Int]
  ) {
    self.recordClass = recordClass
    self.shape = shape
    self.plans = .allocate(capacity: max(plans.count, 1))
    self.plans.initialize(from: plans, count: plans.count)
    fields = plans.reduce(0) { $1.field < 0 ? $0 : $0 | (1 as UInt64) << UInt64($1.field) }
    self.unknownKeys = unknownKeys
  }

  deinit { plans.deallocate() }
}

/// The forms that a feed's objects have had, few of them.
struct JSONForms {
  private static let most = 8
  /// A feed that had more forms than this, such as one whose blanks align its values, has none.
  private static let mostLearned = 64
  private static let mostCredit = 64

  private var forms: [JSONForm] = []
  /// The one that fitted last, and the one that is given up next.
  private var last = 0
  private var oldest = 0
  private var learned = 0
  /// Falls with each object that has none of the forms, and rises with the others: below zero the
  /// forms are not worth their trial, and are forgotten.
  private var credit = 0

  var canLearn: Bool { learned < JSONForms.mostLearned }

  /// The form of a line without escapes, whose values its shape then has; `nil` for none that is known.
  @inline(__always)
  mutating func form(of row: RawRow, quotes: UnsafePointer<UInt32>) -> JSONForm? {
    guard last < forms.count else { return nil }
    let form = forms[last]
    if form.shape.matches(row.base, from: row.start, to: row.end, quotes: quotes) {
      if credit < JSONForms.mostCredit { credit &+= 2 }
      return form
    }
    return otherForm(of: row, quotes: quotes)
  }

  @inline(never)
  private mutating func otherForm(
    of row: RawRow, quotes: UnsafePointer<UInt32>
  ) -> JSONForm? {
    for index in forms.indices where index != last {
      guard
        forms[index].shape.matches(row.base, from: row.start, to: row.end, quotes: quotes)
      else { continue }
      last = index
      credit = min(credit + 2, JSONForms.mostCredit)
      return forms[index]
    }
    credit -= 1
    if credit < 0 { (forms, last, oldest) = ([], 0, 0) }
    return nil
  }

  mutating func learn(_ form: JSONForm) {
    learned += 1
    credit = max(credit, 0) + JSONForms.most
    if forms.count < JSONForms.most {
      forms.append(form)
    } else {
      forms[oldest] = form
      oldest = (oldest + 1) % JSONForms.most
    }
  }
}
