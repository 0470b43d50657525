import Canvas
package import Commerce

/// One row of a list, a bar or a figure: what is shown, and what opening it shows.
package struct PanelRow: Equatable, Sendable {
  /// Tells the row from the others of its panel, whatever their order.
  package var key: String
  package var label: String
  /// A value for each measure of the panel's definition.
  package var values: [FieldValue]
  /// Indices of the values that are estimates.
  package var estimates: Set<Int> = []
  /// The change against the period before; `nil` where it is not known.
  package var change: Double?
  /// The filter that lets exactly the row's records through, besides the scope's; `nil` for all.
  package var filter: String?
}

extension MonitorState {
  /// What the panels of the screen have in common.
  package var scope: QueryScope {
    QueryScope(
      window: window, shift: windowShift,
      dataTime: windowShift == 0 ? shown.dataTime : windowAnchor,
      ageTime: windowShift == 0 ? shown.ageTime : nil,
      chips: chips.filter { $0.page == nil })
  }

  /// What the current page shows: the filters of what was opened too.
  package var pageScope: QueryScope {
    var scope = scope
    scope.chips = chips
    return scope
  }

  /// The snapshot that the panels draw.
  package var shown: Snapshot { frozen ?? snapshot }

  package var formatter: Formatter { Formatter(language: language, glyphs: glyphs) }

  /// The query behind a part of a panel, in the order that the user chose for its list.
  package func query(_ panel: PanelDefinition, part index: Int = 0) -> PanelQuery {
    let scope = panel.kind == .keyFigures ? pageScope : scope
    return scope.query(panel.parts[index], order: sortColumn(of: panel))
  }

  /// The measure that orders a top list.
  package func sortColumn(of panel: PanelDefinition) -> Int {
    guard panel.kind == .top, let part = panel.parts.first else { return 0 }
    let column = screenState.panelStates[panel.id]?.sortColumn ?? 0
    return part.measures.indices.contains(column) ? column : 0
  }

  /// The rows of a panel as they are ordered now; empty where there is no answer yet.
  package func rows(of panel: PanelDefinition) -> [PanelRow] {
    switch panel.kind {
    case .top, .breakdown, .map: groupRows(of: panel)
    case .keyFigures, .funnel, .ages: panel.parts.indices.map { partRow(panel, $0) }
    case .trend: []
    }
  }

  /// The figure of a part.
  private func partRow(_ panel: PanelDefinition, _ index: Int) -> PanelRow {
    let part = panel.parts[index]
    let answer = shown.answers[query(panel, part: index)]
    let values = answer?.rows.first ?? []
    let change = values.dropFirst(part.measures.count).first?.double
    let estimates = answer?.estimates ?? []
    return PanelRow(
      key: "\(index)", label: part.title[language],
      values: Array(values.prefix(part.measures.count)), estimates: estimates,
      change: part.showsChange ? change : nil,
      filter: scope.expanded(part.filter))
  }

  /// The groups of a panel as the user sees them; a hit of a search that is not among them comes
  /// last.
  private func groupRows(of panel: PanelDefinition) -> [PanelRow] {
    var rows = orderedRows(of: panel)
    if screenState.panelStates[panel.id]?.isReversed == true { rows.reverse() }
    if let hit = hitRow(of: panel), !rows.contains(where: { $0.key == hit.key }) {
      rows.append(hit)
    }
    return rows
  }

  /// The groups of a panel in the order of its answer, or in the order that is held.
  package func orderedRows(of panel: PanelDefinition) -> [PanelRow] {
    let query = query(panel)
    guard let part = panel.parts.first, let answer = shown.answers[query] else { return [] }
    let order = sortColumn(of: panel)
    let own = scope.expanded(part.filter)
    let rows = answer.rows.map { values in
      groupRow(values, query: query, order: order, own: own, answer: answer)
    }
    return heldOrders[query].map(rows.ordered) ?? rows
  }

  /// The group that a search in the panel has come to.
  private func hitRow(of panel: PanelDefinition) -> PanelRow? {
    guard let search, search.item == .panel(panel.id), let result = search.result,
      let part = panel.parts.first, result.rows.indices.contains(search.current),
      search.isConfirmed
    else { return nil }
    let answer = PanelAnswer(labels: result.labels)
    return groupRow(
      result.rows[search.current], query: query(panel), order: sortColumn(of: panel),
      own: scope.expanded(part.filter), answer: answer)
  }

  /// The row of one group of an answer.
  package func groupRow(
    _ values: [FieldValue], query: PanelQuery, order: Int, own: String?, answer: PanelAnswer
  ) -> PanelRow {
    let groups = values.prefix(query.dimensions.count)
    var measures = Array(values.dropFirst(query.dimensions.count))
    if measures.indices.contains(order) { measures.swapAt(0, order) }
    let conditions = zip(query.dimensions, groups).map { condition($0, $1) }
    let words = ValueWords(language: language, labels: answer.labels)
    let label = zip(query.dimensions, groups).map { words.text($1, of: $0) }
    return PanelRow(
      key: groups.map(\.description).joined(separator: "\u{1F}"),
      label: label.joined(separator: " \(glyphs.arrow) "), values: measures,
      estimates: answer.estimates, filter: joined([own].compactMap(\.self) + conditions))
  }
}

/// `seller = "91440300…"`, or that there is none.
private func condition(_ dimension: String, _ value: FieldValue) -> String {
  value == .absent ? "\(dimension) is absent" : "\(dimension) = \(quoted(value.description))"
}

/// A text as a filter writes it.
package func quoted(_ text: String) -> String {
  "\"" + text.replacing("\"", with: "\"\"") + "\""
}

extension [PanelRow] {
  /// The rows in the order of the keys; those whose key is not among them come last.
  fileprivate func ordered(as keys: [String]) -> [PanelRow] {
    var places: [String: Int] = [:]
    for (index, key) in keys.enumerated() { places[key] = index }
    return enumerated().sorted {
      (places[$0.element.key] ?? Int.max, $0.offset) < (
        places[$1.element.key] ?? Int.max, $1.offset
      )
    }.map(\.element)
  }
}
