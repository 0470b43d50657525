import Foundation

/// A program's end of a connection, as those who send rows to a listening feed have one.
///
/// Writing waits where the other end reads no more, as it does for every program.
public final class Sender: Sendable {
  private let descriptor: Int32

  /// Connects to a port of this machine; `nil` where nobody listens.
  public init?(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    guard Sender.connect(descriptor, &address) else { return nil }
  }

  /// Connects to a Unix socket; `nil` where nobody listens.
  public init?(path: String) {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    guard Sender.connect(descriptor, &address) else { return nil }
  }

  private static func connect<Address>(_ descriptor: Int32, _ address: inout Address) -> Bool {
    withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        pointer.baseAddress.map {
          Glibc.connect(descriptor, $0, socklen_t(bytes.count)) == 0
        } ?? false
      }
    }
  }

  deinit { Glibc.close(descriptor) }

  /// Sends all bytes; the count that the system took.
  @discardableResult
  public func send(_ bytes: some Collection<UInt8>) -> Int {
    let bytes = Array(bytes)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return sent }
      sent += count
    }
    return sent
  }

  @discardableResult
  public func send(_ text: String) -> Int { send(Array(text.utf8)) }

  /// Sends what is taken without waiting; the count.
  public func sendNow(_ bytes: [UInt8]) -> Int {
    max(
      0,
      Glibc.send(
        descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)))
  }

  /// Says that nothing more will come.
  public func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Breaks the connection, so that the other end's reading fails.
  public func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    // The last close does it: the number stays taken, by something harmless, until this value goes.
    let other = open("/dev/null", O_RDONLY)
    dup2(other, descriptor)
    Glibc.close(other)
  }
}
