public import Canvas
public import Commerce

/// Everything that decides what the monitor shows: equal states and sizes give equal frames.
public struct MonitorState: Equatable, Sendable {
  /// All panels of all screens, in the order in which they are laid out.
  public let panels: [PanelDefinition]
  public let alertRules: [AlertRule]
  public var size: Size
  public var language: Language
  public var glyphs: GlyphLevel
  public var isColoured: Bool
  public var isMouseOn = false

  /// The newest snapshot.
  package var snapshot: Snapshot
  /// Where rejected rows are, as the newest snapshot says.
  public var newestQuarantine: QuarantineReading? { snapshot.quarantine }

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
  /// The end of the newest window when it was shifted away from.
  package var windowAnchor: Timestamp?
  /// The feeds that brought rows after they had been read to their ends: only theirs is a silence.
  package var liveFeeds: Set<String> = []
  /// When all feeds had been read to their ends for the first time; `nil` before.
  package var firstRead: Timestamp?
  package var overlay: Overlay?
  package var tail = TailState()
  package var alerts: [Alert] = []
  /// Said on the status line until the next key, or for some seconds.
  package var status: String? {
    didSet { statusSince = now }
  }
  /// When it was said.
  package private(set) var statusSince: Timestamp?
  /// The number of the newest request to the engine.
  package var lastRequest = 0
  package var search: SearchState?
  package var isExporting = false
  /// Keys of marked rows.
  package var marks: Set<String> = []
  /// The newest time that a message brought.
  package var now: Timestamp
  /// When the user last moved a selection: lists are not sorted again while that goes on.
  package var lastMove: Timestamp?
  /// When the lists were last sorted.
  package var lastResort: Timestamp?
  /// When the tail last changed.
  package var lastTail: Timestamp?
  /// The keys of top lists in the order in which they are held until the next sorting.
  package var heldOrders: [PanelQuery: [String]] = [:]
  /// What the engine was last told to keep current.
  package var shownQueries: [PanelQuery] = []
  package var sentTailFilters: [RecordClass: String] = [:]

  public init(
    panels: [PanelDefinition], size: Size, language: Language = .english,
    glyphs: GlyphLevel = .ascii, isColoured: Bool = true,
    alertRules: [AlertRule] = AlertRule.standard, now: Timestamp
  ) {
    self.panels = panels
    self.size = size
    self.language = language
    self.glyphs = glyphs
    self.isColoured = isColoured
    self.alertRules = alertRules
    self.now = now
    snapshot = Snapshot(now: now)
  }
}
