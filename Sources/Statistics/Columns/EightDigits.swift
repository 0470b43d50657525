/// The number that eight digit values form, one a byte, the first of them in the lowest byte.
///
/// Source: D. Lemire, "Quickly parsing eight digits", 2018: pairs, then fours, then all eight.
@inlinable @inline(__always)
package func numberOfEight(_ digits: UInt64) -> UInt64 {
  let pairs = digits &* 10 &+ digits &>> 8
  let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let high = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return (low &+ high) &>> 32
}
