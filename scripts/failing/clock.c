/* A clock that nobody can rely on: each look at it is years before or behind the one before.
 *
 *   LD_PRELOAD=clock.so PROGRAM
 *
 * Only the time of day jumps; the monotonic clock, which timers run by, is as it is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <sys/time.h>
#include <time.h>

static const long steps[] = {0, -50L * 365 * 86400, 3600, 20L * 365 * 86400, -3600};
static atomic_uint calls;

static long jump(void) {
    return steps[atomic_fetch_add(&calls, 1) % (sizeof steps / sizeof *steps)];
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (clock == CLOCK_REALTIME) now->tv_sec += jump();
    return result;
}

time_t time(time_t *now) {
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (now) *now = precise.tv_sec;
    return precise.tv_sec;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec precise;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}
