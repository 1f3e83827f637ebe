#define _GNU_SOURCE
#include "CKernel.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static int channel = -1;
static pthread_mutex_t channel_lock = PTHREAD_MUTEX_INITIALIZER;

// The copy of the kernel that a cell's fork makes must not speak for it, nor keep the supervisor waiting for its end.
static void forget_channel(void) {
    int descriptor = channel;
    channel = -1;
    close(descriptor);
}

void kernel_channel_open(int descriptor) {
    channel = descriptor;
    pthread_atfork(NULL, NULL, forget_channel);
}

int kernel_channel_descriptor(void) { return channel; }

static int write_all(struct iovec *parts, int count) {
    while (count > 0) {
        ssize_t written = writev(channel, parts, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            return -1;
        }
        while (count > 0 && (size_t)written >= parts->iov_len) {
            written -= (ssize_t)parts->iov_len;
            parts++;
            count--;
        }
        if (count > 0) {
            parts->iov_base = (char *)parts->iov_base + written;
            parts->iov_len -= (size_t)written;
        }
    }
    return 0;
}

static int send_locked(char kind, const void *bytes, size_t length) {
    unsigned char header[5] = {(unsigned char)kind, (unsigned char)length, (unsigned char)(length >> 8),
                               (unsigned char)(length >> 16), (unsigned char)(length >> 24)};
    struct iovec parts[2] = {{header, sizeof header}, {(void *)bytes, length}};
    int result = write_all(parts, length > 0 ? 2 : 1);
    pthread_mutex_unlock(&channel_lock);
    return result;
}

int kernel_channel_send(char kind, const void *bytes, size_t length) {
    pthread_mutex_lock(&channel_lock);
    return send_locked(kind, bytes, length);
}

int kernel_channel_send_from_handler(char kind, const void *bytes, size_t length) {
    // The interrupted thread itself may be in the middle of a frame; then nothing can be said any more.
    for (int attempt = 0; pthread_mutex_trylock(&channel_lock) != 0; attempt++) {
        if (attempt == 100) return -1;
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
    return send_locked(kind, bytes, length);
}
