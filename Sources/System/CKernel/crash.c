#define _GNU_SOURCE
#include "CKernel.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

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

// Those that end a process unless it does something about them; SIGKILL and SIGSTOP cannot be heard.
static const int fatal_signals[] = {SIGILL,  SIGTRAP, SIGSEGV,   SIGBUS,  SIGFPE,  SIGABRT, SIGSYS,  SIGHUP, SIGINT,
                                    SIGQUIT, SIGTERM, SIGALRM,   SIGUSR1, SIGUSR2, SIGPROF, SIGXCPU, SIGXFSZ,
                                    SIGIO,   SIGVTALRM};

static const char *origin(int number, const siginfo_t *info) {
    if ((number == SIGSEGV || number == SIGBUS) && kernel_is_stack_overflow(info->si_addr)) return " overflow";
    // Codes above 0 are those of faults, which the kernel of the system raises.
    return info->si_code <= 0 && info->si_pid != getpid() ? " outside" : "";
}

// Once: a process dies only once, and its last words may themselves go wrong. A child that shares the kernel's memory
// is not the kernel.
static pid_t kernel_process;
static int is_first_report(void) {
    static atomic_flag reported = ATOMIC_FLAG_INIT;
    return getpid() == kernel_process && !atomic_flag_test_and_set(&reported);
}

static void on_fatal_signal(int number, siginfo_t *info, void *context) {
    if (is_first_report()) {
        static char text[16 * 1024];
        void *frames[MAX_FRAMES];
        int count = backtrace(frames, MAX_FRAMES);
        int used = snprintf(text, sizeof text, "signal %d%s\n", number, origin(number, info));
        used += (int)describe(frames, count, interrupted_address(context), text + used, sizeof text - (size_t)used);
        kernel_channel_send_from_handler('c', text, (size_t)used);
    }
    signal(number, SIG_DFL);
    raise(number);
}

void kernel_install_crash_handler(void) {
    // The first call of backtrace loads a library; inside a signal handler that could deadlock.
    void *frames[4];
    backtrace(frames, 4);
    kernel_process = getpid();
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK};
    action.sa_sigaction = on_fatal_signal;
    for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++) {
        sigaction(fatal_signals[i], &action, NULL);
    }
}

void kernel_report_end(int status) {
    if (kernel_channel_descriptor() < 0 || !is_first_report()) return;
    char text[16 * 1024];
    size_t used = (size_t)snprintf(text, sizeof text, "exit %d\n", status);
    used += kernel_current_stack(text + used, sizeof text - used);
    kernel_channel_send_from_handler('c', text, used);
}

// What the interrupted thread was doing, for who asked.
static char asked_stack[16 * 1024];
static size_t asked_length;
static sem_t asked_ready;

static void on_question(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)info;
    int saved = errno;
    void *frames[MAX_FRAMES];
    int count = backtrace(frames, MAX_FRAMES);
    asked_length = describe(frames, count, interrupted_address(context), asked_stack, sizeof asked_stack);
    errno = saved;
    sem_post(&asked_ready);
}

size_t kernel_thread_stack(pthread_t thread, char *buffer, size_t capacity) {
    static const int milliseconds = 200;
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
    action.sa_sigaction = on_question;
    // The highest one: whoever uses such signals begins with the lowest.
    sigaction(SIGRTMAX, &action, NULL);
    sem_init(&asked_ready, 0, 0);
    if (pthread_kill(thread, SIGRTMAX) != 0) return 0;
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_nsec += milliseconds * 1000000L;
    if (deadline.tv_nsec >= 1000000000L) {
        deadline.tv_sec += 1;
        deadline.tv_nsec -= 1000000000L;
    }
    if (sem_timedwait(&asked_ready, &deadline) != 0) return 0;
    size_t length = asked_length < capacity ? asked_length : capacity;
    memcpy(buffer, asked_stack, length);
    return length;
}

extern void _swift_setWillThrowHandler(void (*handler)(void *error));
extern void (*_swift_willThrowTypedImpl)(void *value, void *type, void *conformance);

