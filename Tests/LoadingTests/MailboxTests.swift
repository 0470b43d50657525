import Glibc
import Loading
import Testing

@Suite("A mailbox")
struct MailboxTests {
  @Test("Letters come in the order in which they were sent, urgent ones before them")
  func order() {
    let mailbox = Mailbox<Int>(capacity: 4)
    mailbox.send(1)
    mailbox.send(2)
    mailbox.sendUrgent(3)

    #expect(mailbox.receive() == 3)
    #expect(mailbox.receive() == 1)
    #expect(mailbox.receive() == 2)
  }

  @Test("Urgent letters can be taken alone, without waiting")
  func urgentAlone() {
    let mailbox = Mailbox<Int>(capacity: 4)
    mailbox.send(1)
    mailbox.sendUrgent(2)

    #expect(mailbox.receiveUrgent() == 2)
    #expect(mailbox.receiveUrgent() == nil)
    #expect(mailbox.receive() == 1)
  }

  @Test("Nothing comes within the time when nothing was sent")
  func patience() {
    let mailbox = Mailbox<Int>(capacity: 1)

    #expect(mailbox.receive(milliseconds: 1) == nil)
  }

  @Test("A sender that is faster than the receiver waits, and loses nothing")
  func backPressure() {
    let mailbox = Mailbox<Int>(capacity: 2)
    startNeededThread("sender") { for number in 0..<1000 { mailbox.send(number) } }

    for number in 0..<1000 { #expect(mailbox.receive() == number) }
  }

  @Test("A closed mailbox gives what is inside, then nothing, and takes nothing more")
  func closing() {
    let mailbox = Mailbox<Int>(capacity: 1)
    mailbox.send(1)
    mailbox.close()
    mailbox.send(2)

    #expect(mailbox.receive() == 1)
    #expect(mailbox.receive() == nil)
    #expect(mailbox.isClosed)
  }

  @Test("A thread has the name that it was started with")
  func names() {
    let mailbox = Mailbox<String>(capacity: 1)
    startNeededThread("feeds") {
      var name = [UInt8](repeating: 0, count: 16)
      let file = open("/proc/thread-self/comm", O_RDONLY)
      defer { close(file) }
      let length = read(file, &name, 16)
      mailbox.send(String(decoding: name.prefix(max(0, length)), as: UTF8.self))
    }

    #expect(mailbox.receive() == "feeds\n")
  }
}
