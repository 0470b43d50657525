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

// What the 64 bytes of a text are, a bit a byte, the first byte lowest.
typedef struct {
  uint64_t ends;        // separators and line feeds
  uint64_t line_feeds;
  uint64_t odd;         // the odd byte, and the control characters that are not among `ends`
  uint64_t high;        // bytes from 0x80
} text_masks;

// Which bytes of 64 begin and continue the usual characters of three bytes, a bit a byte.
typedef struct {
  uint64_t leads;       // 0xE1 to 0xEF without 0xED: any two continuation bytes may follow
  uint64_t followers;   // 0x80 to 0xBF
} utf8_masks;

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

PROCESSOR_INLINE uint64_t sixteen_bits(byte_answers answers, int part) {
  return (uint64_t)(uint32_t)__builtin_ia32_pmovmskb128(answers) << (16 * part);
}

// The masks of the 64 bytes at `bytes`, where `separator` stands between cells.
PROCESSOR_INLINE text_masks text_masks_64(
    const void *_Nonnull bytes, uint8_t separator, uint8_t odd) {
  const byte_vector *block = (const byte_vector *)bytes;
  text_masks masks = {0, 0, 0, 0};
  for (int part = 0; part < 4; part++) {
    byte_vector values = block[part];
    byte_answers feeds = (byte_answers)(values == '\n');
    byte_answers ends = feeds | (byte_answers)(values == separator);
    byte_answers control = (byte_answers)(values <= 0x1F);
    masks.ends |= sixteen_bits(ends, part);
    masks.line_feeds |= sixteen_bits(feeds, part);
    masks.odd |= sixteen_bits((control & ~ends) | (byte_answers)(values == odd), part);
    masks.high |= sixteen_bits((byte_answers)values, part);
  }
  return masks;
}

