import Commerce
import Ingestion

/// A file of mappings as its TOML has it: plain texts, not yet understood.
struct MappingFile: Decodable, NamesItsKeys {
  var feed: [KnownKeys<Table>]

  struct Table: Decodable, NamesItsKeys {
    var files: OneOrMore?
    var `class`: String?
    var format: String?
    var encoding: String?
    var delimiter: String?
    var quote: String?
    var skip: Int?
    var header: [String]?
    var totals: OneOrMore?
    var short: String?
    var decimal: String?
    var times: OneOrMore?
    var zone: String?
    var columns: [String: OneOrMore]?
    var constants: [String: PlainValue]?
    var values: [String: [String: PlainValue]]?
    var computed: [String: String]?
    var join: [KnownKeys<Join>]?

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case files, `class`, format, encoding, delimiter, quote, skip, header, totals, short
      case decimal, times, zone, columns, constants, values, computed, join
    }

    static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }
  }

  struct Join: Decodable, NamesItsKeys {
    var file: String
    var id: String
    var column: String?
    var columns: [String: String]

    private enum CodingKeys: String, CodingKey, CaseIterable { case file, id, column, columns }

    static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case feed }

  static var keys: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads the mappings of a file.
  static func read(path: String) throws(CommandFailure) -> [FeedMapping] {
    guard let text = try TOMLText.read(path: path) else {
      throw CommandFailure(reason: "--map: \(path): no such file")
    }
    let file = try TOMLText.decode(
      KnownKeys<MappingFile>.self, text, source: path, root: "mapping"
    ).value
    var mappings: [FeedMapping] = []
    for (index, table) in file.feed.enumerated() {
      let place = "\(path): feed \(index + 1)"
      do throws(MappingMistake) {
        mappings.append(try table.value.mapping(place: place))
      } catch {
        throw CommandFailure(
          reason: "\(place): expected \(error.expected), found '\(error.found)'",
          help: error.nearest.map { "the nearest is '\($0)'" })
      }
    }
    return mappings
  }
}

/// A text, or a list of texts.
struct OneOrMore: Decodable {
  var texts: [String]

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let one = try? value.decode(String.self) {
      texts = [one]
    } else {
      texts = try value.decode([String].self)
    }
  }
}

/// A text, a number or a truth, as the text that a feed would have.
struct PlainValue: Decodable {
  var text: String

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self.text = text
    } else if let truth = try? value.decode(Bool.self) {
      text = truth ? "true" : "false"
    } else if let whole = try? value.decode(Int.self) {
      text = String(whole)
    } else {
      text = String(try value.decode(Double.self))
    }
  }
}

/// A table of TOML that can tell which keys it has.
protocol NamesItsKeys {
  static var keys: [String] { get }
}

/// A table without any other key: one that is written wrong would else mean nothing, in silence.
struct KnownKeys<Value: Decodable & NamesItsKeys>: Decodable {
  var value: Value

  init(from decoder: any Decoder) throws {
    try decoder.refuseOtherKeys(Value.keys)
    value = try Value(from: decoder)
  }
}

private struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// Refuses a key that is none of `known`, and names the nearest.
  fileprivate func refuseOtherKeys(_ known: [String]) throws {
    for key in try container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
      let place = (codingPath.map(\.stringValue) + [key.stringValue]).joined(separator: ".")
      throw CommandFailure(
        reason: "\(place): no such key",
        help: nearestWord(to: key.stringValue, among: known).map { nearest in
          "the nearest is '\(nearest)'; the keys here are \(known.joined(separator: ", "))"
        })
    }
  }
}
