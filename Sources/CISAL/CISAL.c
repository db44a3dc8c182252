#include "CISAL.h"

#include <isa-l.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

struct isal_histogram {
    struct isal_huff_histogram counts;
};

struct isal_codes {
    struct isal_hufftables tables;
};

struct isal_worker {
    struct isal_zstream stream;
};

isal_histogram *isal_histogram_make(void) { return calloc(1, sizeof(isal_histogram)); }

void isal_histogram_add(isal_histogram *histogram, const uint8_t *bytes, size_t count) {
    // The library takes an int, and writes to none of the bytes.
    while (count > 0) {
        size_t part = count < (1u << 30) ? count : (1u << 30);
        isal_update_histogram((uint8_t *)bytes, (int)part, &histogram->counts);
        bytes += part;
        count -= part;
    }
}

void isal_histogram_free(isal_histogram *histogram) { free(histogram); }

isal_codes *isal_codes_make(const isal_histogram *histogram) {
    isal_codes *codes = calloc(1, sizeof(isal_codes));
    // The library works in the counts.
    struct isal_huff_histogram *counts = malloc(sizeof *counts);
    if (codes && counts) {
        memcpy(counts, &histogram->counts, sizeof *counts);
        if (isal_create_hufftables(&codes->tables, counts) == 0) {
            free(counts);
            return codes;
        }
    }
    free(counts);
    free(codes);
    return NULL;
}

void isal_codes_free(isal_codes *codes) { free(codes); }

isal_worker *isal_worker_make(void) { return calloc(1, sizeof(isal_worker)); }

void isal_worker_free(isal_worker *worker) { free(worker); }

// A byte takes at most 15 bits, and stored blocks less; 5 bytes each 64 kB, header and checksum.
size_t isal_bound(size_t count) {
    return 2 * count + (count >> 13) + ISAL_DEF_MAX_HDR_SIZE + 64;
}

static size_t deflated(
    isal_worker *worker, const isal_codes *codes, uint16_t wrapper, const uint8_t *bytes, size_t count,
    uint8_t *out, size_t space
) {
    // The library counts in 32 bits.
    if (count > UINT32_MAX / 4 || space > UINT32_MAX) return 0;
    struct isal_zstream *stream = &worker->stream;
    isal_deflate_stateless_init(stream);
    stream->end_of_stream = 1;
    stream->flush = NO_FLUSH;
    stream->gzip_flag = wrapper;
    stream->hufftables = (struct isal_hufftables *)&codes->tables;
    stream->next_in = (uint8_t *)bytes;
    stream->avail_in = (uint32_t)count;
    stream->next_out = out;
    stream->avail_out = (uint32_t)space;
    if (isal_deflate_stateless(stream) != COMP_OK || stream->avail_in != 0) return 0;
    return stream->total_out;
}

size_t isal_raw(
    isal_worker *worker, const isal_codes *codes, const uint8_t *bytes, size_t count, uint8_t *out,
    size_t space
) {
    return deflated(worker, codes, IGZIP_DEFLATE, bytes, count, out, space);
}

size_t isal_zlib(
    isal_worker *worker, const isal_codes *codes, const uint8_t *bytes, size_t count, uint8_t *out,
    size_t space
) {
    return deflated(worker, codes, IGZIP_ZLIB, bytes, count, out, space);
}

size_t isal_gzip(
    isal_worker *worker, const isal_codes *codes, const uint8_t *bytes, size_t count, uint8_t *out,
    size_t space
) {
    return deflated(worker, codes, IGZIP_GZIP, bytes, count, out, space);
}

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

const char *isal_version_text(void) {
    return TEXT(ISAL_MAJOR_VERSION) "." TEXT(ISAL_MINOR_VERSION) "." TEXT(ISAL_PATCH_VERSION);
}

const char *isal_processor_class(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    int is_later = __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul");
    return is_later ? "x86-64 with SSE 4.2" : "x86-64";
#elif defined(__aarch64__)
    return "aarch64";
#else
    return "other";
#endif
}
