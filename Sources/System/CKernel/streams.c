#define _GNU_SOURCE
#include "CKernel.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

// A longer text goes in several frames, so that neither side needs room for all of it.
enum { FRAME_BYTES = 1 << 20 };

static FILE *captured[3];
// Whether the cell made the descriptor lead elsewhere.
static int is_redirected[3];

static int is_captured(int descriptor) {
    return (descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO) && captured[descriptor]
        && !is_redirected[descriptor] && kernel_channel_descriptor() >= 0;
}

static int is_channel(int descriptor) {
    return descriptor >= 0 && captured[STDOUT_FILENO] && descriptor == kernel_channel_descriptor();
}

static ssize_t send_text(int descriptor, const char *bytes, size_t length) {
    for (size_t sent = 0; sent < length;) {
        size_t part = length - sent < FRAME_BYTES ? length - sent : FRAME_BYTES;
        if (kernel_channel_send(descriptor == STDOUT_FILENO ? 'o' : 'e', bytes + sent, part) != 0) return -1;
        sent += part;
    }
    return (ssize_t)length;
}

static ssize_t write_stream(void *cookie, const char *bytes, size_t length) {
    int descriptor = *(const int *)cookie;
    if (!is_captured(descriptor)) return syscall(SYS_write, descriptor, bytes, length);
    ssize_t sent = send_text(descriptor, bytes, length);
    return sent < 0 ? 0 : sent;
}

static FILE *open_stream(const int *descriptor) {
    cookie_io_functions_t functions = {.write = write_stream};
    FILE *stream = fopencookie((void *)descriptor, "w", functions);
    if (stream) setvbuf(stream, NULL, _IONBF, 0);
    return stream;
}

int kernel_capture_streams(void) {
    static const int output = STDOUT_FILENO, errors = STDERR_FILENO;
    FILE *out = open_stream(&output);
    FILE *err = open_stream(&errors);
    if (!out || !err) return -1;
    fflush(stdout);
    fflush(stderr);
    stdout = captured[STDOUT_FILENO] = out;
    stderr = captured[STDERR_FILENO] = err;
    return 0;
}

// The dynamic linker finds the definitions below before the C library's, also for the runtime and for Foundation.

// What is written to the descriptors 1 and 2 keeps its place among the frames. Only other programs write past it.
ssize_t write(int descriptor, const void *bytes, size_t length) {
    if (is_captured(descriptor)) return send_text(descriptor, bytes, length);
    if (is_channel(descriptor)) {
        errno = EBADF;
        return -1;
    }
    return syscall(SYS_write, descriptor, bytes, length);
}

// The standard streams of a cell cannot be closed, and the channel is not a cell's: later cells print too.
int close(int descriptor) {
    if (is_captured(descriptor)) return 0;
    if (is_channel(descriptor)) {
        errno = EBADF;
        return -1;
    }
    return (int)syscall(SYS_close, descriptor);
}

int close_range(unsigned first, unsigned last, int flags) {
    int kept = captured[STDOUT_FILENO] ? kernel_channel_descriptor() : -1;
    if (kept < 0) return (int)syscall(SYS_close_range, first, last, flags);
    // The channel comes right behind the standard streams.
    for (unsigned descriptor = first; descriptor <= last && descriptor <= (unsigned)kept; descriptor++) {
        if (!(flags & CLOSE_RANGE_CLOEXEC)) close((int)descriptor);
    }
    unsigned rest = first > (unsigned)kept ? first : (unsigned)kept + 1;
    return rest > last ? 0 : (int)syscall(SYS_close_range, rest, last, flags);
}

void closefrom(int first) { close_range(first < 0 ? 0 : (unsigned)first, ~0U, 0); }

static int duplicate(int from, int to, int flags) {
    if (is_channel(to)) {
        errno = EBADF;
        return -1;
    }
    if (from == to) return fcntl(from, F_GETFD) < 0 ? -1 : to;
    int result = (int)syscall(SYS_dup3, from, to, flags);
    if (result == STDOUT_FILENO || result == STDERR_FILENO) is_redirected[result] = 1;
    return result;
}

int dup2(int from, int to) { return duplicate(from, to, 0); }

int dup3(int from, int to, int flags) {
    if (from == to) {
        errno = EINVAL;
        return -1;
    }
    return duplicate(from, to, flags);
}

FILE *freopen(const char *path, const char *mode, FILE *stream) {
    FILE *(*real)(const char *, const char *, FILE *) =
        (FILE * (*)(const char *, const char *, FILE *)) dlsym(RTLD_NEXT, "freopen");
    int number = stream && stream == captured[STDOUT_FILENO]   ? STDOUT_FILENO
                 : stream && stream == captured[STDERR_FILENO] ? STDERR_FILENO
                                                               : -1;
    if (number < 0) return real ? real(path, mode, stream) : NULL;
    // The captured stream goes on and writes where its descriptor leads.
    int flags = !path || !mode || mode[0] == 'r' ? -1 : O_WRONLY | O_CREAT | (mode[0] == 'a' ? O_APPEND : O_TRUNC);
    int descriptor = flags < 0 ? -1 : open(path, flags, 0666);
    if (descriptor < 0) return NULL;
    dup2(descriptor, number);
    close(descriptor);
    return stream;
}

int fclose(FILE *stream) {
    if (stream && (stream == captured[STDOUT_FILENO] || stream == captured[STDERR_FILENO])) return fflush(stream);
    int (*real)(FILE *) = (int (*)(FILE *))dlsym(RTLD_NEXT, "fclose");
    return real ? real(stream) : EOF;
}
