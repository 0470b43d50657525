import Ingestion

extension CommandFailure {
  /// A quarantine that cannot be used; `option` names the argument that led to it.
  init(_ error: QuarantineError, option: String? = nil) {
    self.init(
      reason: (option.map { "\($0): " } ?? "") + "\(error.path): \(sentence(error.reason))",
      help: error.help)
  }
}

/// Does what a quarantine may refuse, in the words of a command.
func asCommand<Result>(
  _ body: () throws(QuarantineError) -> Result
) throws(CommandFailure) -> Result {
  do { return try body() } catch { throw CommandFailure(error) }
}
