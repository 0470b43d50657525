import ArgumentParser

/// Whether the monitor keeps reading files that grow.
enum FollowChoice: String, EnumerableFlag {
  case follow
  case noFollow

  static func help(for value: FollowChoice) -> ArgumentHelp? {
    switch value {
    case .follow: "Keep reading files that grow, as watch does unless told otherwise."
    case .noFollow: "Read each feed up to its present end."
    }
  }
}

/// What a command that ends where its feeds end says to the same flags.
struct BatchArguments: ParsableArguments {
  @Flag(help: "Read each feed up to its present end, as this command always does.")
  var noFollow = false

  /// Known so that it can be refused with its reason.
  @Flag(help: .hidden)
  var follow = false

  mutating func validate() throws {
    guard !follow else {
      throw ValidationError(
        "--follow: only watch keeps reading; other commands end where their feeds end")
    }
  }
}
