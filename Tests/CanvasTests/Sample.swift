import Canvas

/// Widgets with the content of the design's first screen.
enum Sample {
  static let figures = KeyFigures([
    .init("Orders", value: "1,204,311"),
    .init("Amount CNY", value: StyledLine([.init("48.31B "), .init("+2.1%^", Style(.orange))])),
    .init("Contracts", value: "18,204"),
    .init("Uninvoiced", value: "3,911 +9%^"),
    .init("In transit", value: "27,440"),
    .init("Alerts", value: StyledLine("2 CRIT!", Style(.vermilion, bold: true))),
  ])

  static func table(titled: Bool) -> TextTable {
    let names = [
      "深圳市华强电子有限公司", "上海宝山钢铁股份有限责任公司", "東京商事株式会社", "Øresund Handel A/S",
      "Acme Tools GmbH",
    ]
    let rows = zip(names, [1.91, 1.72, 1.6, 1.22, 0.98]).map { name, amount in
      TextTable.Row([
        .text(name), .text("\(amount)B"), .text("\(amount * 2)%".prefixed(4)), .bar(amount / 1.91),
      ])
    }
    return TextTable(
      columns: [
        .init("Enterprise", minimum: 12, weight: 1),
        .init("Amount", align: .right, minimum: 7, priority: 1),
        .init("Share", align: .right, minimum: 6, priority: 2),
        .init("", minimum: 4, weight: 0, priority: 3),
      ],
      rows: rows, selectedRow: 0, order: .init(column: 1, isDescending: true),
      showsTitles: titled)
  }

  static let funnel = Funnel([
    .init("ordered", count: 41_220, text: "41,220"),
    .init("contracted", count: 33_104, text: "33,104"),
    .init("invoiced", count: 27_941, text: "27,941"),
    .init("shipped", count: nil, text: ""),
    .init("delivered", count: 16_022, text: "16,022"),
  ])

  static let trend = Trend(
    (0..<60).map { minute in minute == 17 ? nil : Double((minute * 37) % 23) * 28 },
    maximumText: "641", timeTexts: ["12:57", "13:27", "13:57"])

  static let widgets: [any Widget] = [
    figures, table(titled: true), table(titled: false), funnel, trend,
    PanelBorder("Top enterprises", note: "5 of 2,800", isFocused: true, separatesRight: true),
    BarList([.init("上海", value: 3, text: "3"), .init("b", value: nil, text: "-")], selectedBar: 0),
    Gauge("orders.csv", share: 0.54, text: "54%"), Gauge(share: nil, text: "9 rows"),
    Sparkline([1, nil, .infinity, -3, .nan]), Trend([], maximumText: "商品商品", timeTexts: ["a"]),
    TileMap(ProvinceGrid.tiles(chineseLabels: true) { Double($0) }, selectedTile: 3), TileMap([]),
    TextPage(["商品", "b", "c"], firstLine: -4, selectedLine: 1), KeyFigures([]),
    Dialog("Help", note: "1 of 2", page: TextPage(["商品", "b", "c"])),
    InputLine("find: ", text: "商品商品商品", cursor: 3, note: "191 hits"),
  ]

  /// The first screen of the design at 80 × 24.
  static func overview(_ glyphs: GlyphLevel) -> Frame {
    var frame = Frame(size: Size(columns: 80, rows: 24), glyphs: glyphs)
    let parts = frame.bounds.split(rows: [1, 2, 6, 6, 9])
    frame.put(" tradewatch 1 Overview    LIVE 9812/s  lag 0", in: parts[0])
    frame.draw(figures, in: parts[1])
    let upper = parts[2].split(columns: [41, .rest])
    panel("Orders/min, last 60 min", "max 641", trend, upper[0], true, &frame)
    panel("Order to delivery", "24 h", funnel, upper[1], false, &frame)
    let lower = parts[3].split(columns: [41, .rest])
    panel("Top enterprises", "5 of 2,800", table(titled: false), lower[0], true, &frame)
    panel("Top commodities", "5 of 20,000", table(titled: true), lower[1], false, &frame)
    let tail = TextPage(["13:57:02 ORD PO01204311 深圳市华强电子有限公司 SKU01583 x166"])
    panel("Tail (8 for full)", "follow", tail, parts[4], false, &frame)
    return frame
  }

  private static func panel(
    _ title: String, _ note: String, _ content: some Widget, _ rect: Rect, _ separates: Bool,
    _ frame: inout Frame
  ) {
    let border = PanelBorder(title, note: note, separatesRight: separates)
    frame.draw(border, in: rect)
    frame.draw(content, in: border.content(of: rect))
  }
}

extension String {
  fileprivate func prefixed(_ count: Int) -> String { String(prefix(count)) }
}
