public import Commerce

/// Something that the screens want done outside of them.
public enum Effect: Equatable, Sendable {
  /// Keep the answers to these queries current, and only these: they replace the former ones.
  case show([PanelQuery])
  /// Answer with `Reply.records`.
  case records(RecordRequest)
  /// Answer with `Reply.record`.
  case record(id: Int, RecordReference)
  /// Answer with `Reply.raw`.
  case raw(id: Int, RecordReference)
  /// Answer with `Reply.found`.
  case search(SearchRequest)
  /// Put only records that the filters let through into the tail; a class without a filter passes.
  case filterTail([RecordClass: String])
  case export(ExportRequest)
  /// Put the text on the clipboard of the terminal.
  case copy(String)
  case setColour(Bool)
  case setMouse(Bool)
  case bell
  /// Give the terminal back to the shell.
  case suspend
  /// Draw every cell again.
  case redraw
  /// Stop the running search or export.
  case cancel
  case quit(status: Int32)
}

/// A text to be searched for, without regard to case, in codes and in the names behind them.
public struct SearchRequest: Hashable, Sendable {
  /// Where it is searched.
  public enum Scope: Hashable, Sendable {
    /// In the groups of a query, all of them.
    case groups(PanelQuery)
    /// In the records of a list, all of them; its offset and limit do not count.
    case records(RecordRequest)
  }

  public var id: Int
  public var text: String
  public var scope: Scope

  public init(id: Int, text: String, scope: Scope) {
    self.id = id
    self.text = text
    self.scope = scope
  }
}

/// What is shown, to be written into a file.
public struct ExportRequest: Equatable, Sendable {
  public enum Format: String, Sendable {
    case csv
    case json
  }

  /// What is written.
  public enum Content: Equatable, Sendable {
    /// The whole answer of a query.
    case query(PanelQuery)
    /// All records of a list; its offset and limit do not count.
    case records(RecordRequest)
    /// Lines that the screen holds already: a header, then rows.
    case table(header: [String], rows: [[FieldValue]])
  }

  public var path: String
  public var format: Format
  public var content: Content

  public init(path: String, format: Format, content: Content) {
    self.path = path
    self.format = format
    self.content = content
  }
}
