#define _GNU_SOURCE
#include "CKernel.h"
#include "files.h"
#include "random.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

// Some functions of the system are called by their numbers: random numbers by Swift's runtime, where Foundation's
// `UUID`s call `getrandom` itself and so stay unique; the exchange of files by Foundation. The dynamic linker finds
// this definition before the C library's.
long syscall(long number, ...) {
    long given[6];
    va_list arguments;
    va_start(arguments, number);
    for (int place = 0; place < 6; place++) given[place] = va_arg(arguments, long);
    va_end(arguments);
    static long (*_Atomic real)(long, ...);
    long (*next)(long, ...) = real;
    if (!next) real = next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    if (!next) {
        errno = ENOSYS;
        return -1;
    }
    // The runtime's first call asks for nothing, to see whether there is such a function.
    if (number == SYS_getrandom && given[1] > 0 && kernel_draw_random((void *)given[0], (size_t)given[1])) {
        return given[1];
    }
    if (number == SYS_renameat2
        && (kernel_is_discarded((int)given[0], (const char *)given[1])
            || kernel_is_discarded((int)given[2], (const char *)given[3]))) {
        return 0;
    }
    return next(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
