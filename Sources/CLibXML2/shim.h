#ifndef CLIBXML2_SHIM_H
#define CLIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

static void clibxml2_ignore(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

/// Keeps the calling thread's messages that belong to no parser off standard error; the function has
/// variable arguments, which Swift cannot have.
static inline void clibxml2_silence(void) { xmlSetGenericErrorFunc(NULL, clibxml2_ignore); }

#endif
