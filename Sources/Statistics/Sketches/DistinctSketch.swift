import Glibc

/// An estimate of how many different values there were, in at most 16 KiB.
///
/// HyperLogLog with 2¹⁴ registers (Flajolet and others, 2007) and linear counting where many
/// registers are empty; up to 256 different values are counted exactly. A sketch cannot forget:
/// where values go, it is built again.
public struct DistinctSketch: Equatable, Sendable {
  /// The standard error of the estimate: 1.04 ÷ √2¹⁴.
  public static let standardError = 0.008125
  private static let indexBits = 14
  private static let mostExact = 256

  /// Hashes seen while they are few, ascending.
  private var exact: [UInt64] = []
  /// The greatest rank of a first one bit by the hash's low bits; empty while counting exactly.
  private var registers: [UInt8] = []

  public init() {}

  public mutating func add(_ value: Int64) {
    addHash(fold(UInt64(bitPattern: value) ^ 0x9E37_79B9_7F4A_7C15, 0xA076_1D64_78BD_642F))
  }

  public mutating func merge(_ other: DistinctSketch) {
    for hash in other.exact { addHash(hash) }
    guard !other.registers.isEmpty else { return }
    if registers.isEmpty { startRegisters() }
    for index in registers.indices where other.registers[index] > registers[index] {
      registers[index] = other.registers[index]
    }
  }

  /// The estimated number of different values.
  public var estimate: Int64 {
    guard !registers.isEmpty else { return Int64(exact.count) }
    let size = Double(registers.count)
    var inverseSum = 0.0
    var empty = 0
    for rank in registers {
      inverseSum += Double(sign: .plus, exponent: -Int(rank), significand: 1)
      if rank == 0 { empty += 1 }
    }
    let raw = 0.7213 / (1 + 1.079 / size) * size * size / inverseSum
    if raw <= 2.5 * size, empty > 0 { return Int64((size * log(size / Double(empty))).rounded()) }
    return Int64(raw.rounded())
  }

  private mutating func addHash(_ seed: UInt64) {
    let hash = fold(seed ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
    guard registers.isEmpty else {
      addToRegisters(hash)
      return
    }
    var low = 0
    var high = exact.count
    while low < high {
      let middle = (low + high) / 2
      if exact[middle] < seed { low = middle + 1 } else { high = middle }
    }
    if low < exact.count, exact[low] == seed { return }
    exact.insert(seed, at: low)
    if exact.count > DistinctSketch.mostExact { startRegisters() }
  }

  private mutating func startRegisters() {
    registers = Array(repeating: 0, count: 1 << DistinctSketch.indexBits)
    for seed in exact { addToRegisters(fold(seed ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)) }
    exact = []
  }

  private mutating func addToRegisters(_ hash: UInt64) {
    let index = Int(hash & (1 << DistinctSketch.indexBits - 1))
    let rest = hash &>> DistinctSketch.indexBits
    let rank = UInt8(rest.leadingZeroBitCount - DistinctSketch.indexBits + 1)
    if rank > registers[index] { registers[index] = rank }
  }
}
