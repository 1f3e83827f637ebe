#include "CKernel.h"

#include <stdbool.h>
#include <stdint.h>

// The concurrency runtime asks these hooks for the executor of the main actor, and to serve it for ever when
// top-level code awaits. Its own executor ends the process, or loses its thread, when the first cell that awaits is
// done; the kernel's must serve the next cell as well.

#define SWIFT_CC __attribute__((swiftcall))

typedef struct {
    uintptr_t identity;
    uintptr_t implementation;
} executor_ref;

extern SWIFT_CC executor_ref (*swift_task_getMainExecutor_hook)(void *original);
extern SWIFT_CC bool (*swift_task_isMainExecutor_hook)(executor_ref executor, void *original);
extern SWIFT_CC void (*swift_task_asyncMainDrainQueue_hook)(void *original, void *override);

static executor_ref main_executor;
static void (*serve_main_executor)(void);

static SWIFT_CC executor_ref get_main_executor(void *original) {
    (void)original;
    return main_executor;
}

static SWIFT_CC bool is_main_executor(executor_ref executor, void *original) {
    (void)original;
    return executor.identity == main_executor.identity;
}

static SWIFT_CC void drain(void *original, void *override) {
    (void)original;
    (void)override;
    serve_main_executor();
}

void kernel_install_main_executor(uintptr_t identity, uintptr_t implementation, void (*serve)(void)) {
    main_executor = (executor_ref){identity, implementation};
    serve_main_executor = serve;
    swift_task_getMainExecutor_hook = get_main_executor;
    swift_task_isMainExecutor_hook = is_main_executor;
    swift_task_asyncMainDrainQueue_hook = drain;
}
