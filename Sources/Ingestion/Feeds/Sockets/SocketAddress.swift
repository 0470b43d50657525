import Glibc

/// Where a feed listens: `tcp://127.0.0.1:7001`, `tcp://[::1]:7001`, `unix:///run/orders.sock` or
/// `unix:orders.sock`.
enum SocketAddress: Equatable, Sendable {
  /// Four or sixteen bytes of an address, and a port, 0 where the system is to choose one.
  case tcp(host: [UInt8], port: UInt16)
  case unix(path: String)

  private static let tcpPrefix = "tcp://"
  private static let unixPrefixes = ["unix://", "unix:"]

  /// Whether an argument is an address, right or wrong, and no path.
  static func isAddress(_ text: String) -> Bool {
    text.hasPrefix(tcpPrefix) || unixPrefixes.contains { text.hasPrefix($0) }
  }

  init(_ text: String) throws(FeedError) {
    if let prefix = SocketAddress.unixPrefixes.first(where: text.hasPrefix) {
      self = .unix(path: try unixPath(String(text.dropFirst(prefix.count)), in: text))
    } else {
      self = try tcpAddress(text.dropFirst(SocketAddress.tcpPrefix.count), in: text)
    }
  }

  /// Whether only programs of this machine can connect to it.
  var isLocal: Bool {
    switch self {
    case .unix: true
    case .tcp(let host, _):
      host.count == 4 ? host[0] == 127 : host == [UInt8](repeating: 0, count: 15) + [1]
    }
  }

  /// As users write it.
  var text: String {
    switch self {
    case .unix(let path): return "unix:\(path)"
    case .tcp(let host, let port):
      let family = host.count == 4 ? AF_INET : AF_INET6
      var letters = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
      _ = inet_ntop(family, host, &letters, socklen_t(letters.count))
      let name = String(
        decoding: letters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      return "tcp://\(host.count == 4 ? name : "[\(name)]"):\(port)"
    }
  }

  /// Calls `body` with the address as the system wants it.
  func withSystemAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    switch self {
    case .tcp(let host, let port) where host.count == 4:
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: host) }
      return handing(&address, body)
    case .tcp(let host, let port):
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: host) }
      return handing(&address, body)
    case .unix(let path):
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      return handing(&address, body)
    }
  }
}

private func handing<Address, Result>(
  _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
  withUnsafeBytes(of: &address) { bytes in
    bytes.withMemoryRebound(to: sockaddr.self) { pointer in
      // A value's bytes are there, so they have an address.
      guard let base = pointer.baseAddress else { preconditionFailure("an address of no bytes") }
      return body(base, socklen_t(bytes.count))
    }
  }
}

private func unixPath(_ path: String, in text: String) throws(FeedError) -> String {
  let most = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
  guard !path.isEmpty else {
    throw FeedError(
      path: text, reason: "no path of a socket file", help: "write unix:/run/user/1000/orders.sock")
  }
  guard path.utf8.count <= most else {
    throw FeedError(
      path: text, reason: "the path has \(path.utf8.count) bytes, a socket's at most \(most)",
      help: "name a shorter one, or one relative to this directory")
  }
  return path
}

private func tcpAddress(_ rest: Substring, in text: String) throws(FeedError) -> SocketAddress {
  guard let colon = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: colon)...])
  else {
    throw FeedError(
      path: text, reason: "expected a port from 0 to 65535 at the end",
      help: "write tcp://127.0.0.1:7001; port 0 lets the system choose")
  }
  var name = String(rest[..<colon])
  if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
  if name == "localhost" { name = "127.0.0.1" }
  for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
    var host = [UInt8](repeating: 0, count: count)
    if inet_pton(family, name, &host) == 1 { return .tcp(host: host, port: port) }
  }
  throw FeedError(
    path: text, reason: "expected an address such as 127.0.0.1, found '\(name)'",
    help: "write tcp://127.0.0.1:\(port)")
}
