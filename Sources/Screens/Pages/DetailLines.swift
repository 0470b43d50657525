import Canvas
import Commerce

/// One line of a record's page.
struct DetailLine: Equatable {
  enum Content: Equatable {
    case heading
    case place
    /// The index among the record's links.
    case link(Int)
    case finding
    case field
    /// Something that is known of a feed.
    case fact
    /// The index among the feed's newest rejected rows.
    case reject(Int)
  }

  var content: Content
  var label: String
  var text: String
  var note = ""
  var isSelectable: Bool { content != .heading }
}

extension [DetailLine] {
  /// The nearest line to `index` that can be selected, looking first in the direction of the move.
  func selectable(near index: Int, towards step: Int) -> Int {
    guard !isEmpty else { return 0 }
    let wanted = Swift.min(Swift.max(0, index), count - 1)
    let forward = (wanted..<count).first { self[$0].isSelectable }
    let backward = (0...wanted).last { self[$0].isSelectable }
    return (step < 0 ? backward ?? forward : forward ?? backward) ?? 0
  }
}

extension MonitorState {
  /// The lines of a record's page: where it came from, linked documents, findings, all fields.
  func detailLines(of page: RecordDetailPage) -> [DetailLine] {
    guard let detail = page.detail else { return [] }
    let words = ValueWords(language: language, labels: detail.labels)
    return placeLines(detail) + linkLines(detail, words) + findingLines(detail)
      + fieldLines(detail, words)
  }

  private func placeLines(_ detail: RecordDetail) -> [DetailLine] {
    let place = detail.place
    let text =
      "\(place.feed)  \(Words.line[language]) \(formatter.count(place.line))  "
      + "\(Words.offset[language]) \(formatter.count(place.offset))  \(detail.status)"
    return [
      DetailLine(
        content: .place, label: Words.sourceTitle[language], text: text,
        note: Words.openRaw[language])
    ]
  }

  private func linkLines(_ detail: RecordDetail, _ words: ValueWords) -> [DetailLine] {
    let heading = DetailLine(
      content: .heading, label: "\(Words.linksTitle[language]) (\(detail.links.count))", text: "")
    let lines = detail.links.enumerated().map { index, link in
      let label = words.labels[link.key].flatMap { link.summary.contains($0) ? nil : $0 }
      let name = label.map { "\(link.key) \($0)" } ?? link.key
      return DetailLine(
        content: .link(index),
        label: language == .chinese
          ? FieldWords.word(link.relation) ?? FieldWords.name(of: link.relation, in: language)
          : link.relation,
        text: name,
        note: link.row == nil ? Words.notThere[language] : link.summary)
    }
    return [heading] + lines
  }

  private func findingLines(_ detail: RecordDetail) -> [DetailLine] {
    let heading = DetailLine(
      content: .heading, label: "\(Words.findingsTitle[language]) (\(detail.findings.count))",
      text: "")
    let lines = detail.findings.map { finding in
      DetailLine(
        content: .finding, label: finding.rule.id,
        text: "\(finding.field): \(Words.expected[language]) \(finding.expected), "
          + "\(Words.found[language]) '\(finding.found)'")
    }
    return [heading] + lines
  }

  private func fieldLines(_ detail: RecordDetail, _ words: ValueWords) -> [DetailLine] {
    let heading = DetailLine(content: .heading, label: Words.fieldsTitle[language], text: "")
    let lines = detail.fields.map { field in
      let text = formatter.plain(field.value)
      let named = field.value == .absent ? text : words.text(field.value, of: field.name)
      let isNamed = named != field.value.description
      var note = ""
      if case .text = field.value, isNamed { note = named }
      return DetailLine(
        content: .field, label: FieldWords.name(of: field.name, in: language), text: text,
        note: note)
    }
    return [heading] + lines
  }

  /// The raw row cut into lines of so many cells, with its place above.
  func rawLines(of page: RawPage, columns: Int) -> [StyledLine] {
    guard let raw = page.text else { return [] }
    let place = raw.place
    let head =
      "\(place.feed)  \(Words.line[language]) \(formatter.count(place.line))  "
      + "\(Words.offset[language]) \(formatter.count(place.offset))  "
      + "\(formatter.count(raw.length)) \(Words.length[language])"
    let body = wrapped(raw.text, cells: max(1, columns - 2))
    return [StyledLine(head, .bold)] + body.map { StyledLine($0) }
  }
}

/// The text in lines of at most so many cells; its own line ends stay.
func wrapped(_ text: String, cells: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0
  for cluster in text {
    let width = cluster.isNewline ? 0 : CellWidth.cells(cluster)
    if cluster.isNewline || used + width > cells {
      lines.append(line)
      line = ""
      used = 0
    }
    if !cluster.isNewline { line.append(cluster) }
    used += width
  }
  lines.append(line)
  return lines
}

/// The text in lines of at most so many cells, cut between words where that is possible.
func wordWrapped(_ text: String, cells: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let longer = line.isEmpty ? String(word) : "\(line) \(word)"
    if CellWidth.cells(longer) <= cells {
      line = longer
      continue
    }
    if !line.isEmpty { lines.append(line) }
    var parts = wrapped(String(word), cells: cells)
    line = parts.removeLast()
    lines += parts
  }
  return lines + [line]
}
