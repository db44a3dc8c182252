#pragma once
// ISA-L's deflate with Huffman codes made beforehand. C only: its stream is too large a struct for Swift.
#include <stddef.h>
#include <stdint.h>

/// Counts of the symbols in samples.
typedef struct isal_histogram isal_histogram;

/// Huffman codes.
typedef struct isal_codes isal_codes;

/// What one compressor keeps between calls; no state of a stream.
typedef struct isal_worker isal_worker;

/// Empty counts; NULL without memory.
isal_histogram *isal_histogram_make(void);

/// Adds the symbols of a sample.
void isal_histogram_add(isal_histogram *histogram, const uint8_t *bytes, size_t count);

void isal_histogram_free(isal_histogram *histogram);

/// Codes for every symbol, short for those counted often; NULL without memory.
isal_codes *isal_codes_make(const isal_histogram *histogram);

void isal_codes_free(isal_codes *codes);

/// NULL without memory.
isal_worker *isal_worker_make(void);

void isal_worker_free(isal_worker *worker);

/// How many bytes `isal_raw`, `isal_zlib` or `isal_gzip` may need for so many.
size_t isal_bound(size_t count);

/// Writes deflated data without a wrapper (RFC 1951); returns its size, 0 if the space is too small.
size_t isal_raw(
    isal_worker *worker, const isal_codes *codes, const uint8_t *bytes, size_t count, uint8_t *out,
    size_t space);

/// Writes one zlib stream (RFC 1950); returns its size, 0 if the space is too small.
size_t isal_zlib(
    isal_worker *worker, const isal_codes *codes, const uint8_t *bytes, size_t count, uint8_t *out,
    size_t space);

/// Writes one gzip member without name and time (RFC 1952); returns its size, 0 if the space is too small.
size_t isal_gzip(
    isal_worker *worker, const isal_codes *codes, const uint8_t *bytes, size_t count, uint8_t *out,
    size_t space);

/// ISA-L's version, as it was when this was compiled: the library does not tell it.
const char *isal_version_text(void);

/// Processors that share ISA-L's code, or write the same bytes by code of their own.
const char *isal_processor_class(void);
