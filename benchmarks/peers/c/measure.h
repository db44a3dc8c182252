// The clock of the peers in C: CPU time a bill, and a JSON line that says it.
//
// Inside the clock: parsing the line, formatting, layout, PDF, writing the file.
#pragma once

#include "bill.h"
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

struct options {
    const char *data, *size, *out;
    double seconds; // at least so long
    long bills;     // at least so many
};

static struct options options_of(int argc, char **argv) {
    struct options o = {.seconds = 10, .bills = 3};
    for (int i = 1; i + 1 < argc; i += 2) {
        if (!strcmp(argv[i], "--data")) o.data = argv[i + 1];
        else if (!strcmp(argv[i], "--size")) o.size = argv[i + 1];
        else if (!strcmp(argv[i], "--out")) o.out = argv[i + 1];
        else if (!strcmp(argv[i], "--seconds")) o.seconds = atof(argv[i + 1]);
        else if (!strcmp(argv[i], "--bills")) o.bills = atol(argv[i + 1]);
    }
    if (!o.data || !o.size || !o.out) {
        fprintf(stderr, "usage: %s --data FILE --size S|L --out FOLDER\n", argv[0]);
        exit(2);
    }
    return o;
}

static double wall_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_now(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static char **lines_of(const char *path, size_t *count) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    char **lines = 0, *line = 0;
    size_t n = 0, room = 0;
    while (getline(&line, &room, file) > 0) {
        lines = realloc(lines, (n + 1) * sizeof *lines);
        lines[n++] = strdup(line);
    }
    free(line);
    fclose(file);
    *count = n;
    return lines;
}

// Renders bills into files of their own, over and over, after three to warm up.
static int run(int argc, char **argv, const char *peer, const char *version,
               void (*render)(json_t *bill, const char *path)) {
    struct options o = options_of(argc, argv);
    size_t count;
    char **lines = lines_of(o.data, &count);
    double start = 0, before = 0;
    long bills = 0, octets = 0;
    for (long k = -3; k < o.bills || wall_now() - start < o.seconds; k++) {
        if (k == 0) {
            start = wall_now();
            before = cpu_now();
            octets = 0;
        }
        size_t i = (size_t)(k < 0 ? (long)count + k : k) % count;
        char path[600];
        snprintf(path, sizeof path, "%s/%05zu.pdf", o.out, i);
        json_t *bill = json_loads(lines[i], 0, 0);
        render(bill, path);
        json_decref(bill);
        struct stat status;
        octets += stat(path, &status) ? 0 : status.st_size;
        bills = k + 1;
    }
    printf("{\"peer\": \"%s\", \"version\": \"%s\", \"size\": \"%s\", \"bills\": %ld, "
           "\"cpu_per_bill\": %.6f, \"bytes_per_bill\": %ld}\n",
           peer, version, o.size, bills, (cpu_now() - before) / (double)bills, octets / bills);
    return 0;
}
