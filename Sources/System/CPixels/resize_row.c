#include "CPixels.h"
#include <string.h>

enum { low_bits = 11, precision_bits = 22, vector = 8 };

#if defined(__SSE2__)
#include <emmintrin.h>

// Red, green and blue of the result in the lowest three bytes. Multiplying eight numbers of 16 bits and adding
// neighbours is one instruction, which compilers do not find by themselves.
static uint32_t resized_pixel(const uint8_t *pixels, const int16_t *weights, int32_t pairs) {
    const __m128i zero = _mm_setzero_si128();
    __m128i high = zero;
    __m128i low = _mm_set1_epi32(1 << (precision_bits - 1));
    for (int32_t pair = 0; pair < pairs; pair++) {
        __m128i first = _mm_loadl_epi64((const __m128i *)(pixels + 6 * pair));
        __m128i both = _mm_unpacklo_epi8(first, _mm_srli_epi64(first, 24));
        __m128i wide = _mm_unpacklo_epi8(both, zero);
        const __m128i *halves = (const __m128i *)(weights + 2 * vector * pair);
        high = _mm_add_epi32(high, _mm_madd_epi16(wide, _mm_loadu_si128(halves)));
        low = _mm_add_epi32(low, _mm_madd_epi16(wide, _mm_loadu_si128(halves + 1)));
    }
    __m128i sums = _mm_srai_epi32(_mm_add_epi32(_mm_slli_epi32(high, low_bits), low), precision_bits);
    __m128i words = _mm_packs_epi32(sums, sums);
    return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(words, words));
}

#else

static uint32_t resized_pixel(const uint8_t *pixels, const int16_t *weights, int32_t pairs) {
    uint32_t result = 0;
    for (int channel = 0; channel < 3; channel++) {
        int32_t high = 0, low = 1 << (precision_bits - 1);
        for (int32_t pair = 0; pair < pairs; pair++) {
            const int16_t *halves = weights + 2 * vector * pair;
            for (int tap = 0; tap < 2; tap++) {
                int32_t pixel = pixels[6 * pair + 3 * tap + channel];
                high += pixel * halves[tap];
                low += pixel * halves[vector + tap];
            }
        }
        int32_t sum = ((int32_t)((uint32_t)high << low_bits) + low) >> precision_bits;
        result |= (uint32_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum) << (8 * channel);
    }
    return result;
}

#endif

void cpixels_resize_row(
    const uint8_t *row, const int32_t *starts, const int32_t *pairs, const int16_t *weights, int32_t capacity,
    int32_t results, uint8_t *target
) {
    for (int32_t i = 0; i < results; i++) {
        uint32_t pixel = resized_pixel(row + 3 * starts[i], weights + 2 * vector * capacity * i, pairs[i]);
        memcpy(target + 3 * i, &pixel, 3);
    }
}
