#pragma once
#include <stddef.h>

// Fills the buffer with the next numbers that follow from the seed; 0 if there is none.
int kernel_draw_random(void *buffer, size_t size);
