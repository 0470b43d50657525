import Glibc

/// A socket that listens, closed with its last holder; a Unix socket's file goes with it.
final class Listener: Sendable {
  let descriptor: Descriptor
  /// Where it listens, with the port that the system chose.
  let address: SocketAddress
  private let file: Int?

  /// `name`: how messages call the feed.
  init(_ address: SocketAddress, name: String) throws(FeedError) {
    if case .unix(let path) = address { try makeRoom(path, name) }
    let number = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0 else { throw FeedError(path: name, reason: systemReason(errno)) }
    descriptor = Descriptor(number)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    _ = fcntl(number, F_SETFL, O_NONBLOCK)
    var yes: Int32 = 1
    setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    // The mode that the socket's file is made with, so that nobody else can connect at any time.
    if case .unix = address { fchmod(number, 0o600) }
    guard address.withSystemAddress({ bind(number, $0, $1) }) == 0 else {
      throw refusal(errno, address, name)
    }
    file = address.registeredFile
    guard listen(number, SOMAXCONN) == 0 else { throw refusal(errno, address, name) }
    self.address = address.withPort(of: number)
  }

  deinit { if let file { SocketFiles.remove(file) } }

  /// The next sender that waits; `nil` with `errno` set where there is none.
  func accept() -> Descriptor? {
    let number = Glibc.accept(descriptor.number, nil, nil)
    guard number >= 0 else { return nil }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    _ = fcntl(number, F_SETFL, O_NONBLOCK)
    var yes: Int32 = 1
    setsockopt(number, SOL_SOCKET, SO_KEEPALIVE, &yes, socklen_t(MemoryLayout<Int32>.size))
    return Descriptor(number)
  }
}

extension SocketAddress {
  fileprivate var family: Int32 {
    switch self {
    case .unix: AF_UNIX
    case .tcp(let host, _): host.count == 4 ? AF_INET : AF_INET6
    }
  }

  fileprivate var registeredFile: Int? {
    guard case .unix(let path) = self, let facts = FileFacts(path: path) else { return nil }
    return SocketFiles.add(path, facts.identity)
  }

  /// The same with the port that a bound socket has.
  fileprivate func withPort(of number: Int32) -> SocketAddress {
    guard case .tcp(let host, 0) = self else { return self }
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &address) { bytes in
      _ = bytes.withMemoryRebound(to: sockaddr.self) {
        getsockname(number, $0.baseAddress, &length)
      }
      // The port stands after the family in both kinds of addresses.
      let port = UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
      return .tcp(host: host, port: port)
    }
  }
}

/// Takes away a socket's file that nobody listens on; refuses where somebody does, or it is none.
private func makeRoom(_ path: String, _ name: String) throws(FeedError) {
  var buffer = stat()
  guard lstat(path, &buffer) == 0 else { return }
  guard buffer.st_mode & S_IFMT == S_IFSOCK else {
    throw FeedError(
      path: name, reason: "there is something else, and no socket, at this path",
      help: "name a path that is free")
  }
  let probe = Descriptor(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
  _ = fcntl(probe.number, F_SETFL, O_NONBLOCK)
  let answer = SocketAddress.unix(path: path).withSystemAddress { connect(probe.number, $0, $1) }
  // A full queue of a live one is answered with EAGAIN.
  guard answer != 0, errno == ECONNREFUSED else {
    throw FeedError(
      path: name, reason: "another program listens there",
      help: "stop it, or name another path")
  }
  unlink(path)
}

private func refusal(_ number: Int32, _ address: SocketAddress, _ name: String) -> FeedError {
  let help =
    switch (number, address) {
    case (EADDRINUSE, .tcp):
      "stop the program that listens there, or name another port; 0 lets the system choose"
    case (EACCES, .tcp): "name a port from 1024 on"
    case (EADDRNOTAVAIL, _): "name an address of this machine, such as 127.0.0.1"
    default: "check the path, and who may write to its directory"
    }
  return FeedError(path: name, reason: systemReason(number), help: help)
}
