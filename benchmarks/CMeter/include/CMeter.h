#pragma once
// What a benchmark needs that Swift has not: exact counts of allocations, instruction counts by stage
// under callgrind, and the floor's two foreign parts. C only.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// How often malloc, calloc, realloc and their like were called so far, by any library and thread.
uint64_t meter_allocations(void);

/// Under callgrind: forgets what was counted.
void meter_zero(void);

/// Under callgrind: writes what was counted since `meter_zero` under a name; nothing elsewhere.
void meter_dump(const char *name);

/// Whether this runs under valgrind.
int meter_is_simulated(void);

/// Parses one JSON text with simdjson's DOM parser, `padding` readable bytes behind it; 0 if it is JSON.
int meter_parse(const uint8_t *text, size_t count);

/// SHA-256 by GnuTLS; 0 if it could.
int meter_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);

#ifdef __cplusplus
}
#endif
