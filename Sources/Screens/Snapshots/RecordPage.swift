public import Commerce

/// Asks for rows of one class.
public struct RecordRequest: Hashable, Sendable {
  /// Comes back in the reply, so that a late answer is told from the current one.
  public var id: Int
  public var recordClass: RecordClass
  public var filter: String?
  public var window: String?
  /// Only records that break this rule; `nil` for all.
  public var rule: Rule?
  /// Fields to give, in order.
  public var fields: [String]
  /// `nil` for the order of arrival, the newest first.
  public var sort: Sort?
  public var offset: Int
  public var limit: Int

  public struct Sort: Hashable, Sendable {
    public var field: String
    public var isDescending: Bool

    public init(field: String, isDescending: Bool) {
      self.field = field
      self.isDescending = isDescending
    }
  }

  public init(
    id: Int, recordClass: RecordClass, filter: String? = nil, window: String? = nil,
    rule: Rule? = nil, fields: [String], sort: Sort? = nil, offset: Int = 0, limit: Int = 200
  ) {
    self.id = id
    self.recordClass = recordClass
    self.filter = filter
    self.window = window
    self.rule = rule
    self.fields = fields
    self.sort = sort
    self.offset = offset
    self.limit = limit
  }
}

/// Rows of one class, as they were asked for.
public struct RecordPage: Equatable, Sendable {
  public var id: Int
  /// The index of the first row among all that the filter lets through.
  public var offset: Int
  /// How many the filter lets through.
  public var total: Int
  public var rows: [RecordRow]
  /// Names for codes among the values.
  public var labels: [String: String]

  public init(
    id: Int, offset: Int, total: Int, rows: [RecordRow], labels: [String: String] = [:]
  ) {
    self.id = id
    self.offset = offset
    self.total = total
    self.rows = rows
    self.labels = labels
  }
}

/// One row of a page.
public struct RecordRow: Equatable, Sendable {
  public var reference: RecordReference
  /// A value for each field that was asked for.
  public var values: [FieldValue]

  public init(reference: RecordReference, values: [FieldValue]) {
    self.reference = reference
    self.values = values
  }
}

/// One record whole, with what it is linked to.
public struct RecordDetail: Equatable, Sendable {
  public var id: Int
  public var reference: RecordReference
  /// Name and value of every field, derived ones last, in the order of the schema.
  public var fields: [NamedValue]
  public var links: [RecordLink]
  public var findings: [Finding]
  public var place: Place
  /// What became of it, such as `live`, `superseded` or `duplicate`.
  public var status: String
  public var labels: [String: String]

  public init(
    id: Int, reference: RecordReference, fields: [NamedValue], links: [RecordLink],
    findings: [Finding], place: Place, status: String, labels: [String: String] = [:]
  ) {
    self.id = id
    self.reference = reference
    self.fields = fields
    self.links = links
    self.findings = findings
    self.place = place
    self.status = status
    self.labels = labels
  }
}

/// A field's name and value.
public struct NamedValue: Equatable, Sendable {
  public var name: String
  public var value: FieldValue

  public init(_ name: String, _ value: FieldValue) {
    self.name = name
    self.value = value
  }
}

/// A document that a record names, or that names it.
public struct RecordLink: Equatable, Sendable {
  /// What ties the two, such as `contract`, `invoice` or `seller`.
  public var relation: String
  public var recordClass: RecordClass
  /// The key that is named.
  public var key: String
  /// The row; `nil` where the record has not come.
  public var row: Int?
  /// A name, an amount, a state: what helps to know it by.
  public var summary: String

  public init(
    relation: String, recordClass: RecordClass, key: String, row: Int?, summary: String = ""
  ) {
    self.relation = relation
    self.recordClass = recordClass
    self.key = key
    self.row = row
    self.summary = summary
  }
}

/// The text of a row as its feed had it.
public struct RawText: Equatable, Sendable {
  public var id: Int
  public var place: Place
  /// Not yet safe for a terminal.
  public var text: String
  /// Bytes of the row.
  public var length: Int

  public init(id: Int, place: Place, text: String, length: Int) {
    self.id = id
    self.place = place
    self.text = text
    self.length = length
  }
}
