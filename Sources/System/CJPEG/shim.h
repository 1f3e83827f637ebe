#pragma once
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>

// libjpeg reports errors by longjmp, which must not cross Swift frames: both entry points below catch it and
// return the library's words instead. They return 1 for success, 0 for failure with `message` filled in.

enum { cjpeg_message_capacity = JMSG_LENGTH_MAX };

typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf escape;
    char *message;
} cjpeg_error_manager;

static void cjpeg_error_exit(j_common_ptr info) {
    cjpeg_error_manager *manager = (cjpeg_error_manager *)info->err;
    manager->base.format_message(info, manager->message);
    longjmp(manager->escape, 1);
}

// A file that ends early is only a warning to libjpeg, which paints the rest grey; here it is an error.
// Other warnings are passed over, as Pillow does.
static void cjpeg_emit_message(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF) cjpeg_error_exit(info);
}

static inline void cjpeg_begin(
    struct jpeg_decompress_struct *info, cjpeg_error_manager *manager, char *message
) {
    info->err = jpeg_std_error(&manager->base);
    manager->base.error_exit = cjpeg_error_exit;
    manager->base.emit_message = cjpeg_emit_message;
    manager->message = message;
    message[0] = 0;
}

// Reads the size and the number of colour components.
__attribute__((noinline)) static int cjpeg_read_header(
    const uint8_t *bytes, size_t count, int *width, int *height, int *components, char *message
) {
    struct jpeg_decompress_struct info = {0};
    cjpeg_error_manager manager;
    cjpeg_begin(&info, &manager, message);
    if (setjmp(manager.escape)) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    *width = (int)info.image_width;
    *height = (int)info.image_height;
    *components = info.num_components;
    jpeg_destroy_decompress(&info);
    return 1;
}

// Pillow's conversion of a row of inverted CMYK (what Adobe's programs write) to RGB.
static inline void cjpeg_rgb_from_inverted_cmyk(const uint8_t *cmyk, uint8_t *rgb, unsigned width) {
    for (unsigned x = 0; x < width; x++) {
        int key = cmyk[4 * x + 3];
        for (int channel = 0; channel < 3; channel++) {
            int product = (255 - cmyk[4 * x + channel]) * key + 128;
            int difference = key - (((product >> 8) + product) >> 8);
            rgb[3 * x + channel] = (uint8_t)(difference < 0 ? 0 : difference);
        }
    }
}

// Decodes into `rgb`, which holds width x height x 3 bytes of the size that `cjpeg_read_header` gave.
__attribute__((noinline)) static int cjpeg_decode_rgb(
    const uint8_t *bytes, size_t count, uint8_t *rgb, char *message
) {
    struct jpeg_decompress_struct info = {0};
    cjpeg_error_manager manager;
    cjpeg_begin(&info, &manager, message);
    if (setjmp(manager.escape)) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    int isCMYK = info.num_components == 4;
    info.out_color_space = isCMYK ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&info);
    JSAMPARRAY cmyk = NULL;
    if (isCMYK) cmyk = info.mem->alloc_sarray((j_common_ptr)&info, JPOOL_IMAGE, info.output_width * 4, 1);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = rgb + (size_t)info.output_scanline * info.output_width * 3;
        if (isCMYK) {
            jpeg_read_scanlines(&info, cmyk, 1);
            cjpeg_rgb_from_inverted_cmyk(cmyk[0], row, info.output_width);
        } else {
            jpeg_read_scanlines(&info, &row, 1);
        }
    }
    jpeg_destroy_decompress(&info);
    return 1;
}
