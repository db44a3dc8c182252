#pragma once
// What a benchmark needs that Swift has not: exact counts of allocations, callgrind's switch, and the floor's
// two foreign parts. C only.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How often malloc, calloc, realloc and their like were called so far, by any library and thread.
uint64_t meter_allocations(void);

/// Allocates once and gives it back: what a gate has to notice.
void meter_allocate(void);

/// Under callgrind: counts from here on, from nothing; elsewhere it does nothing.
void meter_start_counting(void);

/// Under callgrind: counts no more; elsewhere it does nothing.
void meter_stop_counting(void);

/// Parses one JSON text with simdjson's DOM parser, `padding` readable bytes behind it; 0 if it is JSON.
int meter_parse(const uint8_t *text, size_t count);

/// SHA-256 by GnuTLS; 0 if it could.
int meter_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);

#ifdef __cplusplus
}
#endif
