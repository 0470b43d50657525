import ArgumentParser
import Commerce
import Ingestion

/// `tradewatch map …`: mappings of foreign columns to our fields.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Propose how the columns of a foreign file fill our fields.",
    subcommands: [Suggest.self])

  /// `tradewatch map suggest FILE`: a mapping from the header and a sample of rows.
  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a mapping from a file's header and its first rows, as TOML to be edited.",
      discussion: """
        Names of columns are known in English and Chinese; the first \
        \(MappingSuggestion.sampledRows) rows tell numbers, times and words. Each proposal stands \
        with its confidence. Nothing is written but the proposal.

        Examples:
          tradewatch map suggest export.csv > export.toml
          tradewatch check --map export.toml export.csv
          tradewatch map suggest order_line=lines.csv
        """)

    @Argument(
      help: "The file; CLASS=PATH where its class is known.",
      completion: .file(extensions: ["csv", "tsv", "jsonl", "ndjson", "gz", "zst"]))
    var file: String

    mutating func run() throws {
      let spec = FeedSpec.parse(file)
      guard case .path(let path) = spec.source else {
        throw CommandFailure(
          reason: "map suggest: standard input cannot be read twice",
          help: "save it to a file first")
      }
      do throws(FeedError) {
        let suggestion = try MappingSuggestion.of(path, recordClass: spec.recordClass)
        StandardOutput.write(suggestion.toml)
        tell(suggestion)
      } catch {
        throw CommandFailure(
          reason: "\(error.path): \(sentence(error.reason))",
          help: error.help.isEmpty ? nil : error.help)
      }
    }

    private func tell(_ suggestion: MappingSuggestion) {
      let share = Int((suggestion.confidence * 100).rounded())
      StandardError.say(
        "tradewatch: \(suggestion.recordClass.plural), confidence \(share) %; "
          + "\(suggestion.columns.count) columns mapped, \(suggestion.unused.count) not used")
      if !suggestion.missing.isEmpty {
        StandardError.say(
          "help: nothing was found for \(suggestion.missing.joined(separator: ", ")): "
            + "name a column, or give a text under [feed.constants]")
      }
    }
  }
}
