// JSON text -> where its tokens start -> tape of nodes.
//
// simdjson's first stage (vector code, chosen for the machine at run time) validates UTF-8 and lists
// where every token starts; a record in order is bound from that list alone. The tape is for the others.
// The walk over that list is ours and not On-Demand's, because a record's
// numbers are judged by their source text, every error must say its byte, and a token that is no JSON
// (NaN) must not stop the other fields from being checked. Nothing here throws or recurses.

#include "CSimdjson.h"

#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the string scan counts bytes from below");
static_assert(sizeof(json_tape_node) == 16, "Swift reads the nodes as they are");
static_assert(JSON_TAPE_PADDING >= simdjson::SIMDJSON_PADDING, "the first stage's own need");

struct json_tape {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
    json_tape_node *nodes = nullptr;
    size_t node_capacity = 0;
    uint8_t *strings = nullptr;
    size_t string_capacity = 0;
    size_t preface = 0;

    // The text scanned last, and what came of it.
    const uint8_t *text = nullptr;
    size_t bytes = 0;
    int32_t error = JSON_TAPE_EMPTY;
};

namespace {

// Memory beyond this many bytes is given back once a text needs only an eighth of it.
constexpr size_t kept_bytes = size_t(16) << 20;

// Whether a buffer should be made anew: too small, or huge for what is asked.
bool unfit(size_t capacity, size_t wanted, size_t size) {
    return capacity < wanted || (capacity * size > kept_bytes && wanted < capacity / 8);
}

size_t rounded(size_t wanted) {
    size_t capacity = 4096;
    while (capacity < wanted) capacity *= 2;
    return capacity;
}

bool prepare_stage(json_tape *tape, size_t bytes) {
    // The first stage wants more capacity than bytes, and four bytes of index for each.
    if (!unfit(tape->stage->capacity(), bytes + 1, 4)) return true;
    return tape->stage->set_capacity(rounded(bytes + 1)) == simdjson::SUCCESS;
}

bool prepare_nodes(json_tape *tape, size_t wanted) {
    if (!unfit(tape->node_capacity, wanted, sizeof(json_tape_node))) return true;
    size_t capacity = rounded(wanted);
    auto *nodes = static_cast<json_tape_node *>(std::malloc(capacity * sizeof(json_tape_node)));
    if (nodes == nullptr) return false;
    std::free(tape->nodes);
    tape->nodes = nodes;
    tape->node_capacity = capacity;
    return true;
}

bool prepare_strings(json_tape *tape, size_t bytes) {
    // Unescaping never makes longer; the copy writes up to 7 bytes too many.
    size_t wanted = tape->preface + bytes + JSON_TAPE_PADDING;
    if (!unfit(tape->string_capacity, wanted, 1)) return true;
    size_t capacity = rounded(wanted);
    auto *strings = static_cast<uint8_t *>(std::malloc(capacity));
    if (strings == nullptr) return false;
    if (tape->preface > 0) std::memcpy(strings, tape->strings, tape->preface);
    std::free(tape->strings);
    tape->strings = strings;
    tape->string_capacity = capacity;
    return true;
}

// What may stand right behind a number or word.
bool ends_token(uint8_t byte) {
    switch (byte) {
        case ' ': case '\t': case '\n': case '\r':
        case ',': case ':': case '[': case ']': case '{': case '}':
            return true;
        default:
            return false;
    }
}

bool is_digit(uint8_t byte) { return uint8_t(byte - '0') < 10; }

// The bytes of `word` equal to `byte` get their high bit set; exact for the lowest such byte.
uint64_t matches(uint64_t word, uint8_t byte) {
    constexpr uint64_t ones = 0x0101010101010101;
    uint64_t difference = word ^ (ones * byte);
    return (difference - ones) & ~difference & (ones << 7);
}

// Four hexadecimal digits, or -1.
int32_t hexadecimal(const uint8_t *text) {
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t byte = text[i];
        int32_t digit = is_digit(byte) ? byte - '0' : -1;
        if ((byte | 32) >= 'a' && (byte | 32) <= 'f') digit = (byte | 32) - 'a' + 10;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

uint8_t *put_scalar(uint8_t *to, uint32_t scalar) {
    if (scalar < 0x80) {
        *to++ = uint8_t(scalar);
        return to;
    }
    if (scalar < 0x800) {
        *to++ = uint8_t(0xC0 | scalar >> 6);
    } else {
        if (scalar < 0x10000) {
            *to++ = uint8_t(0xE0 | scalar >> 12);
        } else {
            *to++ = uint8_t(0xF0 | scalar >> 18);
            *to++ = uint8_t(0x80 | (scalar >> 12 & 0x3F));
        }
        *to++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
    }
    *to++ = uint8_t(0x80 | (scalar & 0x3F));
    return to;
}

// `\uXXXX`, or two of them for a scalar beyond U+FFFF (RFC 8259, section 7); as `put_escape`.
int32_t put_unicode(const uint8_t *&from, uint8_t *&to, uint8_t &detail) {
    int32_t unit = hexadecimal(from + 2);
    if (unit < 0) return JSON_TAPE_BAD_ESCAPE;
    uint32_t scalar = uint32_t(unit);
    const uint8_t *behind = from + 6;
    if (scalar >= 0xD800 && scalar < 0xE000) {
        int32_t low = behind[0] == '\\' && behind[1] == 'u' ? hexadecimal(behind + 2) : -1;
        if (scalar >= 0xDC00 || low < 0xDC00 || low > 0xDFFF) return JSON_TAPE_LONE_SURROGATE;
        scalar = 0x10000 + ((scalar - 0xD800) << 10) + uint32_t(low - 0xDC00);
        behind += 6;
    }
    if (scalar < 32 && scalar != 9 && scalar != 10 && scalar != 13) detail |= JSON_TAPE_HAS_CONTROL;
    to = put_scalar(to, scalar);
    from = behind;
    return JSON_TAPE_OK;
}

// Writes what one escape means, never longer than it; `from` stands on the backslash and ends behind the
// escape, or stays where it is for an error.
int32_t put_escape(const uint8_t *&from, uint8_t *&to, uint8_t &detail) {
    uint8_t byte;
    switch (from[1]) {
        case '"': case '\\': case '/': byte = from[1]; break;
        case 'b': byte = 8; detail |= JSON_TAPE_HAS_CONTROL; break;
        case 'f': byte = 12; detail |= JSON_TAPE_HAS_CONTROL; break;
        case 'n': byte = 10; break;
        case 'r': byte = 13; break;
        case 't': byte = 9; break;
        case 'u': return put_unicode(from, to, detail);
        default: return JSON_TAPE_BAD_ESCAPE;
    }
    *to++ = byte;
    from += 2;
    return JSON_TAPE_OK;
}

// The walk over one text's tokens.
class Walk {
public:
    Walk(json_tape *tape, const uint8_t *text, size_t bytes)
        : text(text), end(text + bytes), index(tape->stage->structural_indexes.get()),
          index_end(index + tape->stage->n_structural_indexes), first(tape->nodes), node(tape->nodes),
          strings(tape->strings), to(tape->strings + tape->preface) {}

    Walk(const json_tape_long *tape)
        : text(tape->text), end(text + tape->bytes), index(tape->starts),
          index_end(index + tape->count), first(tape->nodes), node(tape->nodes), strings(tape->strings),
          to(tape->strings + tape->preface), pause(tape->pause) {}

    void run();

    json_tape_result result() const {
        return {error, position, first, size_t(node - first), words, strings, size_t(to - strings)};
    }

private:
    struct Container {
        json_tape_node *node;
        uint32_t count;
    };

    const uint8_t *text, *end;
    const uint32_t *index, *index_end;
    json_tape_node *first, *node;
    uint8_t *strings, *to;
    size_t words = 0;
    int32_t error = JSON_TAPE_OK;
    uint32_t position = 0;
    void (*pause)(void) = nullptr;

    bool fail(int32_t code, const uint8_t *at) {
        error = code;
        position = uint32_t(at - text);
        return false;
    }

    // The next token's first byte, or the text's end.
    const uint8_t *next() { return index < index_end ? text + *index++ : end; }

    // A token's byte; NUL, which starts no token we accept, at the text's end.
    uint8_t byte_at(const uint8_t *at) const { return at < end ? *at : 0; }

    void put(uint8_t kind, const uint8_t *at, int64_t value = 0, uint8_t detail = 0) {
        *node++ = json_tape_node{kind, detail, 0, uint32_t(at - text), value};
        if ((node - first) % JSON_TAPE_PAUSE == 0 && pause != nullptr) pause();
    }

    bool string(uint8_t kind, const uint8_t *at);
    bool scalar(const uint8_t *at);
    const uint8_t *number(const uint8_t *at);
};

// Copies eight bytes at a time up to the closing quote, which the first stage has seen.
bool Walk::string(uint8_t kind, const uint8_t *at) {
    const uint8_t *from = at + 1;
    uint8_t *start = to;
    uint8_t detail = 0;
    for (;;) {
        uint64_t word;
        std::memcpy(&word, from, 8);
        std::memcpy(to, &word, 8);
        uint64_t hits = matches(word, '"') | matches(word, '\\');
        if (hits == 0) {
            from += 8;
            to += 8;
            continue;
        }
        int plain = __builtin_ctzll(hits) / 8;
        from += plain;
        to += plain;
        if (*from == '"') break;
        if (int32_t code = put_escape(from, to, detail)) return fail(code, from);
    }
    put(kind, at, int64_t(uint64_t(to - start) << 32 | uint64_t(start - strings)), detail);
    return true;
}

// A number by RFC 8259, section 6; null when none stands here, else the byte behind it.
const uint8_t *Walk::number(const uint8_t *at) {
    const uint8_t *byte = at;
    bool negative = *byte == '-';
    byte += negative;
    if (byte == end || !is_digit(*byte)) return nullptr;
    if (*byte == '0' && byte + 1 < end && is_digit(byte[1])) return nullptr;
    uint64_t mantissa = 0;
    uint32_t significant = 0, places = 0;
    for (; byte < end && is_digit(*byte); byte++) {
        mantissa = mantissa * 10 + (*byte - '0');
        significant += significant > 0 || mantissa > 0;
    }
    if (byte < end && *byte == '.') {
        const uint8_t *point = byte++;
        for (; byte < end && is_digit(*byte); byte++) {
            mantissa = mantissa * 10 + (*byte - '0');
            significant += significant > 0 || mantissa > 0;
        }
        places = uint32_t(byte - point - 1);
        if (places == 0) return nullptr;
    }
    bool exponent = byte < end && (*byte | 32) == 'e';
    if (exponent) {
        byte++;
        if (byte < end && (*byte == '+' || *byte == '-')) byte++;
        const uint8_t *digits = byte;
        while (byte < end && is_digit(*byte)) byte++;
        if (byte == digits) return nullptr;
    }
    if (byte < end && !ends_token(*byte)) return nullptr;
    if (exponent || significant > 19 || mantissa > uint64_t(INT64_MAX) || places > 255) {
        put(JSON_TAPE_LONG_NUMBER, at);
    } else {
        int64_t value = int64_t(mantissa);
        put(JSON_TAPE_NUMBER, at, negative ? -value : value, uint8_t(places));
    }
    return byte;
}

// A number, true, false, null, or a word that is none of them.
bool Walk::scalar(const uint8_t *at) {
    if (is_digit(*at) || *at == '-') {
        if (number(at) != nullptr) return true;
    }
    const uint8_t *behind = at;
    while (behind < end && !ends_token(*behind) && *behind != '"') behind++;
    if (behind < end && *behind == '"') return fail(JSON_TAPE_EXPECTED_COMMA_OR_BRACE, behind);
    size_t length = size_t(behind - at);
    if (length == 4 && std::memcmp(at, "true", 4) == 0) {
        put(JSON_TAPE_TRUE, at);
    } else if (length == 5 && std::memcmp(at, "false", 5) == 0) {
        put(JSON_TAPE_FALSE, at);
    } else if (length == 4 && std::memcmp(at, "null", 4) == 0) {
        put(JSON_TAPE_NULL, at);
    } else {
        put(JSON_TAPE_WORD, at);
        words++;
    }
    return true;
}

// The grammar of RFC 8259, section 2, as a machine with an explicit stack. One function, because its
// states jump to one another.
void Walk::run() {
    Container stack[JSON_TAPE_DEPTH];
    int depth = 0;
    const uint8_t *at;

value:
    at = next();
    switch (byte_at(at)) {
        case '{':
        case '[': {
            if (depth == JSON_TAPE_DEPTH) {
                fail(JSON_TAPE_TOO_DEEP, at);
                return;
            }
            bool array = *at == '[';
            stack[depth++] = {node, 0};
            put(array ? JSON_TAPE_ARRAY : JSON_TAPE_OBJECT, at);
            if (index < index_end && text[*index] == (array ? ']' : '}')) {
                index++;
                goto close;
            }
            if (array) goto value;
            goto key;
        }
        case '"':
            if (!string(JSON_TAPE_STRING, at)) return;
            goto after_value;
        case ',': case ':': case ']': case '}':
            fail(JSON_TAPE_EXPECTED_VALUE, at);
            return;
        default:
            if (at == end) {
                fail(JSON_TAPE_EXPECTED_VALUE, at);
                return;
            }
            if (!scalar(at)) return;
            goto after_value;
    }

key:
    at = next();
    if (byte_at(at) != '"') {
        fail(JSON_TAPE_EXPECTED_KEY, at);
        return;
    }
    if (!string(JSON_TAPE_KEY, at)) return;
    at = next();
    if (byte_at(at) != ':') {
        fail(JSON_TAPE_EXPECTED_COLON, at);
        return;
    }
    goto value;

after_value:
    if (depth == 0) {
        if (index < index_end) fail(JSON_TAPE_EXPECTED_END, text + *index);
        return;
    }
    stack[depth - 1].count++;
    at = next();
    if (stack[depth - 1].node->kind == JSON_TAPE_ARRAY) {
        if (byte_at(at) == ',') goto value;
        if (byte_at(at) == ']') goto close;
        fail(JSON_TAPE_EXPECTED_COMMA_OR_BRACKET, at);
        return;
    }
    if (byte_at(at) == ',') goto key;
    if (byte_at(at) == '}') goto close;
    fail(JSON_TAPE_EXPECTED_COMMA_OR_BRACE, at);
    return;

close:
    Container closed = stack[--depth];
    closed.node->value = int64_t(uint64_t(node - first) << 32 | closed.count);
    goto after_value;
}

int32_t stage_error(simdjson::error_code code) {
    switch (code) {
        case simdjson::SUCCESS: return JSON_TAPE_OK;
        case simdjson::UTF8_ERROR: return JSON_TAPE_NOT_UTF8;
        case simdjson::UNESCAPED_CHARS: return JSON_TAPE_RAW_CONTROL;
        case simdjson::UNCLOSED_STRING: return JSON_TAPE_UNCLOSED_STRING;
        case simdjson::EMPTY: return JSON_TAPE_EMPTY;
        default: return JSON_TAPE_NO_MEMORY;
    }
}

json_tape_result failed(const json_tape *tape, int32_t error) {
    return {error, 0, tape->nodes, 0, 0, tape->strings, tape->preface};
}

}  // namespace

json_tape *json_tape_create(const uint8_t *preface, size_t preface_bytes) {
    auto *tape = new (std::nothrow) json_tape;
    if (tape == nullptr) return nullptr;
    auto *stage = static_cast<const simdjson::implementation *>(simdjson::get_active_implementation());
    bool made = stage->create_dom_parser_implementation(4096, 1, tape->stage) == simdjson::SUCCESS;
    if (!made || !prepare_nodes(tape, 1) || !prepare_strings(tape, preface_bytes)) {
        json_tape_destroy(tape);
        return nullptr;
    }
    if (preface_bytes > 0) std::memcpy(tape->strings, preface, preface_bytes);
    tape->preface = preface_bytes;
    return tape;
}

void json_tape_destroy(json_tape *tape) {
    if (tape == nullptr) return;
    std::free(tape->nodes);
    std::free(tape->strings);
    delete tape;
}

json_tape_tokens json_tape_scan(json_tape *tape, const uint8_t *text, size_t bytes) {
    tape->text = text;
    tape->bytes = bytes;
    tape->error = JSON_TAPE_OK;
    if (bytes == 0) {
        tape->error = JSON_TAPE_EMPTY;
    } else if (bytes >= UINT32_MAX / 2 || !prepare_stage(tape, bytes) || !prepare_strings(tape, bytes)) {
        tape->error = JSON_TAPE_NO_MEMORY;
    } else {
        tape->error = stage_error(tape->stage->stage1(text, bytes, simdjson::stage1_mode::regular));
    }
    if (tape->error != JSON_TAPE_OK) return {tape->error, nullptr, 0, tape->strings, tape->preface};
    uint32_t *starts = tape->stage->structural_indexes.get();
    size_t count = tape->stage->n_structural_indexes;
    // The first stage has room for these and says the same; we rely on it, so we write it.
    starts[count] = starts[count + 1] = uint32_t(bytes);
    std::memcpy(tape->strings + tape->preface, text, bytes);
    std::memset(tape->strings + tape->preface + bytes, ' ', JSON_TAPE_PADDING);
    return {JSON_TAPE_OK, starts, count, tape->strings, tape->preface + bytes};
}

json_tape_tokens json_tape_scan_part(json_tape *tape, const uint8_t *text, size_t bytes) {
    if (!prepare_stage(tape, bytes)) return {JSON_TAPE_NO_MEMORY, nullptr, 0, nullptr, 0};
    int32_t error = stage_error(tape->stage->stage1(text, bytes, simdjson::stage1_mode::regular));
    if (error != JSON_TAPE_OK) return {error, nullptr, 0, nullptr, 0};
    return {error, tape->stage->structural_indexes.get(), tape->stage->n_structural_indexes, nullptr, 0};
}

int64_t json_tape_unescape(uint8_t *text, size_t bytes) {
    const uint8_t *from = text, *end = text + bytes;
    uint8_t *to = text, detail = 0;
    while (from < end) {
        if (*from != '\\') {
            *to++ = *from++;
        } else if (put_escape(from, to, detail) != JSON_TAPE_OK || detail != 0) {
            return -1;
        }
    }
    return to - text;
}

json_tape_result json_tape_read(json_tape *tape) {
    if (tape->error != JSON_TAPE_OK) return failed(tape, tape->error);
    if (!prepare_nodes(tape, tape->stage->n_structural_indexes)) {
        return failed(tape, JSON_TAPE_NO_MEMORY);
    }
    Walk walk(tape, tape->text, tape->bytes);
    walk.run();
    return walk.result();
}

json_tape_result json_tape_read_long(const json_tape_long *tape) {
    Walk walk(tape);
    walk.run();
    return walk.result();
}

const char *json_tape_library_version(void) {
#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)
    return TEXT(SIMDJSON_VERSION);
#undef TEXT
#undef TEXT_OF
}
