/// What a screen remembers while others are shown.
package struct ScreenState: Equatable, Sendable {
  /// The id of the focused item; `nil` until one was chosen.
  package var focus: String?
  /// The same where there is room for one item at a time only.
  package var compactFocus: String?
  package var isMaximised = false
  package var panelStates: [String: ListState] = [:]

  package init() {}
}

/// The place in a list: which row is selected, by key, and which is the first on the screen.
package struct ListState: Equatable, Sendable {
  /// The key of the selected row; `nil` for the row at `index`.
  package var key: String?
  package var index = 0
  package var scroll = 0
  /// The column that orders the list; `nil` for the list's own order.
  package var sortColumn: Int?
  package var isReversed = false

  package init() {}
}
