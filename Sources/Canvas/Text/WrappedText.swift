extension String {
  /// The text in lines of at most so many cells, broken at blanks, and within a word that is too
  /// long; a newline begins a line.
  public func wrapped(toCells limit: Int) -> [String] {
    let limit = max(2, limit)
    return split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines: [String] = []
      var line = ""
      for word in paragraph.split(separator: " ") {
        let joined = line.isEmpty ? String(word) : line + " " + word
        if CellWidth.cells(joined) <= limit {
          line = joined
        } else {
          if !line.isEmpty { lines.append(line) }
          line = breakWord(word, limit, into: &lines)
        }
      }
      return lines + [line]
    }
  }
}

/// Appends full lines of a long word; the rest, which fits into a line, is returned.
private func breakWord(_ word: Substring, _ limit: Int, into lines: inout [String]) -> String {
  var line = ""
  var used = 0
  for cluster in word {
    let cells = CellWidth.cells(cluster)
    if used + cells > limit {
      lines.append(line)
      line = ""
      used = 0
    }
    line.append(cluster)
    used += cells
  }
  return line
}
