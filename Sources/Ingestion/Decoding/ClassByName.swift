public import Commerce

extension RecordClass {
  /// The class that a file's name tells: `orders.csv`, `order-2026.jsonl`, `Invoice_Lines_1.tsv`.
  public init?(fileName: String) {
    let name = (fileName.split(separator: "/").last ?? "").lowercased()
    var best: RecordClass?
    for candidate in RecordClass.allCases {
      for word in [candidate.name, candidate.plural] where name.isWord(word) {
        if candidate.name.utf8.count > (best?.name.utf8.count ?? 0) { best = candidate }
      }
    }
    guard let best else { return nil }
    self = best
  }
}

extension String {
  /// Whether the text begins with `word`, and no letter follows it; `-` and `_` are alike.
  fileprivate func isWord(_ word: String) -> Bool {
    let text = replacing("-", with: "_")
    guard text.hasPrefix(word) else { return false }
    return text.dropFirst(word.count).first.map { !$0.isLetter } ?? true
  }
}
