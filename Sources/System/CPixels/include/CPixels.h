#pragma once
#include <stdint.h>

// Resizes a row of RGB pixels. Pixel `i` of the result is the sum of `pairs[i]` pairs of neighbouring pixels, from pixel
// `starts[i]` on, times their weights, of which there are `capacity` pairs for each result.
//
// A pair's weights w0 and w1 are in fixed point of 22 bits, split into w = high * 2048 + low and laid out for vectors of
// eight: high w0 w1 w0 w1 w0 w1 0 0, then low the same. Up to five bytes after the last pixel of the row are read.
void cpixels_resize_row(
    const uint8_t *row, const int32_t *starts, const int32_t *pairs, const int16_t *weights, int32_t capacity,
    int32_t results, uint8_t *target);
