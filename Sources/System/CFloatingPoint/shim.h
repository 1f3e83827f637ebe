#pragma once
// The processor's floating-point control word, which Swift has no name for.
#include <stdint.h>

#if defined(__x86_64__)
#include <xmmintrin.h>

/// Flush results that are denormal to zero (FTZ), and take operands that are for zero (DAZ).
static const uint64_t floating_point_flush = 0x8040;
static inline uint64_t floating_point_control(void) { return _mm_getcsr(); }
static inline void floating_point_set_control(uint64_t value) { _mm_setcsr((unsigned int)value); }

#elif defined(__aarch64__)

/// Flush operands and results that are denormal to zero (FZ).
static const uint64_t floating_point_flush = 1 << 24;
static inline uint64_t floating_point_control(void) {
    uint64_t value;
    __asm__ volatile("mrs %0, fpcr" : "=r"(value));
    return value;
}
static inline void floating_point_set_control(uint64_t value) { __asm__ volatile("msr fpcr, %0" : : "r"(value)); }

#endif
