import Commerce
import Library
import Testing

@Suite("Selections of records")
struct RowSelectionTests {
  private let library = Library()

  init() {
    library.append(
      batch(
        .enterprise,
        [["uscc": "91330100799655058B", "name": "Hangzhou Silk 商品 Co."]]),
      arrived: Timestamp(seconds: 0))
    library.append(
      batch(
        .order,
        [
          order("A", "30.00", "91330100799655058B", "2026-06-01"),
          order("B", "10.00", "911103026605015136", "2026-06-02"),
          order("C", "20.00", "911103026605015136", "2026-06-03"),
          order("C", "20.00", "911103026605015136", "2026-06-03"),
          order("B", "11.00", "911103026605015136", "2026-06-02"),
        ]), arrived: Timestamp(seconds: 0))
  }

  private func order(
    _ id: String, _ amount: String, _ seller: String, _ day: String
  ) -> [String: String] {
    ["order_id": id, "amount": amount, "seller": seller, "placed_at": day]
  }

  private func keys(_ query: RecordQuery) -> (keys: [String], total: Int) {
    let selection = RowSelection(query, over: library)
    while !selection.advance(atMost: 2) {}
    return (selection.rows().map { library[.order].key($0) }, selection.total)
  }

  @Test("Rows come in the order of arrival, or the newest first, cut by offset and limit")
  func order() {
    #expect(keys(RecordQuery(.order)).keys == ["A", "B", "C"])
    #expect(keys(RecordQuery(.order, isNewestFirst: true)).keys == ["C", "B", "A"])
    let middle = keys(RecordQuery(.order, offset: 1, limit: 1))
    #expect(middle.keys == ["B"] && middle.total == 3)
    #expect(keys(RecordQuery(.order, offset: 9)).keys.isEmpty)
  }

  @Test("Rows are sorted by any dimension in either direction")
  func sorting() throws {
    let amount = try #require(Dimension(named: "amount", of: .order))

    #expect(keys(RecordQuery(.order, sort: amount)).keys == ["B", "C", "A"])
    #expect(
      keys(RecordQuery(.order, sort: amount, isDescending: true, limit: 2)).keys == ["A", "C"])
  }

  @Test("Duplicates and conflicts are found by is_duplicate, and by nothing else")
  func duplicates() throws {
    let repeated = try Filter("is_duplicate", for: .order)
    let others = try Filter("not is_duplicate", for: .order)

    #expect(keys(RecordQuery(.order, filter: repeated)).keys == ["C", "B"])
    #expect(keys(RecordQuery(.order, filter: others)).keys == ["A", "B", "C"])
    #expect(keys(RecordQuery(.order, rule: .conflict)).keys == ["B"])
  }

  @Test(
    "A search looks into every text and the names behind codes, in either case",
    arguments: [
      ("silk", ["A"]), ("商品", ["A"]), ("605015", ["B", "C"]), ("b", ["A", "B"]), ("zz", []),
    ])
  func search(text: String, expected: [String]) {
    #expect(keys(RecordQuery(.order, search: text)).keys == expected)
  }

  @Test("A window ends at the newest event or at the later clock")
  func window() {
    let query = RecordQuery(.order, window: Window("24h"))

    #expect(keys(query).keys == ["C"])
    let later = RowSelection(query, over: library, now: Timestamp("2026-06-04T00:00:01"))
    later.advance()
    #expect(later.total == 0)
  }

  @Test("A reader gives fields and derived values of one row")
  func values() throws {
    let names = ["order_id", "amount", "seller_province", "day", "contract_id"]
    let dimensions = names.compactMap { Dimension(named: $0, of: .order) }

    let values = RecordReader(dimensions, over: library).values(ofRow: 1)

    #expect(values.map(\.description) == ["B", "10.00", "11", "2026-06-02", ""])
  }
}
