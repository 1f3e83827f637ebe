#pragma once
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <png.h>

// libpng reports errors by longjmp, which must not cross Swift frames: the entry points below catch it and
// return the library's words instead. They return 1 for success, 0 for failure with `message` filled in.
// Reading uses the classic interface because the simplified one corrects gamma and composes with alpha.

enum { cpng_message_capacity = 200 };

// Deflate never makes anything more than 1032 times smaller.
enum { cpng_largest_ratio = 1032 };

typedef struct {
    const uint8_t *next;
    size_t remaining;
    char *message;
} cpng_source;

static void cpng_fail(png_structp png, png_const_charp words) {
    cpng_source *source = (cpng_source *)png_get_error_ptr(png);
    snprintf(source->message, cpng_message_capacity, "%s", words);
    png_longjmp(png, 1);
}

// Warnings speak of colour profiles and comments, which are not used.
static void cpng_ignore(png_structp png, png_const_charp words) {
    (void)png;
    (void)words;
}

static void cpng_read(png_structp png, png_bytep bytes, size_t count) {
    cpng_source *source = (cpng_source *)png_get_io_ptr(png);
    if (count > source->remaining) png_error(png, "the file ends early");
    memcpy(bytes, source->next, count);
    source->next += count;
    source->remaining -= count;
}

// Reads the size, and decodes into `rgb` (width x height x 3 bytes) unless that is NULL. As in Pillow, alpha is
// dropped and 16-bit samples keep their high byte, except those of grey without alpha, which are clipped to 255.
__attribute__((noinline)) static int cpng_decode_rgb(
    const uint8_t *bytes, size_t count, int *width, int *height, uint8_t *rgb, char *message
) {
    cpng_source source = {bytes, count, message};
    message[0] = 0;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, cpng_fail, cpng_ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    png_bytep *volatile rows = NULL;
    uint8_t *volatile wide = NULL;
    if (!info) {
        png_destroy_read_struct(&png, NULL, NULL);
        snprintf(message, cpng_message_capacity, "out of memory");
        return 0;
    }
    if (setjmp(png_jmpbuf(png))) {
        free(rows);
        free(wide);
        png_destroy_read_struct(&png, &info, NULL);
        return 0;
    }
    png_set_read_fn(png, &source, cpng_read);
    png_read_info(png, info);
    *width = (int)png_get_image_width(png, info);
    *height = (int)png_get_image_height(png, info);
    if (rgb) {
        double needed = (double)png_get_rowbytes(png, info) * *height;
        if (needed > (double)count * cpng_largest_ratio) png_error(png, "the file is too short for its size");
        int colorType = png_get_color_type(png, info);
        int isWide = colorType == PNG_COLOR_TYPE_GRAY && png_get_bit_depth(png, info) == 16;
        if (!isWide) {
            png_set_strip_16(png);
            if (colorType == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
            if (colorType == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(png);
            if (!(colorType & PNG_COLOR_MASK_COLOR)) png_set_gray_to_rgb(png);
            png_set_strip_alpha(png);
        }
        png_set_interlace_handling(png);
        png_read_update_info(png, info);
        size_t pixels = (size_t)*width * (size_t)*height;
        size_t stride = (size_t)*width * (isWide ? 2 : 3);
        if (png_get_rowbytes(png, info) != stride) png_error(png, "the rows have an unexpected length");
        if (isWide) wide = (uint8_t *)malloc(pixels * 2);
        rows = (png_bytep *)malloc((size_t)*height * sizeof(png_bytep));
        if (!rows || (isWide && !wide)) png_error(png, "out of memory");
        for (int y = 0; y < *height; y++) rows[y] = (isWide ? wide : rgb) + y * stride;
        png_read_image(png, rows);
        for (size_t i = 0; isWide && i < pixels; i++) {
            uint8_t grey = wide[2 * i] ? 255 : wide[2 * i + 1];
            memset(rgb + 3 * i, grey, 3);
        }
    }
    free(wide);
    free(rows);
    png_destroy_read_struct(&png, &info, NULL);
    return 1;
}

static inline png_image cpng_image(int width, int height, int channels) {
    png_image image = {0};
    image.version = PNG_IMAGE_VERSION;
    image.width = (png_uint_32)width;
    image.height = (png_uint_32)height;
    image.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    return image;
}

// The most bytes that `cpng_encode` writes for a picture of this size.
static inline size_t cpng_encoded_capacity(int width, int height, int channels) {
    png_image image = cpng_image(width, height, channels);
    return PNG_IMAGE_PNG_SIZE_MAX(image);
}

// Encodes width x height x channels (1 or 3) bytes into `png`; `count` is its capacity before and the bytes written
// after.
static inline int cpng_encode(
    const uint8_t *pixels, int width, int height, int channels, uint8_t *png, size_t *count, char *message
) {
    png_image image = cpng_image(width, height, channels);
    int succeeded = png_image_write_to_memory(&image, png, count, 0, pixels, width * channels, NULL);
    snprintf(message, cpng_message_capacity, "%s", image.message);
    png_image_free(&image);
    return succeeded;
}
