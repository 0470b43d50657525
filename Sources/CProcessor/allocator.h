// What the allocator is told, and Swift cannot say, because its C module leaves malloc.h out.
#pragma once
#include <features.h>
#include <stddef.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

// Has blocks of so many bytes and more mapped one by one, so that the system gets them back when
// they are freed, and keeps twice as much at the end of a heap. A hint: other allocators than that
// of glibc are left as they are.
static inline void map_blocks_from(size_t bytes) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, (int)bytes);
  mallopt(M_TRIM_THRESHOLD, (int)(2 * bytes));
#else
  (void)bytes;
#endif
}
