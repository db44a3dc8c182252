#pragma once
#include <gnutls/gnutls.h>
#include <gnutls/abstract.h>
#include <gnutls/crypto.h>

// `gnutls_free` is a variable that holds a function, and a macro, which Swift does not import.
static inline void free_gnutls_memory(void *memory) { gnutls_free(memory); }
