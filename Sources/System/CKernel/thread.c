#define _GNU_SOURCE
#include "CKernel.h"

#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { SIGNAL_STACK_BYTES = 256 * 1024 };

struct start {
    void (*body)(void *);
    void (*abandoned)(void);
    void *context;
};

static void abandon(void *abandoned) { ((void (*)(void))abandoned)(); }

static void *run(void *argument) {
    struct start start = *(struct start *)argument;
    free(argument);
    // A stack overflow can only be reported from another stack.
    stack_t alternate = {.ss_size = SIGNAL_STACK_BYTES};
    alternate.ss_sp = mmap(NULL, SIGNAL_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (alternate.ss_sp != MAP_FAILED) sigaltstack(&alternate, NULL);
    pthread_cleanup_push(abandon, start.abandoned);
    start.body(start.context);
    pthread_cleanup_pop(0);
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

void kernel_call_entry(void *entry) {
    static char *arguments[] = {"lesson", NULL};
    ((int (*)(int, char **))entry)(1, arguments);
}

_Noreturn void kernel_park_thread(void) {
    for (;;) pause();
}

void kernel_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

static void (*exit_handler)(int);

void kernel_set_exit_handler(void (*handler)(int)) { exit_handler = handler; }

// The dynamic linker finds this definition before the C library's, also for cells' libraries.
_Noreturn void exit(int status) {
    if (exit_handler) exit_handler(status);
    void (*real_exit)(int) = (void (*)(int))dlsym(RTLD_NEXT, "exit");
    if (real_exit) real_exit(status);
    _exit(status);
}
