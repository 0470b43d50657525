package import CProcessor

// The masks of 64 bytes where the processor gives none, in plain Swift: eight bytes at a time. They
// are also what the tests hold the processor's masks against.

/// What the 64 bytes at `base` are, as `text_masks_64` says.
@inline(__always)
package func plainTextMasks(
  _ base: UnsafeRawPointer, separator: UInt8, odd: UInt8
) -> text_masks {
  var masks = text_masks()
  for part in 0..<8 {
    let bytes = word(base, part &* 8)
    let feeds = bytesEqual(bytes, spread(lineFeed))
    let ends = feeds | bytesEqual(bytes, spread(separator))
    let control = bytesBelow(bytes, addend: spread(0x80 - 0x20))
    let shift = UInt64(part &* 8)
    masks.ends |= bits(ends) &<< shift
    masks.line_feeds |= bits(feeds) &<< shift
    masks.odd |= bits((control & ~ends) | bytesEqual(bytes, spread(odd))) &<< shift
    masks.high |= bits(bytes & spread(0x80)) &<< shift
  }
  return masks
}

/// Which of the 64 bytes at `base` begin and continue characters, as `utf8_masks_64` says.
@inline(__always)
package func plainUTF8Masks(_ base: UnsafeRawPointer) -> utf8_masks {
  var masks = utf8_masks()
  for part in 0..<8 {
    let bytes = word(base, part &* 8)
    let bounding = bytesEqual(bytes, spread(0xE0)) | bytesEqual(bytes, spread(0xED))
    let leads = bytesEqual(bytes & spread(0xF0), spread(0xE0))
    let shift = UInt64(part &* 8)
    masks.leads |= bits(leads & ~bounding) &<< shift
    masks.followers |= bits(bytesEqual(bytes & spread(0xC0), spread(0x80))) &<< shift
  }
  return masks
}

/// The top bits of a word's bytes side by side, the first byte's lowest.
@inline(__always)
private func bits(_ mask: UInt64) -> UInt64 {
  ((mask &>> 7) &* 0x0102_0408_1020_4080) &>> 56
}

/// The masks, by the processor where it gives them.
@inline(__always)
func textMasks(_ base: UnsafeRawPointer, separator: UInt8, odd: UInt8) -> text_masks {
  #if arch(x86_64) || arch(arm64)
    text_masks_64(base, separator, odd)
  #else
    plainTextMasks(base, separator: separator, odd: odd)
  #endif
}

/// The masks, by the processor where it gives them.
@inline(__always)
func utf8Masks(_ base: UnsafeRawPointer) -> utf8_masks {
  #if arch(x86_64) || arch(arm64)
    utf8_masks_64(base)
  #else
    plainUTF8Masks(base)
  #endif
}
