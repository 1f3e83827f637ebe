#include "CKernel.h"
void lesson_kernel_probe(void) {}
