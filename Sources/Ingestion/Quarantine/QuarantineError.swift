/// Why a quarantine cannot be used: where, what, and the next step.
package struct QuarantineError: Error, Equatable {
  package var path: String
  package var reason: String
  package var help: String?

  init(path: String, reason: String, help: String? = nil) {
    self.path = path
    self.reason = reason
    self.help = help
  }
}
