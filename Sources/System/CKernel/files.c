#define _GNU_SOURCE
#include "CKernel.h"
#include "files.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// What cells read decides whether a lesson must run again. The dynamic linker finds these definitions before the C
// library's, also for Foundation and for the libraries that read pictures and weights; each does what the C library's
// does, and tells the supervisor.

enum { PATH_BYTES = 4096, TOLD = 1 << 14 };

static atomic_int is_observing;
static _Atomic uint64_t told[TOLD];

static void stop_observing(void) { is_observing = 0; }

void kernel_observe_files(void) {
    pthread_atfork(NULL, NULL, stop_observing);
    is_observing = 1;
}

static uint64_t digest(char kind, const char *path) {
    uint64_t hash = 0xcbf29ce484222325u ^ (unsigned char)kind;
    hash *= 0x100000001b3u;
    for (; *path; path++) hash = (hash ^ (unsigned char)*path) * 0x100000001b3u;
    return hash ? hash : 1;
}

// Whether the same was told before; where there is no more room it is told again.
static int is_told(char kind, const char *path) {
    uint64_t hash = digest(kind, path);
    for (unsigned step = 0; step < 16; step++) {
        _Atomic uint64_t *place = &told[(hash + step) % TOLD];
        uint64_t found = 0;
        if (atomic_compare_exchange_strong(place, &found, hash)) return 0;
        if (found == hash) return 1;
    }
    return 0;
}

static int is_of_system(const char *path) {
    return strncmp(path, "/proc/", 6) == 0 || strncmp(path, "/sys/", 5) == 0 || strncmp(path, "/dev/", 5) == 0;
}

// Writes the absolute path, as it is now; 0 if it is too long.
static int resolve(int directory, const char *path, char *buffer) {
    size_t used = 0;
    if (path[0] != '/') {
        if (directory == AT_FDCWD) {
            if (syscall(SYS_getcwd, buffer, PATH_BYTES) < 0) return 0;
        } else {
            char name[32];
            snprintf(name, sizeof name, "/proc/self/fd/%d", directory);
            ssize_t length = readlink(name, buffer, PATH_BYTES - 1);
            if (length < 0) return 0;
            buffer[length] = 0;
        }
        used = strlen(buffer);
        if (used + 1 >= PATH_BYTES) return 0;
        buffer[used++] = '/';
    }
    size_t length = strlen(path);
    if (used + length >= PATH_BYTES) return 0;
    memcpy(buffer + used, path, length + 1);
    return 1;
}

void kernel_tell_file(char kind, int directory, const char *path, const struct stat *status) {
    if (!is_observing) return;
    int error = errno;
    char text[PATH_BYTES + 96];
    char full[PATH_BYTES];
    if (resolve(directory, path, full) && !is_of_system(full) && !is_told(kind, full)) {
        struct stat none = {0};
        if (!status) status = &none;
        int length = snprintf(text, sizeof text, "%c\t%lld\t%lld\t%lld\t%s", kind, (long long)status->st_size,
                              (long long)status->st_ctim.tv_sec, (long long)status->st_ctim.tv_nsec, full);
        if (length > 0 && (size_t)length < sizeof text) kernel_channel_send('f', text, (size_t)length);
    }
    errno = error;
}

static atomic_int is_discarding;

void kernel_discard_writes(void) { is_discarding = 1; }

int kernel_is_discarding(void) { return is_discarding; }

int kernel_is_discarded(int directory, const char *path) {
    char full[PATH_BYTES];
    // Without a path the descriptor itself is meant; a path that cannot be told is none of a device.
    return is_discarding && !(path && resolve(directory, path, full) && is_of_system(full));
}

static int is_missing(int error) { return error == ENOENT || error == ENOTDIR; }

