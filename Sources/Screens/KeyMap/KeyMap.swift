package import Canvas

/// The one table of keys: what they do, the help, the hints of the footer, the names of the command
/// line and the key reference of the documentation all come from it.
public enum KeyMap {
  package static let bindings: [Binding] = moving + opening + finding + spans + giving + screens

  private static let byKey: [Key: [Binding]] = {
    var map: [Key: [Binding]] = [:]
    for binding in bindings { for key in binding.keys { map[key, default: []].append(binding) } }
    return map
  }()

  /// What a key does in a place; `nil` where it has no meaning anywhere.
  ///
  /// A key that means something only in other places gives that binding, so that the reason can be
  /// told.
  package static func binding(of key: Key, in context: KeyContext) -> Binding? {
    let all = byKey[key] ?? []
    return all.first { $0.contexts.contains(context) } ?? all.first
  }

  /// The bindings whose hints the footer shows in a place, the most useful first.
  package static func hints(in context: KeyContext) -> [Binding] {
    // Esc and q do the same in a page, and only q does something on a screen.
    let other = KeyContext.onScreens.contains(context) ? Action.back : Action.quitOrBack
    return
      bindings
      .filter { $0.weight > 0 && $0.contexts.contains(context) && $0.action != other }
      .enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element)
  }

  package static func binding(named name: String) -> Binding? {
    bindings.first { $0.name == name }
  }

  /// A row of the key reference.
  public struct ReferenceRow: Equatable, Sendable {
    public let keys: String
    public let name: String
    public let help: String
    /// The places where it works; `nil` for all of them.
    public let places: String?
  }

  /// The key reference, in the order of the table.
  public static func reference(in language: Language) -> [ReferenceRow] {
    bindings.map { binding in
      let places = KeyContext.allCases.filter(binding.contexts.contains)
      return ReferenceRow(
        keys: binding.keyNames, name: binding.name, help: binding.help[language],
        places: places.count == KeyContext.allCases.count
          ? nil : places.map { $0.title[language] }.joined(separator: ", "))
    }
  }
}
