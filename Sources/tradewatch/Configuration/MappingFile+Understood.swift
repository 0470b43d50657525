import Commerce
import Ingestion

extension MappingFile.Table {
  /// What the texts say; throws the first that says nothing.
  func mapping(place: String) throws(MappingMistake) -> FeedMapping {
    var mapping = FeedMapping(place: place)
    mapping.files = files?.texts ?? []
    mapping.recordClass = try recordClass()
    mapping.format = try feedFormat()
    mapping.encoding = try textEncoding()
    mapping.dialect = try dialect()
    mapping.numbers = try numberStyle()
    mapping.times = try timePatterns()
    mapping.offsetSeconds = try offsetSeconds()
    mapping.columns = (columns ?? [:]).mapValues(\.texts)
    mapping.constants = (constants ?? [:]).mapValues(\.text)
    mapping.values = (values ?? [:]).mapValues { ValueTable($0.mapValues(\.text)) }
    for (field, text) in computed ?? [:] {
      try within("computed.\(field)") { () throws(MappingMistake) in
        try mapping.compute(field, text)
      }
    }
    for (index, table) in (join ?? []).enumerated() {
      mapping.joins.append(try table.value.join(number: index + 1))
    }
    try mapping.check()
    return mapping
  }

  private func recordClass() throws(MappingMistake) -> RecordClass? {
    guard let name = `class` else { return nil }
    if let recordClass = RecordClass(named: name) { return recordClass }
    throw mistake("class", RecordClass.allCases.map(\.name), name)
  }

  private func feedFormat() throws(MappingMistake) -> FeedFormat? {
    guard let name = format else { return nil }
    if let format = FeedFormat(fileName: "feed.\(name)") { return format }
    throw mistake("format", ["csv", "tsv", "jsonl"], name)
  }

  private func textEncoding() throws(MappingMistake) -> TextEncoding? {
    guard let name = encoding else { return nil }
    if let encoding = TextEncoding(name: name) { return encoding }
    throw mistake("encoding", TextEncoding.usualNames, name)
  }

  private func dialect() throws(MappingMistake) -> Dialect {
    var dialect = Dialect()
    dialect.delimiter = try byte("delimiter", delimiter)
    if let quote {
      dialect.quote =
        quote.isEmpty ? Dialect.Quote.none : try byte("quote", quote).map { .byte($0) }
    }
    if let skip {
      guard skip >= 0 else {
        throw MappingMistake(expected: "skip: a number of lines", found: "\(skip)")
      }
      dialect.skippedLines = skip
    }
    dialect.header = header
    dialect.totalsWords = totals?.texts
    switch short {
    case nil, "reject": dialect.shortRows = .reject
    case "fill": dialect.shortRows = .fill
    case .some(let word): throw mistake("short", ["reject", "fill"], word)
    }
    return dialect
  }

  private func byte(_ key: String, _ text: String?) throws(MappingMistake) -> UInt8? {
    guard let text else { return nil }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte != 0x0A, byte != 0x0D
    else { throw MappingMistake(expected: "\(key): one ASCII character", found: text) }
    return byte
  }

  private func numberStyle() throws(MappingMistake) -> NumberStyle {
    switch decimal {
    case nil, ".": NumberStyle()
    case ",": NumberStyle(point: UInt8(ascii: ","))
    case .some(let text): throw mistake("decimal", [".", ","], text)
    }
  }

  private func timePatterns() throws(MappingMistake) -> [TimePattern] {
    var patterns: [TimePattern] = []
    for text in times?.texts ?? [] {
      guard let pattern = TimePattern(text) else {
        throw MappingMistake(expected: "times: letters of strftime such as %d/%m/%Y", found: text)
      }
      patterns.append(pattern)
    }
    return patterns
  }

  private func offsetSeconds() throws(MappingMistake) -> Int64? {
    guard let zone else { return nil }
    // A zone is what makes this a time of the epoch, shifted by it.
    guard let time = Timestamp("1970-01-02T00:00:00\(zone)"), zone.count > 1 || zone == "Z" else {
      throw MappingMistake(expected: "zone: an offset such as +08:00, or Z", found: zone)
    }
    return 86_400 - time.microseconds / 1_000_000
  }

  private func mistake(_ key: String, _ words: [String], _ found: String) -> MappingMistake {
    MappingMistake(
      expected: "\(key): one of \(words.joined(separator: ", "))", found: found,
      nearest: nearestWord(to: found, among: words))
  }
}

extension MappingFile.Join {
  fileprivate func join(number: Int) throws(MappingMistake) -> MappingJoin {
    var join = MappingJoin(file: file, id: id, column: column ?? id)
    for (name, text) in columns.sorted(by: { $0.key < $1.key }) {
      try within("join \(number): columns.\(name)") { () throws(MappingMistake) in
        try join.add(name, text)
      }
    }
    return join
  }
}

/// Adds the key to a mistake in its text.
private func within(
  _ key: String, _ body: () throws(MappingMistake) -> Void
) throws(MappingMistake) {
  do throws(MappingMistake) {
    try body()
  } catch {
    throw MappingMistake(
      expected: "\(key): \(error.expected)", found: error.found, nearest: error.nearest)
  }
}
