#pragma once
// Calls of Linux that Swift's module of the C library lacks: they stand behind _GNU_SOURCE, which it does
// not define, or in headers it does not list.
#include <sys/pidfd.h>

#define FATURA_MEMFD_CLOEXEC 1U

/// memfd_create(2), glibc 2.27.
extern int memfd_create(const char *name, unsigned int flags);
