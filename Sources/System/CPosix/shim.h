#pragma once
// GNU functions that the C library's Swift overlay leaves out.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// A pipe whose ends close in programs started from here, at once and not a moment later: other threads start
/// programs too. Returns 0, or -1 with errno set.
static inline int posix_pipe_close_on_exec(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }
