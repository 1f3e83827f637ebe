#define _GNU_SOURCE
#include "CKernel.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SIGNAL_STACK_BYTES = 256 * 1024 };

struct start {
    void (*body)(void *);
    void (*abandoned)(void);
    void *context;
};

// The lowest address of this thread's stack, if it is a cell's.
static _Thread_local uintptr_t stack_bottom;

// The cell's thread, while it is there.
static pthread_t cell_thread;
static atomic_int has_cell_thread;

static void abandon(void *abandoned) {
    has_cell_thread = 0;
    ((void (*)(void))abandoned)();
}

static void note_stack(void) {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
    void *address = NULL;
    size_t size = 0;
    if (pthread_attr_getstack(&attributes, &address, &size) == 0) stack_bottom = (uintptr_t)address;
    pthread_attr_destroy(&attributes);
}

int kernel_is_stack_overflow(const void *address) {
    // A large frame may reach beyond the guard page.
    enum { REACH = 1 << 20 };
    uintptr_t place = (uintptr_t)address;
    return stack_bottom != 0 && place < stack_bottom + 4096 && place + REACH >= stack_bottom;
}

size_t kernel_cell_stack(char *buffer, size_t capacity) {
    return has_cell_thread ? kernel_thread_stack(cell_thread, buffer, capacity) : 0;
}

static void *run(void *argument) {
    struct start start = *(struct start *)argument;
    free(argument);
    // A stack overflow can only be reported from another stack.
    stack_t alternate = {.ss_size = SIGNAL_STACK_BYTES};
    alternate.ss_sp = mmap(NULL, SIGNAL_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (alternate.ss_sp != MAP_FAILED) sigaltstack(&alternate, NULL);
    note_stack();
    cell_thread = pthread_self();
    has_cell_thread = 1;
    pthread_cleanup_push(abandon, start.abandoned);
    start.body(start.context);
    pthread_cleanup_pop(0);
    has_cell_thread = 0;
    return NULL;
}

int kernel_start_cell_thread(size_t stack_bytes, void (*body)(void *), void (*abandoned)(void), void *context) {
    struct start *start = malloc(sizeof *start);
    if (!start) return 12;
    *start = (struct start){body, abandoned, context};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    int result = pthread_create(&thread, &attributes, run, start);
    pthread_attr_destroy(&attributes);
    if (result != 0) free(start);
    return result;
}

static _Thread_local void *cell_entry;

void *kernel_cell_entry(void) { return cell_entry; }

void kernel_call_entry(void *entry) {
    cell_entry = entry;
    static char *arguments[] = {"lesson", NULL};
    ((int (*)(int, char **))entry)(1, arguments);
}

_Noreturn void kernel_park_thread(void) {
    for (;;) pause();
}

void kernel_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

static void (*exit_handler)(int);

void kernel_set_exit_handler(void (*handler)(int)) { exit_handler = handler; }

// The dynamic linker finds these definitions before the C library's, also for cells' libraries.

_Noreturn void exit(int status) {
    if (exit_handler) exit_handler(status);
    void (*real_exit)(int) = (void (*)(int))dlsym(RTLD_NEXT, "exit");
    if (real_exit) real_exit(status);
    _exit(status);
}

_Noreturn void _exit(int status) {
    kernel_report_end(status);
    for (;;) syscall(SYS_exit_group, status);
}

_Noreturn void _Exit(int status) { _exit(status); }

_Noreturn void quick_exit(int status) {
    kernel_report_end(status);
    void (*real_exit)(int) = (void (*)(int))dlsym(RTLD_NEXT, "quick_exit");
    if (real_exit) real_exit(status);
    _exit(status);
}
