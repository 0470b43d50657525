public import Foundation

/// The folder of the checkout that these tests were built from.
public func checkout() -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}

/// The program that was built together with the tests.
public func builtProgram() -> URL {
  URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "tradewatch")
}