// A few throws back, because errors may be thrown and swallowed while one is on its way up.
enum { REMEMBERED_THROWS = 16 };

static _Thread_local struct throw {
    // The box of the error; of a typed throw, which has none yet, the error's type.
    void *error;
    void *type;
    int is_typed;
    int count;
    void *frames[MAX_FRAMES];
} throws[REMEMBERED_THROWS];
static _Thread_local unsigned throw_number;

static struct throw *next_throw(void) { return &throws[throw_number++ % REMEMBERED_THROWS]; }

static void remember_throw(void *error) {
    struct throw *throw = next_throw();
    throw->error = error;
    throw->type = NULL;
    throw->is_typed = 0;
    throw->count = backtrace(throw->frames, MAX_FRAMES);
}

// The type `any Error`, as which generic code such as `Result.get` throws.
static const void *any_error;

static void remember_typed_throw(void *value, void *type, void *conformance) {
    (void)conformance;
    struct throw *throw = next_throw();
    throw->is_typed = 1;
    // A value of that type is the box.
    throw->error = type == any_error ? *(void **)value : NULL;
    throw->type = type == any_error ? NULL : type;
    throw->count = backtrace(throw->frames, MAX_FRAMES);
}

static void *image_of(void *address) {
    Dl_info info;
    return dladdr(address, &info) ? info.dli_fbase : NULL;
}

// The frames of a typed throw that come before the one that threw: this file's, the runtime's, and one that the
// compiler puts into the module that throws, which has no place in the source.
static int frames_before_typed_throw(const struct throw *throw) {
    void *runtime = image_of(&_swift_willThrowTypedImpl);
    int skipped = 1;
    while (skipped < throw->count && image_of(throw->frames[skipped]) == runtime) skipped++;
    return skipped < throw->count ? skipped + 1 : throw->count;
}

void kernel_watch_throws(const void *type_of_any_error) {
    any_error = type_of_any_error;
    _swift_setWillThrowHandler(remember_throw);
    _swift_willThrowTypedImpl = remember_typed_throw;
}

static _Thread_local void *arrived_error;
static _Thread_local void *arrived_from;

// Compiled top-level code calls this with an error that nothing caught; an error is one pointer. Swift refuses to
// define a function of the runtime's name, so the name is given here and the work done there.
extern __attribute__((swiftcall)) void lesson_error_in_main(void *error);

__attribute__((swiftcall)) void swift_errorInMain(void *error) {
    arrived_error = error;
    arrived_from = __builtin_return_address(0);
    lesson_error_in_main(error);
}

// Whether the error left code that awaits: that is cut into functions at each await, and the error of each arrives from
// one of its own. Code that does not await is one function, which all errors leave at the same place.
static int has_left_await(void) {
    // A reader of lines looks as many bytes back, and must not find those of the function before.
    enum { REACH = 33 };
    char *start = _Unwind_FindEnclosingFunction(arrived_from);
    return start && start != kernel_cell_entry() && (char *)arrived_from - start >= REACH;
}

size_t kernel_uncaught_throw(const void *type, char *buffer, size_t capacity) {
    const struct throw *found = NULL;
    // The box of an error that is gone may be used again: the latest throw that fits counts.
    for (unsigned back = 1; back <= REMEMBERED_THROWS && back <= throw_number && !found; back++) {
        const struct throw *throw = &throws[(throw_number - back) % REMEMBERED_THROWS];
        if (throw->type ? throw->type == type : throw->error == arrived_error) found = throw;
    }
    size_t used = 0;
    if (found) {
        int skipped = found->is_typed ? frames_before_typed_throw(found) : 0;
        used = describe(found->frames + skipped, found->count - skipped, NULL, buffer, capacity);
    }
    // What another thread threw is known by the await that brought it here.
    if (has_left_await()) used += describe(&arrived_from, 1, NULL, buffer + used, capacity - used);
    return used;
}

size_t kernel_current_stack(char *buffer, size_t capacity) {
    void *frames[MAX_FRAMES];
    return describe(frames, backtrace(frames, MAX_FRAMES), NULL, buffer, capacity);
}
