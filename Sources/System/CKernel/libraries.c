#define _GNU_SOURCE
#include "CKernel.h"

#include <link.h>

struct call {
    void (*each)(const char *path, void *context);
    void *context;
};

static int visit(struct dl_phdr_info *info, size_t size, void *argument) {
    (void)size;
    const struct call *call = argument;
    // The program itself, and what the system maps without a file, have no name here.
    if (info->dlpi_name && info->dlpi_name[0]) call->each(info->dlpi_name, call->context);
    return 0;
}

void kernel_each_library(void (*each)(const char *path, void *context), void *context) {
    struct call call = {each, context};
    dl_iterate_phdr(visit, &call);
}
