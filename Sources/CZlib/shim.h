#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

/// Begins to read members of gzip; `inflateInit2` is a macro, which Swift cannot reach.
static inline int czlib_begin_gzip(z_stream *stream) { return inflateInit2(stream, MAX_WBITS + 16); }

#endif
