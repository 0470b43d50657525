import ArgumentParser

/// How a command prints its answer.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case csv
  case html
}
