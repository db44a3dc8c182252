#pragma once
// One JSON text in; out come the places of its tokens and, asked for, a flat tape of small nodes. C only, so that Swift needs no C++ interop mode.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a tape node is. A key is followed by its value's nodes; a container by all of its contents.
enum {
    JSON_TAPE_OBJECT = 0,  ///< value: members in the low half, index behind its last node in the high
    JSON_TAPE_ARRAY = 1,   ///< value: elements in the low half, index behind its last node in the high
    JSON_TAPE_STRING = 2,  ///< value: offset in the strings in the low half, length in the high
    JSON_TAPE_KEY = 3,     ///< as a string
    JSON_TAPE_NUMBER = 4,  ///< value / 10^detail, exactly as written
    JSON_TAPE_LONG_NUMBER = 5,  ///< a JSON number with an exponent or too many digits for 64 bits
    JSON_TAPE_TRUE = 6,
    JSON_TAPE_FALSE = 7,
    JSON_TAPE_NULL = 8,
    JSON_TAPE_WORD = 9  ///< a token where a value may stand that is no JSON: NaN, +1, 01, yes
};

/// A string's `detail`: it holds a C0 control character other than tab, line feed, carriage return.
enum { JSON_TAPE_HAS_CONTROL = 1 };

/// Why a text could not be taken apart.
enum {
    JSON_TAPE_OK = 0,
    JSON_TAPE_NO_MEMORY,
    JSON_TAPE_EMPTY,
    JSON_TAPE_NOT_UTF8,           ///< no position
    JSON_TAPE_RAW_CONTROL,        ///< no position
    JSON_TAPE_UNCLOSED_STRING,    ///< no position
    JSON_TAPE_TOO_DEEP,
    JSON_TAPE_EXPECTED_VALUE,
    JSON_TAPE_EXPECTED_KEY,
    JSON_TAPE_EXPECTED_COLON,
    JSON_TAPE_EXPECTED_COMMA_OR_BRACE,
    JSON_TAPE_EXPECTED_COMMA_OR_BRACKET,
    JSON_TAPE_EXPECTED_END,
    JSON_TAPE_BAD_ESCAPE,
    JSON_TAPE_LONE_SURROGATE,
    JSON_TAPE_TOO_MANY  ///< more tokens than the caller allows; no position
};

/// Containers may be nested this deep.
enum { JSON_TAPE_DEPTH = 64 };

/// How many readable bytes must follow a text.
enum { JSON_TAPE_PADDING = 64 };

typedef struct {
    uint8_t kind;
    uint8_t detail;
    uint16_t reserved;
    uint32_t position;  ///< byte offset of the token in the text
    int64_t value;
} json_tape_node;

/// Where the tokens of a text start, valid until the next scan.
///
/// A token is a bracket, brace, comma or colon, a string (its opening quote), or a run of other bytes that
/// are no white space. Strings are closed, hold no raw control character, and all is UTF-8.
typedef struct {
    int32_t error;
    const uint32_t *starts;  ///< ascending; two more behind the last, both the text's size
    size_t count;
    /// The preface, a copy of the text, and JSON_TAPE_PADDING spaces.
    uint8_t *strings;
    size_t string_bytes;  ///< without the spaces
} json_tape_tokens;

/// What the last read left, valid until the next scan.
typedef struct {
    int32_t error;
    uint32_t position;  ///< of the error, where it has one
    const json_tape_node *nodes;
    size_t count;
    size_t words;  ///< how many nodes are JSON_TAPE_WORD
    const uint8_t *strings;  ///< unescaped UTF-8 behind one another, starting with the preface
    size_t string_bytes;
} json_tape_result;

/// A long text, its tokens, and memory for what it is taken apart into.
typedef struct {
    const uint8_t *text;  ///< followed by JSON_TAPE_PADDING readable bytes
    size_t bytes;
    const uint32_t *starts;  ///< of all tokens, without more behind them
    size_t count;
    json_tape_node *nodes;  ///< room for `count`
    uint8_t *strings;       ///< room for the preface, which is there, the text and JSON_TAPE_PADDING bytes
    size_t preface;
    void (*pause)(void);  ///< called after every JSON_TAPE_PAUSE nodes; may be null
} json_tape_long;

/// So many nodes of a long text are made in one go.
enum { JSON_TAPE_PAUSE = 1 << 16 };

typedef struct json_tape json_tape;

/// A reader with its memory, or null without memory. `preface` stays at the start of the strings.
json_tape *json_tape_create(const uint8_t *preface, size_t preface_bytes);

/// Gives the memory back.
void json_tape_destroy(json_tape *tape);

/// Finds a text's tokens; `text` is followed by JSON_TAPE_PADDING readable bytes of any value.
json_tape_tokens json_tape_scan(json_tape *tape, const uint8_t *text, size_t bytes);

/// Finds the tokens of a part of a text, which begins at a token and ends behind one.
///
/// There is no copy, nothing stands behind the last start, and a string that does not end in the part is
/// JSON_TAPE_UNCLOSED_STRING. Valid until the next scan.
json_tape_tokens json_tape_scan_part(json_tape *tape, const uint8_t *text, size_t bytes);

/// Unescapes a string's content in place, which never makes it longer.
///
/// Returns its new length, or -1 for a broken escape or one of a control character no document can show.
int64_t json_tape_unescape(uint8_t *text, size_t bytes);

/// Takes the text scanned last apart; it is still there. The strings are written anew.
json_tape_result json_tape_read(json_tape *tape);

/// Takes a long text apart; it and all memory are the caller's.
json_tape_result json_tape_read_long(const json_tape_long *tape);

/// simdjson's version, as it was when this was compiled.
const char *json_tape_library_version(void);

#ifdef __cplusplus
}
#endif
