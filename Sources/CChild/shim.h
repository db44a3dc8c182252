#pragma once
// Calls of Linux that Swift's module of the C library lacks: they stand behind _GNU_SOURCE, which it does
// not define, or in headers it does not list.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

#define FATURA_MEMFD_CLOEXEC 1U

/// memfd_create(2), glibc 2.27.
extern int memfd_create(const char *name, unsigned int flags);

/// vfork(2): the parent waits until the child has begun its program or given up.
extern pid_t vfork(void);

/// Starts a program that ends when the thread that asked for it ends, whatever ends that.
///
/// In C because posix_spawn(3) has no way to ask for that, prctl(2) is variadic, and no Swift may run in a
/// child that shares its parent's memory. The child's standard input is empty; the descriptor `from[i]`
/// becomes `to[i]`, in this order. Returns 0, or the errno of what failed.
__attribute__((noinline)) static inline int fatura_start(
    pid_t *child, const char *path, const int *from, const int *to, int count,
    char *const arguments[], char *const environment[])
{
    volatile int failure = 0;
    const pid_t parent = getpid();
    const pid_t started = vfork();
    if (started < 0) return errno;
    if (started == 0) {
        const int empty = open("/dev/null", O_RDONLY);
        int isReady = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && empty >= 0
            && dup2(empty, STDIN_FILENO) >= 0;
        for (int i = 0; isReady && i < count; i++) isReady = dup2(from[i], to[i]) >= 0;
        // A parent that ended before the child asked to be told of it has another number.
        if (isReady && getppid() == parent) execve(path, arguments, environment);
        failure = errno != 0 ? errno : ECHILD;
        _exit(127);
    }
    *child = started;
    return failure;
}
