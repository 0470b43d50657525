import Glibc
import Terminal
import Testing

@Test("A signal to the process comes out of the pipe, once")
func signalsThroughThePipe() throws {
  let pipe = try SignalPipe()

  for signal in [SIGWINCH, SIGTERM] {
    kill(getpid(), signal)
    var waiting = pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, 10_000)
    let came = [pipe.next(), pipe.next()]

    #expect(ready == 1)
    #expect(came == [signal, nil])
  }
}
