import Foundation
import TOMLKit

/// Reads files in TOML, and words their mistakes with file, line and key.
enum TOMLText {
  /// The text of a file; `nil` where there is none.
  static func read(path: String) throws(CommandFailure) -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw CommandFailure(reason: "\(path): cannot be read as UTF-8 text")
    }
  }

  /// `root`: what the whole file is called where a mistake is in no key of it.
  static func decode<Value: Decodable>(
    _ type: Value.Type, _ text: String, source: String, root: String
  ) throws(CommandFailure) -> Value {
    do {
      return try TOMLDecoder().decode(type, from: text)
    } catch let error as TOMLParseError {
      throw CommandFailure(
        reason: "\(source):\(error.source.begin.line): \(error.description.lowercased())")
    } catch let error as DecodingError {
      throw CommandFailure(reason: "\(source): \(explained(error, root))")
    } catch let error as CommandFailure {
      throw CommandFailure(reason: "\(source): \(error.reason)", help: error.help)
    } catch {
      throw CommandFailure(reason: "\(source): \(error)")
    }
  }

  private static func explained(_ error: DecodingError, _ root: String) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "\(dotted(context.codingPath, root)): expected a key '\(key.stringValue)'"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      "\(dotted(context.codingPath, root)): expected \(type)".lowercased()
    case .dataCorrupted(let context):
      "\(dotted(context.codingPath, root)): \(context.debugDescription)"
    @unknown default: "\(error)"
    }
  }

  private static func dotted(_ path: [any CodingKey], _ root: String) -> String {
    path.isEmpty ? root : path.map(\.stringValue).joined(separator: ".")
  }
}
