import Foundation
import TestSupport
import Testing

/// The public data sets that lie beside the checkout, read through the mappings of the how-to pages,
/// against figures computed with DuckDB and Python's Decimal.
@Suite("Real data agrees with its reference answers")
struct RealDataTests {
  /// One figure of a data set: a query, and the keys of the reference answers that it must equal.
  struct Figure: Sendable, CustomTestStringConvertible {
    var set: String
    /// The feeds, in the folder of the set.
    var feeds: [String]
    var query: [String]
    /// By column of the answer's only row: the reference answer's path.
    var answers: [String]
    var map = ""
    var reference = "expected.json"

    var testDescription: String { "\(set) \(query.joined(separator: " "))" }
  }

  static let totalFigures: [Figure] = [
    Figure(
      set: "tmall", feeds: ["tmall_order_report.csv"],
      query: ["order", "count()", "sum(amount)", "sum(paid)", "sum(refunded)"],
      answers: ["rows", "sum_total", "sum_paid", "sum_refund"]),
    Figure(
      set: "tmall", feeds: ["derived_tmall_order_report.gb18030.csv"],
      query: ["order", "count()", "sum(amount)", "sum(paid)", "sum(refunded)"],
      answers: ["rows", "sum_total", "sum_paid", "sum_refund"]),
    Figure(
      set: "superstore", feeds: ["order_line=Sample - Superstore.csv"],
      query: ["order_line", "count()", "sum(amount)", "distinct(order_id)", "distinct(sku)"],
      answers: ["rows", "sum_sales", "distinct_orders", "products(ids)"]),
    Figure(
      set: "superstore", feeds: ["order=Sample - Superstore.csv"],
      query: ["order", "count()", "sum(amount)"], answers: ["distinct_orders", "sum_sales"]),
    Figure(
      set: "adventureworks", feeds: ["clean/PurchaseOrderHeader.tsv"],
      query: ["order", "count()", "sum(amount)", "sum(shipping)"],
      answers: ["po_headers", "sum_total_due", "sum_freight"]),
    Figure(
      set: "adventureworks", feeds: ["clean/PurchaseOrderDetail.tsv"],
      query: ["order_line", "count()", "sum(amount)"], answers: ["po_lines", "sum_line_total"]),
    Figure(
      set: "adventureworks", feeds: ["clean/Vendor.tsv"], query: ["enterprise", "count()"],
      answers: ["vendors"]),
    Figure(
      set: "adventureworks", feeds: ["clean/Product.tsv"], query: ["commodity", "count()"],
      answers: ["products"]),
    Figure(
      set: "olist", feeds: ["sample10k_olist_orders_dataset.csv"],
      query: ["order", "count()", "sum(paid)", "sum(shipping)"],
      answers: ["sample10k_orders.rows", "sample10k_payments.sum", "sample10k_items.sum_freight"],
      reference: "expected_dev.json"),
    Figure(
      set: "olist", feeds: ["sample10k_olist_order_items_dataset.csv"],
      query: [
        "order_line", "count()", "sum(amount)", "distinct(order_id)", "p50(amount)",
        "distinct(sku)",
      ],
      answers: [
        "sample10k_items.rows", "sample10k_items.sum_price", "sample10k_items.distinct_orders",
        "sample10k_items.median_price", "sample10k_items.distinct_products",
      ], reference: "expected_dev.json"),
    Figure(
      set: "olist", feeds: ["olist_products_dataset.csv"],
      query: ["commodity", "count()", "distinct(category)"],
      answers: ["products.rows", "products.distinct_categories"], reference: "expected_dev.json"),
    Figure(
      set: "olist", feeds: ["olist_sellers_dataset.csv"], query: ["enterprise", "count()"],
      answers: ["sellers.rows"], reference: "expected_dev.json"),
    Figure(
      set: "uk_council", feeds: ["contracts.jsonl"],
      query: ["contract", "count()", "sum(value)", "max(value)"],
      answers: ["distinct_id", "sum_awarded_value_all", "max_awarded.0"], map: "uk-contracts",
      reference: "expected_contracts.json"),
    Figure(
      set: "northwind", feeds: ["csv/orders.csv"],
      query: ["order", "count()"], answers: ["tables.orders"]),
    Figure(
      set: "northwind", feeds: ["csv/suppliers.csv"], query: ["enterprise", "count()"],
      answers: ["tables.suppliers"]),
    Figure(
      set: "northwind", feeds: ["csv/products.csv"], query: ["commodity", "count()"],
      answers: ["tables.products"]),
  ]

  @Test(
    "Totals",
    .enabled(if: sharedData("tmall/expected.json") != nil, "no shared data beside the checkout"),
    arguments: totalFigures)
  func totals(figure: Figure) throws {
    let expected = try Expected("\(figure.set)/\(figure.reference)")

    let rows = try answer(figure)

    let cells = try #require(rows.last).split(separator: ",").map(String.init)
    try #require(rows.count == 1 && cells.count == figure.answers.count)
    for (cell, path) in zip(cells, figure.answers) {
      #expect(Decimal(string: cell) == Decimal(string: expected.text(path)), "\(path)")
    }
  }

