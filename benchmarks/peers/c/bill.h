// What the peers in C share: files, the bill's fields, Brazilian formatting, patterns of the codes.
#pragma once

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FONT_DIR "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/"
#define REGULAR FONT_DIR "Roboto-Regular.ttf"
#define BOLD FONT_DIR "Roboto-Bold.ttf"
#define LOGO "assets/logo.png" // from the folder of `run`, which is where a peer starts

static json_t *field(json_t *o, const char *key) { return json_object_get(o, key); }
static const char *str(json_t *o, const char *key) { return json_string_value(field(o, key)); }
static long num(json_t *o, const char *key) { return (long)json_integer_value(field(o, key)); }

// A text of the format, until the next.
#define FORMAT(...) (snprintf(formatted, sizeof formatted, __VA_ARGS__), formatted)

static char formatted[1024];

// For the formatters: several of their texts are alive at a time.
static char *scratch(void) {
    static char texts[16][64];
    static unsigned next;
    return texts[next++ % 16];
}

// 1234567 -> 12.345,67
static const char *brl(long cents) {
    char *out = scratch();
    const char *sign = cents < 0 ? "-" : "";
    long all = labs(cents), whole = all / 100, rest = all % 100;
    if (whole >= 1000000)
        sprintf(out, "%s%ld.%03ld.%03ld,%02ld", sign, whole / 1000000, whole / 1000 % 1000,
                whole % 1000, rest);
    else if (whole >= 1000)
        sprintf(out, "%s%ld.%03ld,%02ld", sign, whole / 1000, whole % 1000, rest);
    else
        sprintf(out, "%s%ld,%02ld", sign, whole, rest);
    return out;
}

static const char *dmy(const char *iso) {
    char *out = scratch();
    sprintf(out, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
    return out;
}

// The duration or volume of a detail row.
static const char *extent(json_t *detail) {
    json_t *dur = field(detail, "dur");
    if (!dur) return str(detail, "volume");
    long s = (long)json_integer_value(dur);
    char *out = scratch();
    sprintf(out, "%02ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
    return out;
}

// Interleaved 2 of 5, wide to narrow 3 to 1: each bar as (x, width) in modules; returns how many.
static int itf_bars(const char *digits, int (*bars)[2], int *total) {
    static const char *codes[] = {"nnwwn", "wnnnw", "nwnnw", "wwnnn", "nnwnw",
                                  "wnwnn", "nwwnn", "nnnww", "wnnwn", "nwnwn"};
    int widths[512] = {1, 1, 1, 1}, n = 4, count = 0, x = 0;
    for (const char *d = digits; d[0] && d[1]; d += 2)
        for (int i = 0; i < 5; i++) {
            widths[n++] = codes[d[0] - '0'][i] == 'w' ? 3 : 1;
            widths[n++] = codes[d[1] - '0'][i] == 'w' ? 3 : 1;
        }
    widths[n++] = 3;
    widths[n++] = 1;
    widths[n++] = 1;
    for (int i = 0; i < n; x += widths[i++])
        if (i % 2 == 0) {
            bars[count][0] = x;
            bars[count++][1] = widths[i];
        }
    *total = x;
    return count;
}

// The round step in GB of the chart's four grid lines, the fourth above all values.
static int chart_step(json_t *usage) {
    static const int steps[] = {1, 2, 5, 10, 15, 20, 25, 50, 100, 250};
    long top = 0;
    size_t i;
    json_t *month;
    json_array_foreach(usage, i, month) if (num(month, "mb") > top) top = num(month, "mb");
    int s = 0;
    while (s < 9 && steps[s] * 4000L < top) s++;
    return steps[s];
}
