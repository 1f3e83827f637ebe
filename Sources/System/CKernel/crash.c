#define _GNU_SOURCE
#include "CKernel.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>

enum { MAX_FRAMES = 64 };

// All frames but the interrupted one hold return addresses, whose call lies one byte before; so that a reader may
// subtract 1 from each, the interrupted one is written one too high.
static size_t describe(void *const *frames, int count, void *interrupted, char *buffer, size_t capacity) {
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        Dl_info info;
        if (!dladdr(frames[i], &info) || !info.dli_fname) continue;
        uintptr_t offset = (uintptr_t)frames[i] - (uintptr_t)info.dli_fbase;
        if (frames[i] == interrupted) offset += 1;
        int written = snprintf(buffer + used, capacity - used, "%s\t%lx\n", info.dli_fname, (unsigned long)offset);
        if (written < 0 || (size_t)written >= capacity - used) break;
        used += (size_t)written;
    }
    return used;
}

static void *interrupted_address(void *context) {
    mcontext_t *machine = &((ucontext_t *)context)->uc_mcontext;
#if defined(__x86_64__)
    return (void *)machine->gregs[REG_RIP];
#elif defined(__aarch64__)
    return (void *)machine->pc;
#else
    (void)machine;
    return NULL;
#endif
}

static const int fatal_signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};

static void on_fatal_signal(int number, siginfo_t *info, void *context) {
    static volatile sig_atomic_t reported;
    (void)info;
    if (!reported) {
        reported = 1;
        static char text[16 * 1024];
        void *frames[MAX_FRAMES];
        int count = backtrace(frames, MAX_FRAMES);
        int used = snprintf(text, sizeof text, "signal %d\n", number);
        used += (int)describe(frames, count, interrupted_address(context), text + used, sizeof text - (size_t)used);
        kernel_channel_send('c', text, (size_t)used);
    }
    signal(number, SIG_DFL);
    raise(number);
}

void kernel_install_crash_handler(void) {
    // The first call of backtrace loads a library; inside a signal handler that could deadlock.
    void *frames[4];
    backtrace(frames, 4);
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK};
    action.sa_sigaction = on_fatal_signal;
    for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++) {
        sigaction(fatal_signals[i], &action, NULL);
    }
}

// A few throws back, because errors may be thrown and swallowed while one is on its way up.
enum { REMEMBERED_THROWS = 16 };

static _Thread_local struct throw {
    void *error;
    int count;
    void *frames[MAX_FRAMES];
} throws[REMEMBERED_THROWS];
static _Thread_local unsigned throw_number;

static void remember_throw(void *error) {
    struct throw *throw = &throws[throw_number++ % REMEMBERED_THROWS];
    throw->error = error;
    throw->count = backtrace(throw->frames, MAX_FRAMES);
}

// An error of a known type is not in a box yet, so that it cannot be recognised when it arrives.
static void remember_typed_throw(void *value, void *type, void *conformance) {
    (void)value;
    (void)type;
    (void)conformance;
    remember_throw(NULL);
}

extern void _swift_setWillThrowHandler(void (*handler)(void *error));
extern void (*_swift_willThrowTypedImpl)(void *value, void *type, void *conformance);

void kernel_watch_throws(void) {
    _swift_setWillThrowHandler(remember_throw);
    _swift_willThrowTypedImpl = remember_typed_throw;
}

static _Thread_local void *arrived_error;

// Compiled top-level code calls this with an error that nothing caught; an error is one pointer. Swift refuses to
// define a function of the runtime's name, so the name is given here and the work done there.
extern __attribute__((swiftcall)) void lesson_error_in_main(void *error);

__attribute__((swiftcall)) void swift_errorInMain(void *error) {
    arrived_error = error;
    lesson_error_in_main(error);
}

size_t kernel_uncaught_throw(char *buffer, size_t capacity) {
    if (throw_number == 0) return 0;
    const struct throw *found = NULL;
    for (unsigned back = 1; back <= REMEMBERED_THROWS && back <= throw_number && !found; back++) {
        const struct throw *throw = &throws[(throw_number - back) % REMEMBERED_THROWS];
        if (throw->error == arrived_error) found = throw;
    }
    if (!found) found = &throws[(throw_number - 1) % REMEMBERED_THROWS];
    return describe(found->frames, found->count, NULL, buffer, capacity);
}

size_t kernel_current_stack(char *buffer, size_t capacity) {
    void *frames[MAX_FRAMES];
    return describe(frames, backtrace(frames, MAX_FRAMES), NULL, buffer, capacity);
}
