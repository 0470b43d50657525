public import Commerce

/// A mapping that is proposed from the header of a file and a sample of its rows.
public struct MappingSuggestion: Sendable {
  /// A column and the field that it seems to hold.
  public struct Column: Sendable {
    public let name: String
    public let field: String
    /// 0 to 1: how well name and values suit the field.
    public let confidence: Double
    /// Its first text; empty where there is none.
    public let example: String
    /// Whether its texts are numbers of another register, to be marked as such.
    public let isForeignCode: Bool
  }

  /// The most rows that are looked at.
  public static let sampledRows = SampleRows.rowLimit

  public let file: String
  public let recordClass: RecordClass
  /// 0 to 1: the mean of the required fields' confidence, 0 for one that is missing.
  public let confidence: Double
  public let columns: [Column]
  /// Required fields that no column seems to hold.
  public let missing: [String]
  /// Columns that no field seems to want.
  public let unused: [String]
  public let times: [String]
  /// Whether every time could be read with day and month the other way round.
  public let isDayBeforeMonthUnsure: Bool
  public let hasDecimalComma: Bool
  /// By field: words that are none of the field's, and what they may mean; empty for not known.
  public let words: [String: [(found: String, meant: String)]]

  /// Reads the first rows of a file and proposes a mapping; `recordClass` where it is known.
  public static func of(
    _ path: String, recordClass: RecordClass? = nil
  ) throws(FeedError) -> MappingSuggestion {
    let rows = SampleRows()
    if let reason = readRows(of: path, nil, FeedOptions(), into: rows, until: { rows.isFull }) {
      throw FeedError(path: path, reason: reason, help: "check the path, and who may read it")
    }
    guard !rows.names.isEmpty else {
      throw FeedError(
        path: path, reason: "no header and no rows were found",
        help: "a mapping can be proposed for CSV, TSV and JSON Lines with at least one row")
    }
    return MappingSuggestion(path, rows, recordClass)
  }

  init(_ path: String, _ rows: SampleRows, _ known: RecordClass?) {
    let shapes = rows.columns.map(ValueShape.init)
    let comma = MappingSuggestion.prefersComma(shapes)
    let styles = [NumberStyle(point: comma ? UInt8(ascii: ",") : UInt8(ascii: "."))]
    let hinted = RecordClass(fileName: path)
    let matches = (known.map { [$0] } ?? RecordClass.allCases).map {
      ColumnMatching($0, rows.names, shapes, styles)
    }
    // A file's name decides between classes that suit nearly alike.
    func rank(_ match: ColumnMatching) -> Double {
      match.score + (match.recordClass == hinted ? 0.15 : 0)
    }
    let best =
      matches.max { rank($0) < rank($1) } ?? ColumnMatching(.order, rows.names, shapes, styles)
    let schema = best.recordClass.schema
    file = path
    recordClass = best.recordClass
    confidence = best.score
    hasDecimalComma = comma
    columns = best.pairs.map { pair in
      Column(
        name: rows.names[pair.column], field: schema.fields[pair.field].name,
        confidence: pair.score, example: rows.columns[pair.column].first { !$0.isEmpty } ?? "",
        isForeignCode: schema.fields[pair.field].type == .code && !shapes[pair.column].isPartyCode)
    }
    let held = Set(best.pairs.map(\.field))
    missing = schema.required.filter { !held.contains($0) }.map { schema.fields[$0].name }
    let taken = Set(best.pairs.map(\.column))
    unused = rows.names.indices.filter { !taken.contains($0) }.map { rows.names[$0] }
    let timed = best.pairs.filter { schema.fields[$0.field].type == .time }
      .map { shapes[$0.column].bestTime }
    var seen: Set<String> = []
    times = timed.compactMap { $0.pattern?.text }.filter { seen.insert($0).inserted }
    isDayBeforeMonthUnsure = timed.contains { !$0.isSure }
    words = MappingSuggestion.words(best.pairs, schema, shapes)
  }

  /// Whether more of the columns with numbers are whole numbers of a decimal comma than of a point.
  private static func prefersComma(_ shapes: [ValueShape]) -> Bool {
    let point = NumberStyle()
    let comma = NumberStyle(point: UInt8(ascii: ","))
    let gains = shapes.map { $0.numbers(comma) - $0.numbers(point) }
    return gains.contains { $0 > 0.2 } && gains.reduce(0, +) > 0
  }

  private static func words(
    _ pairs: [ColumnMatching.Pair], _ schema: Schema, _ shapes: [ValueShape]
  ) -> [String: [(found: String, meant: String)]] {
    var all: [String: [(found: String, meant: String)]] = [:]
    for pair in pairs {
      let field = schema.fields[pair.field]
      if field.type == .division {
        all[field.name] = shapes[pair.column].words.compactMap { word in
          Province(likeName: word).map { (word, String($0.code)) }
        }
      } else if field.type == .word, !field.vocabulary.isEmpty {
        all[field.name] = shapes[pair.column].words.filter { !field.vocabulary.contains($0) }
          .map { ($0, WordMeanings.meaning(of: $0, among: field.vocabulary) ?? "") }
      }
    }
    return all.filter { !$0.value.isEmpty }
  }
}
