#include "CKernel.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

// The runtime's main executor ends the process when top-level code that awaits has finished. Cells must outlive
// that: their jobs wait here and are run by whichever cell's thread drains the queue at the moment.

#define SWIFT_CC __attribute__((swiftcall))

typedef struct {
    uintptr_t identity;
    uintptr_t implementation;
} executor_ref;

extern SWIFT_CC void (*swift_task_enqueueMainExecutor_hook)(void *job, void *original);
extern SWIFT_CC void (*swift_task_asyncMainDrainQueue_hook)(void *original, void *override);
extern SWIFT_CC executor_ref swift_task_getMainExecutor(void);
extern SWIFT_CC void swift_job_run(void *job, executor_ref executor);

struct node {
    void *job;
    struct node *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static struct node *first, *last;

static SWIFT_CC void enqueue(void *job, void *original) {
    (void)original;
    struct node *node = malloc(sizeof *node);
    if (!node) abort();
    *node = (struct node){job, NULL};
    pthread_mutex_lock(&lock);
    if (last) last->next = node;
    else first = node;
    last = node;
    pthread_cond_signal(&arrived);
    pthread_mutex_unlock(&lock);
}

static SWIFT_CC void drain(void *original, void *override) {
    (void)original;
    (void)override;
    for (;;) {
        pthread_mutex_lock(&lock);
        while (!first) pthread_cond_wait(&arrived, &lock);
        struct node *node = first;
        first = node->next;
        if (!first) last = NULL;
        pthread_mutex_unlock(&lock);
        void *job = node->job;
        free(node);
        swift_job_run(job, swift_task_getMainExecutor());
    }
}

void kernel_install_main_executor(void) {
    swift_task_enqueueMainExecutor_hook = enqueue;
    swift_task_asyncMainDrainQueue_hook = drain;
}
