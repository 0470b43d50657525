import Commerce

/// Looks for the header among the first lines of a delimited feed.
struct HeaderSearch {
  /// A line, and what separates its cells.
  struct Found {
    var line: Int
    var delimiter: UInt8
  }

  private let dialect: Dialect
  /// The class that is given, or that the file's name tells.
  private let assumed: RecordClass?
  private let quote: UInt8?
  private let candidates: [UInt8]
  private let known: KnownNames

  init(_ options: DecodingOptions, candidates: [UInt8]) {
    dialect = options.dialect
    assumed = options.declared ?? options.named
    quote = options.dialect.quoteByte
    self.candidates = candidates
    known = KnownNames(options.dialect)
  }

  /// The header, or the first row of a feed without one; `nil` where more lines are needed.
  func header(in lines: OpeningLines) -> Found? {
    if let names = dialect.header { return firstRow(in: lines, cells: names.count) }
    var best: (found: Found, names: Int)?
    for number in lines.firstNumber..<max(lines.all.count, lines.firstNumber) {
      let line = lines.all[number]
      for delimiter in candidates {
        let names = known.canonical(cells(line, delimiter))
        let found = Found(line: number, delimiter: delimiter)
        if isHeader(names) { return found }
        let count = Set(names).count { known.contains($0) }
        if count >= 2, count > best?.names ?? 0 { best = (found, count) }
      }
      // With the lines before it given, the header is the first that is not blank.
      if dialect.skippedLines != nil, !line.allSatisfy({ $0 <= blank }), dialect.delimiter != nil {
        return Found(line: number, delimiter: candidates[0])
      }
    }
    guard lines.areAll else { return nil }
    return best?.found ?? unknownHeader(in: lines)
  }

  /// Whether these are the names of a class's columns, or those that the mapping names.
  private func isHeader(_ names: [String]) -> Bool {
    guard names.count > 1 || !dialect.columns.isEmpty else { return false }
    let given = Set(names)
    if !dialect.columns.isEmpty { return dialect.columns.allSatisfy(given.contains) }
    if let assumed, HeaderPlan(assumed, header: names).missing.isEmpty { return true }
    return given.contains(Header.classColumn) || RecordClass(columns: names) != nil
  }

  /// The first row of a feed whose columns were named.
  private func firstRow(in lines: OpeningLines, cells wanted: Int) -> Found? {
    let first = lines.all[lines.firstNumber...].first { !$0.allSatisfy { $0 <= blank } }
    guard let first else {
      return lines.areAll ? Found(line: lines.firstNumber, delimiter: candidates[0]) : nil
    }
    let counts = candidates.map { cells(first, $0).count }
    let best = counts.firstIndex(of: wanted) ?? counts.firstIndex(of: counts.max() ?? 0) ?? 0
    return Found(line: lines.firstNumber, delimiter: candidates[best])
  }

  /// The likeliest header where no name is known.
  private func unknownHeader(in lines: OpeningLines) -> Found {
    let rows = lines.all[min(lines.firstNumber, lines.all.count)...]
    var best: (found: Found, rows: Int)?
    for delimiter in candidates {
      let split = rows.map { cells($0, delimiter) }
      let counts = Dictionary(split.map { ($0.count, 1) }, uniquingKeysWith: +)
      let usual = counts.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
      guard let usual, usual.value > best?.rows ?? 0,
        let line = split.firstIndex(where: { cells in
          cells.count == usual.key && cells.count { !$0.isEmpty } * 2 > cells.count
        })
      else { continue }
      best = (Found(line: lines.firstNumber + line, delimiter: delimiter), usual.value)
    }
    return best?.found ?? Found(line: lines.firstNumber, delimiter: candidates[0])
  }

  /// The cells of a line, without blanks around them.
  private func cells(_ line: [UInt8], _ delimiter: UInt8) -> [String] {
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line {
      if byte == quote {
        isQuoted.toggle()
      } else if byte == delimiter, !isQuoted {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
    }
    return cells.map { String(decoding: $0, as: UTF8.self).trimmedBlanks }
  }
}
