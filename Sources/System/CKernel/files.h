#pragma once
// What the definitions that stand in for the C library's file functions share.

#include <sys/stat.h>

/// Tells the supervisor that a file is used, in the way that `kind` says.
void kernel_tell_file(char kind, int directory, const char *path, const struct stat *status);

/// Whether nothing that this process does to files is to be kept.
int kernel_is_discarding(void);

/// Whether a file is not to be made or changed: while writes are discarded none is, but devices.
int kernel_is_discarded(int directory, const char *path);

/// What `openat` does.
int kernel_open_file(int directory, const char *path, int flags, mode_t mode);