  /// Figures by one dimension: the reference answer is an object whose keys are the groups.
  static let groupFigures: [Figure] = [
    Figure(
      set: "superstore", feeds: ["order_line=Sample - Superstore.csv"],
      query: ["order_line", "sum(amount)", "--by", "category"], answers: ["by_category"]),
    Figure(
      set: "adventureworks", feeds: ["clean/PurchaseOrderHeader.tsv"],
      query: ["order", "count()", "--by", "pickup_mode"], answers: ["by_shipmethod"]),
    Figure(
      set: "northwind", feeds: ["csv/orders.csv"],
      query: ["order", "count()", "--by", "pickup_mode"], answers: ["orders_by_shipper"]),
    Figure(
      set: "olist", feeds: ["sample10k_olist_orders_dataset.csv"],
      query: ["order", "count()", "--by", "state"], answers: ["sample10k_orders.by_status"],
      reference: "expected_dev.json"),
    Figure(
      set: "olist", feeds: ["sample10k_olist_orders_dataset.csv"],
      query: ["order", "count()", "--by", "month"], answers: ["sample10k_orders.by_month"],
      reference: "expected_dev.json"),
    Figure(
      set: "tmall", feeds: ["tmall_order_report.csv"],
      query: ["order", "count()", "--by", "day"], answers: ["by_date_created"]),
  ]

  @Test(
    "Groups",
    .enabled(if: sharedData("tmall/expected.json") != nil, "no shared data beside the checkout"),
    arguments: groupFigures)
  func groups(figure: Figure) throws {
    let expected = try Expected("\(figure.set)/\(figure.reference)")

    let rows = try answer(figure).map { $0.split(separator: ",").map(String.init) }

    let groups = expected.group(figure.answers[0])
    #expect(rows.count == groups.count)
    for row in rows {
      #expect(Decimal(string: row[1]) == groups[row[0]].flatMap { Decimal(string: $0) }, "\(row)")
    }
  }

  @Test(
    "Provinces by name become divisions, with the orders and money of each",
    .enabled(if: sharedData("tmall/expected.json") != nil, "no shared data beside the checkout"))
  func provinces() throws {
    let expected = try Expected("tmall/expected.json")
    let rows = try answer(
      Figure(
        set: "tmall", feeds: ["tmall_order_report.csv"],
        query: ["order", "count()", "sum(amount)", "--by", "province"], answers: []))

    let reference = expected.texts("by_province", "orders", "total")
    #expect(rows.count == reference.count)
    #expect(
      Set(rows.map { $0.split(separator: ",").dropFirst().joined(separator: ",") })
        == Set(reference))
  }

  @Test(
    "Northwind's sales and freight agree to a hundredth, which is what rounding to money leaves",
    .enabled(if: sharedData("tmall/expected.json") != nil, "no shared data beside the checkout"))
  func northwind() throws {
    let expected = try Expected("northwind/expected.json")
    let rows = try answer(
      Figure(
        set: "northwind", feeds: ["csv/orders.csv"],
        query: ["order", "sum(amount)", "sum(shipping)"], answers: []))

    let cells = try #require(rows.first).split(separator: ",").map(String.init)
    let references = ["gross_sales(sum qty*price*(1-disc))", "sum_freight"]
    for (cell, key) in zip(cells, references) {
      let difference =
        (Decimal(string: cell) ?? 0) - (Decimal(string: expected.text(key)) ?? 1_000_000)
      // 830 roundings to four decimals are off by at most 0.00005 each.
      #expect(abs(difference) <= Decimal(830) * Decimal(string: "0.00005")!)
    }
  }

  /// The rows of a figure's answer, without the header.
  private func answer(_ figure: Figure) throws -> [String] {
    let data = try #require(sharedData(figure.set))
    let map = checkout().appending(
      path: "docs/how-to/mappings/\(figure.map.isEmpty ? figure.set : figure.map).toml")
    var arguments =
      ["query", figure.query[0]] + figure.feeds + ["--map", map.path, "--format", "csv"]
    var isMeasure = true
    for word in figure.query.dropFirst() {
      if word == "--by" { isMeasure = false }
      arguments += isMeasure ? ["--measure", word] : [word]
    }
    // Sums of money over all currencies are asked for; each set has one.
    let outcome = try runTradewatch(arguments + ["--quiet"], in: data)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").dropFirst().map(String.init)
  }
}

/// Reference answers as JSON.
private struct Expected {
  private let root: Any

  init(_ path: String) throws {
    let data = try Data(contentsOf: try #require(sharedData(path)))
    root = try JSONSerialization.jsonObject(with: data)
  }

  /// The text at a path of keys and indices with points between them.
  func text(_ path: String) -> String { value(path).map { "\($0)" } ?? "missing \(path)" }

  func group(_ path: String) -> [String: String] {
    (value(path) as? [String: Any] ?? [:]).mapValues { "\($0)" }
  }

  /// Of an object of objects: two members of each, as a row of CSV.
  func texts(_ path: String, _ first: String, _ second: String) -> [String] {
    (value(path) as? [String: [String: Any]] ?? [:]).values.map {
      "\($0[first] ?? ""),\($0[second] ?? "")"
    }
  }

  private func value(_ path: String) -> Any? {
    // A key may have points of its own: the whole path is tried first.
    if let whole = (root as? [String: Any])?[path] { return whole }
    return path.split(separator: ".").reduce(root as Any?) { value, key in
      if let list = value as? [Any] { return Int(key).map { list[$0] } }
      return (value as? [String: Any])?[String(key)]
    }
  }
}