PROCESSOR_INLINE utf8_masks utf8_masks_64(const void *_Nonnull bytes) {
  const byte_vector *block = (const byte_vector *)bytes;
  utf8_masks masks = {0, 0};
  for (int part = 0; part < 4; part++) {
    byte_vector values = block[part];
    byte_answers bounding = (byte_answers)(values == 0xE0) | (byte_answers)(values == 0xED);
    byte_answers threes = (byte_answers)((values & 0xF0) == 0xE0);
    masks.leads |= sixteen_bits(threes & ~bounding, part);
    masks.followers |= sixteen_bits((byte_answers)((values & 0xC0) == 0x80), part);
  }
  return masks;
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

PROCESSOR_INLINE text_masks text_masks_64(
    const void *_Nonnull bytes, uint8_t separator, uint8_t odd) {
  const uint8_t *block = (const uint8_t *)bytes;
  uint8x16_t feeds[4], ends[4], odds[4], highs[4];
  for (int part = 0; part < 4; part++) {
    uint8x16_t values = vld1q_u8(block + 16 * part);
    feeds[part] = vceqq_u8(values, vdupq_n_u8('\n'));
    ends[part] = vorrq_u8(feeds[part], vceqq_u8(values, vdupq_n_u8(separator)));
    odds[part] = vorrq_u8(
        vbicq_u8(vcleq_u8(values, vdupq_n_u8(0x1F)), ends[part]),
        vceqq_u8(values, vdupq_n_u8(odd)));
    highs[part] = vcgeq_u8(values, vdupq_n_u8(0x80));
  }
  text_masks masks = {
      gather_mask_64(ends[0], ends[1], ends[2], ends[3]),
      gather_mask_64(feeds[0], feeds[1], feeds[2], feeds[3]),
      gather_mask_64(odds[0], odds[1], odds[2], odds[3]),
      gather_mask_64(highs[0], highs[1], highs[2], highs[3])};
  return masks;
}

PROCESSOR_INLINE utf8_masks utf8_masks_64(const void *_Nonnull bytes) {
  const uint8_t *block = (const uint8_t *)bytes;
  uint8x16_t leads[4], followers[4];
  for (int part = 0; part < 4; part++) {
    uint8x16_t values = vld1q_u8(block + 16 * part);
    uint8x16_t bounding =
        vorrq_u8(vceqq_u8(values, vdupq_n_u8(0xE0)), vceqq_u8(values, vdupq_n_u8(0xED)));
    uint8x16_t threes = vceqq_u8(vandq_u8(values, vdupq_n_u8(0xF0)), vdupq_n_u8(0xE0));
    leads[part] = vbicq_u8(threes, bounding);
    followers[part] = vceqq_u8(vandq_u8(values, vdupq_n_u8(0xC0)), vdupq_n_u8(0x80));
  }
  utf8_masks masks = {
      gather_mask_64(leads[0], leads[1], leads[2], leads[3]),
      gather_mask_64(followers[0], followers[1], followers[2], followers[3])};
  return masks;
}
#else
#define PROCESSOR_HAS_BYTE_MASKS 0
#endif

#if defined(__x86_64__)
#define PROCESSOR_WIDE __attribute__((target("avx2,bmi,popcnt")))

typedef uint8_t wide_vector __attribute__((vector_size(32), aligned(1)));
typedef char wide_answers __attribute__((vector_size(32)));

#define WIDE_BITS(answers) ((uint64_t)(uint32_t)__builtin_ia32_pmovmskb256((wide_answers)(answers)))

// Whether `index_rows_wide` may be called: the processor has AVX2.
static inline int has_wide_index(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("popcnt");
}

// Finds the cells and rows of `start..<reach` as the type RowIndex does in Swift, where its arrays
// are explained: the same loop, compiled for vectors of 32 bytes. Gives the number of whole rows.
static inline PROCESSOR_WIDE uint64_t index_rows_wide(
    const uint8_t *_Nonnull base, uint64_t start, uint64_t reach, uint8_t separator, uint8_t odd,
    uint32_t *_Nonnull ends, uint32_t *_Nonnull last_ends, uint32_t *_Nonnull feeds,
    uint8_t *_Nonnull marks) {
  uint64_t end_count = 0, rows = 0, awaited = 0;
  marks[0] = 0;
  for (uint64_t at = start; at < reach; at += 64) {
    const wide_vector *block = (const wide_vector *)(base + at);
    text_masks masks = {0, 0, 0, 0};
    for (int part = 0; part < 2; part++) {
      wide_vector values = block[part];
      wide_answers line_feeds = (wide_answers)(values == '\n');
      wide_answers cells = line_feeds | (wide_answers)(values == separator);
      wide_answers control = (wide_answers)(values <= 0x1F);
      masks.ends |= WIDE_BITS(cells) << (32 * part);
      masks.line_feeds |= WIDE_BITS(line_feeds) << (32 * part);
      masks.odd |= WIDE_BITS((control & ~cells) | (wide_answers)(values == odd)) << (32 * part);
      masks.high |= WIDE_BITS(values) << (32 * part);
    }
    if (reach - at < 64) {
      uint64_t kept = ((uint64_t)1 << (reach - at)) - 1;
      masks.ends &= kept, masks.line_feeds &= kept, masks.odd &= kept, masks.high &= kept;
    }
    uint8_t mark = 0;
    for (uint64_t rest = masks.odd; rest != 0; rest &= rest - 1) {
      const uint8_t *place = base + at + __builtin_ctzll(rest);
      if (place[0] != '\r' || place[1] != '\n') {
        mark = 1;
        break;
      }
    }
    if ((masks.high | awaited) != 0) {
      uint64_t leads = 0, followers = 0;
      for (int part = 0; part < 2; part++) {
        wide_vector values = block[part];
        wide_answers bounding = (wide_answers)(values == 0xE0) | (wide_answers)(values == 0xED);
        wide_answers threes = (wide_answers)((values & 0xF0) == 0xE0);
        leads |= WIDE_BITS(threes & ~bounding) << (32 * part);
        followers |= WIDE_BITS((values & 0xC0) == 0x80) << (32 * part);
      }
      uint64_t expected = (leads << 1) | (leads << 2) | awaited;
      if (followers != expected || (leads | followers) != masks.high) mark |= 2;
      awaited = (leads >> 63) | (leads >> 62);
    }
    marks[rows] |= mark;
    for (uint64_t rest = masks.line_feeds; rest != 0; rest &= rest - 1) {
      uint64_t before = (rest & (0 - rest)) - 1;
      feeds[rows] = (uint32_t)(at + __builtin_ctzll(rest));
      last_ends[rows] = (uint32_t)(end_count + __builtin_popcountll(masks.ends & before));
      marks[++rows] = mark;
    }
    uint64_t rest = masks.ends;
    uint64_t count = __builtin_popcountll(rest);
    for (uint64_t written = 0; written < count; written += 8) {
      for (int slot = 0; slot < 8; slot++) {
        ends[end_count + written + slot] = (uint32_t)(at + (rest ? __builtin_ctzll(rest) : 64));
        rest &= rest - 1;
      }
    }
    end_count += count;
  }
  return rows;
}
#endif
