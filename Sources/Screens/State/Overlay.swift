/// What lies over the page and takes the keys.
package enum Overlay: Equatable, Sendable {
  case help(HelpState)
  case input(InputState)
  case chips(selected: Int)
  case sortMenu(selected: Int)
}

/// The help that is open: which line is the first, and what is searched in it.
package struct HelpState: Equatable, Sendable {
  package var scroll = 0
  package var search = ""
  package var isSearching = false

  package init() {}
}

/// A line that the user types on the last row.
package struct InputState: Equatable, Sendable {
  package enum Purpose: Equatable, Sendable {
    case search
    case filter
    /// The chip at this index is changed.
    case editChip(Int)
    case command
    case range
    case exportPath
  }

  package var purpose: Purpose
  package var text: String
  /// The place of the cursor, in characters.
  package var cursor: Int
  /// What is wrong with the text: a message, perhaps with a line and a caret under the word.
  package var mistake: [String] = []

  package init(purpose: Purpose, text: String = "") {
    self.purpose = purpose
    self.text = text
    cursor = text.count
  }
}

/// A search that n and N go on with.
package struct SearchState: Equatable, Sendable {
  package var text: String
  /// The item that is searched; `nil` for the open page.
  package var item: Item?
  package var requestID: Int
  /// What was found; `nil` while it is waited for.
  package var result: SearchResult?
  /// The hit that is selected, among the keys of the result.
  package var current = 0
  /// Whether the text is complete, so that the selection goes to the hits.
  package var isConfirmed = false
}
