package import Canvas

/// The signs and units of the screens, for the help.
package enum Legend {
  /// A sign and what it means.
  package static func lines(_ glyphs: GlyphLevel, _ language: Language) -> [(String, String)] {
    let texts: [(String, LocalText)] = [
      (">", LocalText("the selected row, and the panel with the focus", "选中的行;当前面板")),
      (
        "+2.1%\(glyphs.up)",
        LocalText("change against the window before", "与上一等长时间窗相比的变化")
      ),
      (String(glyphs.absent), LocalText("not known or not given; never zero", "未知或未提供,不等于零")),
      (
        String(glyphs.approximately),
        LocalText("an estimate", "估计值")
      ),
      (String(glyphs.ellipsis), LocalText("text was cut off", "文字被截断")),
      ("*", LocalText("a marked row", "已标记的行")),
      ("CRIT! WARN ok", LocalText("how grave an alert is", "告警的严重程度")),
      ("REJ", LocalText("a row that could not be read; screen 0", "无法读取的行;见界面 0")),
      (
        "partial 54%",
        LocalText("counted from what was read so far", "仅统计已读部分")
      ),
      ("K M B", LocalText("thousand, million, billion; money in CNY", "千、百万、十亿;金额为人民币")),
      ("5 of 2,800", LocalText("rows shown, of all there are", "所示行数 / 总数")),
      (
        "agree partial missing",
        LocalText("goods, invoice, contract, money of an order", "订单的货物、发票、合同、资金四流")
      ),
      ("lag", LocalText("records and time not yet counted", "尚未计入的记录与时间")),
    ]
    return texts.map { ($0, $1[language]) }
  }
}