int kernel_open_file(int directory, const char *path, int flags, mode_t mode) {
    struct stat before;
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    if ((writes || (flags & (O_CREAT | O_TRUNC))) && kernel_is_discarded(directory, path)) {
        return (int)syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR | (flags & O_CLOEXEC), 0);
    }
    // What is in a file decides what appending to it, or changing a part of it, leads to.
    int keeps = is_observing && writes && !(flags & O_TRUNC) && fstatat(directory, path, &before, 0) == 0;
    int result = (int)syscall(SYS_openat, directory, path, flags, mode);
    if (!is_observing || (flags & O_PATH)) return result;
    if (result < 0) {
        if (is_missing(errno)) kernel_tell_file('m', directory, path, NULL);
    } else if (writes) {
        if (keeps) kernel_tell_file('r', directory, path, &before);
        kernel_tell_file('w', directory, path, NULL);
    } else {
        struct stat status;
        int error = errno;
        if (fstat(result, &status) == 0) {
            if (S_ISREG(status.st_mode)) kernel_tell_file('r', directory, path, &status);
            if (S_ISDIR(status.st_mode)) kernel_tell_file('d', directory, path, NULL);
        }
        errno = error;
    }
    return result;
}

#define MODE(flags)                                    \
    mode_t mode = 0;                                   \
    if ((flags) & (O_CREAT | O_TMPFILE)) {             \
        va_list arguments;                             \
        va_start(arguments, flags);                    \
        mode = (mode_t)va_arg(arguments, unsigned);    \
        va_end(arguments);                             \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return kernel_open_file(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return kernel_open_file(AT_FDCWD, path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...) {
    MODE(flags)
    return kernel_open_file(directory, path, flags, mode);
}

int openat64(int directory, const char *path, int flags, ...) {
    MODE(flags)
    return kernel_open_file(directory, path, flags, mode);
}

static FILE *open_as_stream(const char *name, const char *path, const char *mode) {
    FILE *(*real)(const char *, const char *) = (FILE * (*)(const char *, const char *)) dlsym(RTLD_NEXT, name);
    if (!real) {
        errno = ENOSYS;
        return NULL;
    }
    if ((mode[0] != 'r' || strchr(mode, '+')) && kernel_is_discarded(AT_FDCWD, path)) return real("/dev/null", mode);
    struct stat status;
    int exists = is_observing && stat(path, &status) == 0;
    FILE *stream = real(path, mode);
    if (!is_observing) return stream;
    if (!stream) {
        if (is_missing(errno)) kernel_tell_file('m', AT_FDCWD, path, NULL);
        return NULL;
    }
    if (exists && mode[0] != 'w' && S_ISREG(status.st_mode)) kernel_tell_file('r', AT_FDCWD, path, &status);
    if (mode[0] != 'r' || strchr(mode, '+')) kernel_tell_file('w', AT_FDCWD, path, NULL);
    return stream;
}

FILE *fopen(const char *path, const char *mode) { return open_as_stream("fopen", path, mode); }
FILE *fopen64(const char *path, const char *mode) { return open_as_stream("fopen64", path, mode); }

DIR *opendir(const char *path) {
    DIR *(*real)(const char *) = (DIR * (*)(const char *)) dlsym(RTLD_NEXT, "opendir");
    DIR *result = real ? real(path) : NULL;
    if (result) kernel_tell_file('d', AT_FDCWD, path, NULL);
    else if (is_missing(errno)) kernel_tell_file('m', AT_FDCWD, path, NULL);
    return result;
}

FTS *fts_open(char *const *paths, int options, int (*compare)(const FTSENT **, const FTSENT **)) {
    FTS *(*real)(char *const *, int, int (*)(const FTSENT **, const FTSENT **)) =
        (FTS * (*)(char *const *, int, int (*)(const FTSENT **, const FTSENT **))) dlsym(RTLD_NEXT, "fts_open");
    for (char *const *path = paths; *path; path++) kernel_tell_file('t', AT_FDCWD, *path, NULL);
    return real ? real(paths, options, compare) : NULL;
}

static int look(int directory, const char *path, struct stat *status, int flags) {
    int result = fstatat(directory, path, status, flags);
    if (is_observing && path[0]) {
        if (result == 0) kernel_tell_file('e', directory, path, NULL);
        else if (is_missing(errno)) kernel_tell_file('m', directory, path, NULL);
    }
    return result;
}

int stat(const char *path, struct stat *status) { return look(AT_FDCWD, path, status, 0); }
int lstat(const char *path, struct stat *status) { return look(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW); }

int access(const char *path, int mode) {
    int result = (int)syscall(SYS_faccessat, AT_FDCWD, path, mode);
    if (result == 0) kernel_tell_file('e', AT_FDCWD, path, NULL);
    else if (is_missing(errno)) kernel_tell_file('m', AT_FDCWD, path, NULL);
    return result;
}
