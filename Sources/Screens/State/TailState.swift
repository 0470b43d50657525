/// The place in the tail.
package struct TailState: Equatable, Sendable {
  /// Whether the newest line is at the bottom.
  package var isFollowing = true
  /// The sequence number of the last line on the screen while not following.
  package var bottom = 0
  /// The sequence number of the selected line; `nil` for the newest.
  package var selected: Int?

  package init() {}
}
