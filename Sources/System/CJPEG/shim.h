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

// A progressive file may repaint the whole picture as often as it likes; real ones do so about ten times.
enum { cjpeg_scan_limit = 100 };

// Each block of 8 x 8 pixels takes at least one bit, except in arithmetic coding.
enum { cjpeg_pixels_per_byte = 512 };

typedef struct {
    struct jpeg_error_mgr base;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
    char *message;
} cjpeg_error_manager;

static void cjpeg_fail(j_common_ptr info, const char *words) {
    cjpeg_error_manager *manager = (cjpeg_error_manager *)info->err;
    snprintf(manager->message, cjpeg_message_capacity, "%s", words);
    longjmp(manager->escape, 1);
}

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

static void cjpeg_count_scans(j_common_ptr info) {
    if (((j_decompress_ptr)info)->input_scan_number > cjpeg_scan_limit) cjpeg_fail(info, "it has too many scans");
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
    cjpeg_error_manager manager = {0};
    cjpeg_begin(&info, &manager, message);
    if (setjmp(manager.escape)) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    if (!info.arith_code && (double)info.image_width * info.image_height > (double)count * cjpeg_pixels_per_byte) {
        cjpeg_fail((j_common_ptr)&info, "the file is too short for its size");
    }
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

// Decodes into `rgb`, which holds width x height x 3 bytes of the size that `cjpeg_read_header` gave, divided by
// `shrink` (1, 2, 4 or 8) and rounded up.
__attribute__((noinline)) static int cjpeg_decode_rgb(
    const uint8_t *bytes, size_t count, unsigned shrink, uint8_t *rgb, char *message
) {
    struct jpeg_decompress_struct info = {0};
    cjpeg_error_manager manager = {0};
    cjpeg_begin(&info, &manager, message);
    if (setjmp(manager.escape)) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    manager.progress.progress_monitor = cjpeg_count_scans;
    info.progress = &manager.progress;
    info.scale_num = 1;
    info.scale_denom = shrink;
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
