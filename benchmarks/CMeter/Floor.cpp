#include "CMeter.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <simdjson.h>

extern "C" int meter_parse(const uint8_t *text, size_t count) {
    static simdjson::dom::parser parser;
    simdjson::dom::element element;
    return parser.parse(text, count, false).get(element) == simdjson::SUCCESS ? 0 : 1;
}

extern "C" int meter_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]) {
    return gnutls_hash_fast(GNUTLS_DIG_SHA256, bytes, count, digest);
}
