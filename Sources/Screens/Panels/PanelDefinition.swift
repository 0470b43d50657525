public import Commerce

/// What a panel shows and how: a value that is read from a TOML table.
public struct PanelDefinition: Equatable, Sendable {
  /// How a panel draws its answers.
  public enum Kind: String, CaseIterable, Sendable {
    /// Labelled numbers, one part each.
    case keyFigures = "key_figures"
    /// One measure over time.
    case trend
    /// The largest groups as a table with bars.
    case top
    /// Groups as bars, with their share of the whole.
    case breakdown
    /// Provinces as tiles, shaded by the measure.
    case map
    /// One bar a part, each as a share of the first part.
    case funnel
    /// One bar a part.
    case ages
  }

  /// Unique among all panels; a user's panel with the id of a built-in one replaces it.
  public var id: String
  public var screen: ScreenName
  public var title: LocalText
  public var kind: Kind
  /// The queries behind the panel: one for a trend, a top list or a breakdown, else one a line.
  public var parts: [PanelPart]
  /// The columns of a top list, after its label: one for each measure of the part.
  public var columns: [PanelColumn]

  public init(
    id: String, screen: ScreenName, title: LocalText, kind: Kind, parts: [PanelPart],
    columns: [PanelColumn] = []
  ) {
    self.id = id
    self.screen = screen
    self.title = title
    self.kind = kind
    self.parts = parts
    self.columns = columns
  }
}

/// One query of a panel, with the words around its number.
public struct PanelPart: Equatable, Sendable {
  /// The label of a key figure or of a bar.
  public var title: LocalText
  public var recordClass: RecordClass
  /// As `PanelQuery.measures`.
  public var measures: [String]
  /// As `PanelQuery.dimensions`; `{time}` stands for the unit of time that fits the window.
  public var dimensions: [String]
  /// As `PanelQuery.filter`; `{72h}` stands for the time 72 hours ago, as a literal.
  public var filter: String?
  /// A window of its own; `nil` for the screen's, `all` for none.
  public var window: String?
  public var top: Int?
  public var format: ValueFormat
  /// Whether the change against the period before is shown too.
  public var showsChange: Bool

  public init(
    title: LocalText = LocalText("", ""), recordClass: RecordClass, measures: [String],
    dimensions: [String] = [], filter: String? = nil, window: String? = nil, top: Int? = nil,
    format: ValueFormat = .count, showsChange: Bool = false
  ) {
    self.title = title
    self.recordClass = recordClass
    self.measures = measures
    self.dimensions = dimensions
    self.filter = filter
    self.window = window
    self.top = top
    self.format = format
    self.showsChange = showsChange
  }
}

/// A column of a top list.
public struct PanelColumn: Equatable, Sendable {
  public var title: LocalText
  public var format: ValueFormat
  /// `CNY`, `kg`; `nil` where the number has none.
  public var unit: String?

  public init(title: LocalText, format: ValueFormat, unit: String? = nil) {
    self.title = title
    self.format = format
    self.unit = unit
  }
}

/// How a value is written.
public enum ValueFormat: String, CaseIterable, Sendable {
  case text
  /// A whole number in groups of three digits.
  case count
  /// Money, short: `48.31B`, `483.1亿`.
  case money
  /// A ratio as a percentage.
  case percent
  /// A number with two decimals.
  case number
  /// Hours, as days and hours where there are many.
  case hours
  case time
}
