/// What all aggregates share: values come in and go out one at a time, and parts merge.
///
/// Subtracting undoes an `add` of the same value; merging equals adding what the other was given.
public protocol Aggregate {
  init()
  /// The value is a plain cell: absent ones are the caller's to leave out.
  mutating func add(_ value: Int64)
  mutating func subtract(_ value: Int64)
  mutating func merge(_ other: Self)
}
