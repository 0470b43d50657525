/// The candidate that needs the fewest changes of a letter to become `word`; the first of several.
///
/// A change inserts, deletes or replaces a letter, or swaps two neighbours (optimal string
/// alignment). `nil` for no candidates.
package func nearestWord(to word: String, among candidates: [String]) -> String? {
  let lowered = Array(word.lowercased().utf8)
  return candidates.min { left, right in
    editDistance(lowered, Array(left.utf8)) < editDistance(lowered, Array(right.utf8))
  }
}

/// Changes of a byte that turn one text into the other.
package func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var cost = min(last[column] + (byte == other ? 0 : 1), last[column + 1] + 1)
      cost = min(cost, current[column] + 1)
      if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
