import Statistics
import Testing

@Suite("Huge pages")
struct HugePagesTests {
  @Test("hold zeros, lie apart, and are aligned, whether they were made ready or not")
  func zeros() {
    // More than are ever ready, and asked for faster than they are made.
    let pages = (0..<40).map { _ in HugePages.allocate(HugePages.pageBytes) }
    defer { for page in pages { HugePages.free(page, HugePages.pageBytes) } }

    for (number, page) in pages.enumerated() {
      let bytes = UnsafeMutableRawBufferPointer(start: page, count: HugePages.pageBytes)
      #expect(Int(bitPattern: page) % HugePages.pageBytes == 0)
      #expect(bytes.allSatisfy { $0 == 0 })
      bytes.initializeMemory(as: UInt8.self, repeating: UInt8(number + 1))
    }

    let owners = pages.enumerated().map { number, page in
      UnsafeRawBufferPointer(start: page, count: HugePages.pageBytes)
        .allSatisfy { $0 == UInt8(number + 1) }
    }
    #expect(owners.allSatisfy { $0 })
  }
}
