// What the processor can and Swift cannot say: byte masks and prefetching.
//
// Every function has a twin in plain Swift or is only a hint, so a machine without either loses
// speed and nothing else. The baseline of the architecture is used (SSE2, NEON).
#pragma once
#include <stdint.h>

#if defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#define PROCESSOR_INLINE static inline __attribute__((always_inline))

// Asks for the cache line at an address; any address may be given.
PROCESSOR_INLINE void prefetch_line(const void *_Nullable address) { __builtin_prefetch(address); }

#if defined(__SSE2__)
#define PROCESSOR_HAS_BYTE_MASKS 1

// The compiler's own vectors: <emmintrin.h> would claim names of the C library for its module.
typedef uint8_t byte_vector __attribute__((vector_size(16), aligned(1)));
typedef char byte_answers __attribute__((vector_size(16)));

// The bit of each of the 64 bytes at `bytes` that equals `sought`, the first byte lowest.
PROCESSOR_INLINE uint64_t bytes_equal_64(const void *_Nonnull bytes, uint8_t sought) {
  const byte_vector *block = (const byte_vector *)bytes;
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    byte_answers found = (byte_answers)(block[part] == sought);
    mask |= (uint64_t)(uint32_t)__builtin_ia32_pmovmskb128(found) << (16 * part);
  }
  return mask;
}

// The bit of each of the 64 bytes at `bytes` that is at most `limit`, the first byte lowest.
PROCESSOR_INLINE uint64_t bytes_at_most_64(const void *_Nonnull bytes, uint8_t limit) {
  const byte_vector *block = (const byte_vector *)bytes;
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    byte_answers found = (byte_answers)(block[part] <= limit);
    mask |= (uint64_t)(uint32_t)__builtin_ia32_pmovmskb128(found) << (16 * part);
  }
  return mask;
}

#elif defined(__ARM_NEON)
#define PROCESSOR_HAS_BYTE_MASKS 1

PROCESSOR_INLINE uint64_t gather_mask_64(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t low = vpaddq_u8(vandq_u8(a, bits), vandq_u8(b, bits));
  uint8x16_t high = vpaddq_u8(vandq_u8(c, bits), vandq_u8(d, bits));
  uint8x16_t sums = vpaddq_u8(low, high);
  sums = vpaddq_u8(sums, sums);
  return vgetq_lane_u64(vreinterpretq_u64_u8(sums), 0);
}

PROCESSOR_INLINE uint64_t bytes_equal_64(const void *_Nonnull bytes, uint8_t sought) {
  const uint8_t *block = (const uint8_t *)bytes;
  uint8x16_t pattern = vdupq_n_u8(sought);
  return gather_mask_64(
      vceqq_u8(vld1q_u8(block), pattern), vceqq_u8(vld1q_u8(block + 16), pattern),
      vceqq_u8(vld1q_u8(block + 32), pattern), vceqq_u8(vld1q_u8(block + 48), pattern));
}

PROCESSOR_INLINE uint64_t bytes_at_most_64(const void *_Nonnull bytes, uint8_t limit) {
  const uint8_t *block = (const uint8_t *)bytes;
  uint8x16_t pattern = vdupq_n_u8(limit);
  return gather_mask_64(
      vcleq_u8(vld1q_u8(block), pattern), vcleq_u8(vld1q_u8(block + 16), pattern),
      vcleq_u8(vld1q_u8(block + 32), pattern), vcleq_u8(vld1q_u8(block + 48), pattern));
}
#else
#define PROCESSOR_HAS_BYTE_MASKS 0
#endif
