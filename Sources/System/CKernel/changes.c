#define _GNU_SOURCE
#include "CKernel.h"
#include "files.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utime.h>

// What changes files and folders without opening them. The dynamic linker finds these definitions before the C
// library's; each does what the C library's does, unless writes are discarded: then it only says so.

// Calls the C library's function.
#define NEXT(name, parameters, arguments)                                \
    int (*next) parameters = (int (*) parameters)dlsym(RTLD_NEXT, name); \
    if (!next) {                                                         \
        errno = ENOSYS;                                                  \
        return -1;                                                       \
    }                                                                    \
    return next arguments;

// A function that changes what is at `path`, seen from `directory`.
#define CHANGE(name, parameters, arguments, directory, path) \
    int name parameters {                                    \
        if (kernel_is_discarded(directory, path)) return 0;  \
        NEXT(#name, parameters, arguments)                   \
    }

// A function that changes what an open descriptor leads to: files that are only read, or the device that discards.
#define CHANGE_OPEN(name, parameters, arguments)  \
    int name parameters {                         \
        if (kernel_is_discarding()) return 0;     \
        NEXT(#name, parameters, arguments)        \
    }

static int rename_file(int from, const char *source, int to, const char *target, unsigned flags) {
    if (kernel_is_discarded(from, source) || kernel_is_discarded(to, target)) return 0;
    int result = (int)syscall(SYS_renameat2, from, source, to, target, flags);
    if (result == 0) kernel_tell_file('w', to, target, NULL);
    return result;
}

int rename(const char *source, const char *target) { return rename_file(AT_FDCWD, source, AT_FDCWD, target, 0); }

int renameat(int from, const char *source, int to, const char *target) {
    return rename_file(from, source, to, target, 0);
}

int renameat2(int from, const char *source, int to, const char *target, unsigned flags) {
    return rename_file(from, source, to, target, flags);
}

int mkdirat(int directory, const char *path, mode_t mode) {
    if (kernel_is_discarded(directory, path)) return 0;
    int result = (int)syscall(SYS_mkdirat, directory, path, mode);
    if (result == 0) kernel_tell_file('w', directory, path, NULL);
    return result;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int unlinkat(int directory, const char *path, int flags) {
    if (kernel_is_discarded(directory, path)) return 0;
    return (int)syscall(SYS_unlinkat, directory, path, flags);
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int remove(const char *path) {
    int result = unlink(path);
    return result < 0 && errno == EISDIR ? rmdir(path) : result;
}

int symlinkat(const char *target, int directory, const char *path) {
    if (kernel_is_discarded(directory, path)) return 0;
    return (int)syscall(SYS_symlinkat, target, directory, path);
}

int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }

int linkat(int from, const char *source, int to, const char *target, int flags) {
    if (kernel_is_discarded(to, target)) return 0;
    return (int)syscall(SYS_linkat, from, source, to, target, flags);
}

int link(const char *source, const char *target) { return linkat(AT_FDCWD, source, AT_FDCWD, target, 0); }

int creat(const char *path, mode_t mode) {
    return kernel_open_file(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int creat64(const char *path, mode_t mode) { return creat(path, mode); }

CHANGE(mknod, (const char *path, mode_t mode, dev_t device), (path, mode, device), AT_FDCWD, path)
CHANGE(mknodat, (int at, const char *path, mode_t mode, dev_t device), (at, path, mode, device), at, path)
CHANGE(mkfifo, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
CHANGE(mkfifoat, (int at, const char *path, mode_t mode), (at, path, mode), at, path)

CHANGE(truncate, (const char *path, off_t length), (path, length), AT_FDCWD, path)
CHANGE(truncate64, (const char *path, off64_t length), (path, length), AT_FDCWD, path)

CHANGE(chmod, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
CHANGE(lchmod, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path)
CHANGE(fchmodat, (int at, const char *path, mode_t mode, int flags), (at, path, mode, flags), at, path)
CHANGE_OPEN(fchmod, (int descriptor, mode_t mode), (descriptor, mode))
CHANGE(chown, (const char *path, uid_t user, gid_t group), (path, user, group), AT_FDCWD, path)
CHANGE(lchown, (const char *path, uid_t user, gid_t group), (path, user, group), AT_FDCWD, path)
CHANGE(
    fchownat, (int at, const char *path, uid_t user, gid_t group, int flags), (at, path, user, group, flags), at, path)
CHANGE_OPEN(fchown, (int descriptor, uid_t user, gid_t group), (descriptor, user, group))

CHANGE(utime, (const char *path, const struct utimbuf *times), (path, times), AT_FDCWD, path)
CHANGE(utimes, (const char *path, const struct timeval times[2]), (path, times), AT_FDCWD, path)
CHANGE(lutimes, (const char *path, const struct timeval times[2]), (path, times), AT_FDCWD, path)
CHANGE(futimesat, (int at, const char *path, const struct timeval times[2]), (at, path, times), at, path)
CHANGE(
    utimensat, (int at, const char *path, const struct timespec times[2], int flags), (at, path, times, flags), at, path)
CHANGE_OPEN(futimes, (int descriptor, const struct timeval times[2]), (descriptor, times))
CHANGE_OPEN(futimens, (int descriptor, const struct timespec times[2]), (descriptor, times))

CHANGE(
    setxattr, (const char *path, const char *name, const void *value, size_t size, int flags),
    (path, name, value, size, flags), AT_FDCWD, path)
CHANGE(
    lsetxattr, (const char *path, const char *name, const void *value, size_t size, int flags),
    (path, name, value, size, flags), AT_FDCWD, path)
CHANGE_OPEN(
    fsetxattr, (int descriptor, const char *name, const void *value, size_t size, int flags),
    (descriptor, name, value, size, flags))
CHANGE(removexattr, (const char *path, const char *name), (path, name), AT_FDCWD, path)
CHANGE(lremovexattr, (const char *path, const char *name), (path, name), AT_FDCWD, path)
CHANGE_OPEN(fremovexattr, (int descriptor, const char *name), (descriptor, name))

// The length of what discards cannot be set, which programs would take for an error.
static int resize_open(const char *name, int descriptor, off_t length) {
    struct stat status;
    if (kernel_is_discarding() && fstat(descriptor, &status) == 0 && S_ISCHR(status.st_mode)) return 0;
    NEXT(name, (int, off_t), (descriptor, length))
}

int ftruncate(int descriptor, off_t length) { return resize_open("ftruncate", descriptor, length); }
int ftruncate64(int descriptor, off64_t length) { return resize_open("ftruncate64", descriptor, length); }

// Puts a name that no other file has into a template, as the C library does; 0 if there is no room for one.
static int fill_template(char *template, int suffix) {
    static atomic_uint count;
    size_t length = strlen(template);
    if (suffix < 0 || length < (size_t)suffix + 6) goto invalid;
    char *place = template + length - (size_t)suffix - 6;
    if (strncmp(place, "XXXXXX", 6) != 0) goto invalid;
    do {
        unsigned number = atomic_fetch_add(&count, 1);
        for (int digit = 0; digit < 6; digit++, number /= 26) place[digit] = (char)('a' + number % 26);
    } while (syscall(SYS_faccessat, AT_FDCWD, template, F_OK) == 0);
    return 1;
invalid:
    errno = EINVAL;
    return 0;
}

static int make_temporary(const char *name, char *template, int suffix, int flags) {
    if (kernel_is_discarded(AT_FDCWD, template)) {
        if (!fill_template(template, suffix)) return -1;
        return kernel_open_file(AT_FDCWD, template, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
    }
    NEXT(name, (char *, int, int), (template, suffix, flags))
}

int mkstemp(char *template) { return make_temporary("mkostemps", template, 0, 0); }
int mkstemp64(char *template) { return make_temporary("mkostemps64", template, 0, 0); }
int mkostemp(char *template, int flags) { return make_temporary("mkostemps", template, 0, flags); }
int mkostemp64(char *template, int flags) { return make_temporary("mkostemps64", template, 0, flags); }
int mkstemps(char *template, int suffix) { return make_temporary("mkostemps", template, suffix, 0); }
int mkstemps64(char *template, int suffix) { return make_temporary("mkostemps64", template, suffix, 0); }
int mkostemps(char *template, int suffix, int flags) { return make_temporary("mkostemps", template, suffix, flags); }
int mkostemps64(char *template, int suffix, int flags) {
    return make_temporary("mkostemps64", template, suffix, flags);
}

char *mkdtemp(char *template) {
    if (kernel_is_discarded(AT_FDCWD, template)) return fill_template(template, 0) ? template : NULL;
    char *(*next)(char *) = (char *(*)(char *))dlsym(RTLD_NEXT, "mkdtemp");
    return next ? next(template) : NULL;
}
