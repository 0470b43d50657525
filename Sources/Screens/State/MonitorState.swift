public import Canvas
public import Commerce

/// Everything that decides what the monitor shows: equal states and sizes give equal frames.
public struct MonitorState: Equatable, Sendable {
  /// All panels of all screens, in the order in which they are laid out.
  public let panels: [PanelDefinition]
  public var size: Size
  public var language: Language
  public var glyphs: GlyphLevel
  public var isColoured: Bool
  public var isMouseOn = false

  /// The newest snapshot.
  package var snapshot: Snapshot
  /// What is drawn instead, while the display is frozen.
  package var frozen: Snapshot?

  package var screen = ScreenName.overview
  /// What was opened from the screen, the innermost last.
  package var pages: [Page] = []
  package var screenStates: [ScreenName: ScreenState] = [:]
  package var chips: [Chip] = []
  package var window = WindowChoice.day
  /// Whole windows back from the newest data; 0 for the newest.
  package var windowShift = 0
  package var overlay: Overlay?
  package var tail = TailState()
  package var alerts: [Alert] = []
  /// Said on the last row until the next key.
  package var status: String?
  /// The number of the newest request to the engine.
  package var lastRequest = 0
  package var search: SearchState?
  /// Keys of marked rows.
  package var marks: Set<String> = []
  /// When the user last moved a selection: lists are not sorted again while that goes on.
  package var lastMove: Timestamp?
  /// When the lists were last renewed.
  package var lastResort: Timestamp?
  /// What the engine was last told to keep current.
  package var shownQueries: [PanelQuery] = []

  public init(
    panels: [PanelDefinition], size: Size, language: Language = .english,
    glyphs: GlyphLevel = .ascii, isColoured: Bool = true, now: Timestamp
  ) {
    self.panels = panels
    self.size = size
    self.language = language
    self.glyphs = glyphs
    self.isColoured = isColoured
    snapshot = Snapshot(now: now)
  }
}
