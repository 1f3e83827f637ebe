#include "CKernel.h"
#include "random.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

// Swift's runtime asks the system for every random number, and its functions cannot be replaced by others: they call
// each other directly. What the system answers can.

static atomic_bool is_seeded;
static _Atomic uint64_t position;

void kernel_seed_random(uint64_t seed) {
    atomic_store(&position, seed);
    atomic_store(&is_seeded, true);
}

// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
static uint64_t next_word(void) {
    const uint64_t step = 0x9E3779B97F4A7C15;
    uint64_t word = atomic_fetch_add(&position, step) + step;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
    return word ^ (word >> 31);
}

int kernel_draw_random(void *buffer, size_t size) {
    if (!atomic_load(&is_seeded)) return 0;
    for (char *place = buffer; size > 0;) {
        uint64_t word = next_word();
        size_t count = size < sizeof word ? size : sizeof word;
        memcpy(place, &word, count);
        place += count;
        size -= count;
    }
    return 1;
}
