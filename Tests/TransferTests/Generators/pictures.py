"""Writes the picture fixtures and what Pillow makes of them.

Generated with Pillow 13.0.0 (libjpeg-turbo 3.2.0) and numpy 2.4.6 on Python 3.11:
    pip install pillow==13.0.0 numpy==2.4.6
    python Tests/TransferTests/Generators/pictures.py

`pixels.bin` holds the expected pixels one after another, `pixels.json` where each begins: name to [offset, width,
height, channels]. The name is the picture's file name, or it is followed by what was done: `:grey` convert("L"), `:exif`
ImageOps.exif_transpose, `:half`, `:quarter`, `:eighth` draft, `:<filter>-<width>x<height>` resize and
`:crop-<filter>-<width>x<height>` the resize of Keras' load_img with keep_aspect_ratio=True.
"""

import io
import json
import shutil
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

folder = Path(__file__).resolve().parent.parent / "Fixtures" / "Pictures"
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
rng = np.random.default_rng(7)
pixels, index = bytearray(), {}


def scene(width, height, noise=6):
    """Smooth colours with an edge and some noise: what photographs are made of."""
    y, x = np.mgrid[0:height, 0:width]
    rgb = np.stack([x * 255 / width, y * 255 / height, 127 + 127 * np.sin((x + y) / 5)], axis=-1)
    rgb[height // 3 : height // 2, width // 4 : width // 2] = [250, 20, 60]
    return np.clip(rgb + rng.normal(0, noise, rgb.shape), 0, 255).astype(np.uint8)


def remember(name, picture):
    index[name] = [len(pixels), *picture.size, len(picture.getbands())]
    pixels.extend(picture.tobytes())


def expect(name):
    picture = Image.open(folder / name)
    remember(name, picture.convert("RGB"))
    remember(name + ":grey", picture.convert("L"))


def save(name, picture, **options):
    picture.save(folder / name, **options)
    expect(name)


def write(name, content):
    (folder / name).write_bytes(content)
    expect(name)


# PNG


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def write_png(name, width, height, depth, color, rows, interlace=0, extra=b""):
    """Writes what Pillow cannot: given bit depths, colour types and Adam7 interlacing."""
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    content = chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    write(name, b"\x89PNG\r\n\x1a\n" + content)


def packed(values, depth):
    """A row of small numbers in bytes, the first in the highest bits."""
    bits = "".join(f"{value:0{depth}b}" for value in values)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def adam7(samples, row=lambda samples: samples.tobytes()):
    """The rows of an interlaced picture, pass by pass."""
    for x0, y0, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for line in samples[y0::dy, x0::dx]:
            if len(line):
                yield row(line)


colour = scene(37, 23)
picture = Image.fromarray(colour)
alpha = Image.fromarray(np.tile(np.linspace(0, 255, 37).astype(np.uint8), (23, 1)))
translucent = picture.copy()
translucent.putalpha(alpha)
palette16 = chunk(b"PLTE", rng.integers(0, 256, 48).astype(np.uint8).tobytes())
palette2 = chunk(b"PLTE", bytes([200, 30, 40, 20, 60, 220]))

save("png-rgb.png", picture)
save("png-rgba.png", translucent)
save("png-grey.png", picture.convert("L"))
save("png-grey-alpha.png", translucent.convert("LA"))
save("png-palette.png", picture.quantize(32))
save("png-palette-transparent.png", picture.quantize(16), transparency=3)
save("png-one-bit.png", picture.convert("1"))
wide = np.array([[0, 1, 100, 127, 128, 255, 256, 257, 300, 32768, 65535]], dtype=np.uint16)
save("png-grey-16.png", Image.fromarray(wide))
samples = rng.integers(0, 65536, (5, 6, 4)).astype(">u2")
write_png("png-rgb-16.png", 6, 5, 16, 2, [row[:, :3].tobytes() for row in samples])
write_png("png-rgba-16.png", 6, 5, 16, 6, [row.tobytes() for row in samples])
write_png("png-grey-alpha-16.png", 6, 5, 16, 4, [row[:, :2].tobytes() for row in samples])
write_png("png-grey-2.png", 8, 2, 2, 0, [[0b00011011, 0b11100100], [0b11111111, 0b00000000]])
write_png("png-grey-4.png", 4, 2, 4, 0, [[0x01, 0x8F], [0xF7, 0x30]])
small = rng.integers(0, 4, (9, 11))
write_png("png-palette-1.png", 11, 9, 1, 3, [packed(row & 1, 1) for row in small], extra=palette2)
write_png("png-palette-2.png", 11, 9, 2, 3, [packed(row, 2) for row in small], extra=palette16)
write_png("png-palette-4.png", 11, 9, 4, 3, [packed(row * 5, 4) for row in small], extra=palette16)
write_png("png-grey-transparent.png", 11, 9, 8, 0, [bytes(row * 60) for row in small.astype(np.uint8)], extra=chunk(b"tRNS", b"\0\x3c"))
write_png("png-rgb-transparent.png", 37, 23, 8, 2, [row.tobytes() for row in colour], extra=chunk(b"tRNS", colour[0, 0].astype(">u2").tobytes()))
write_png("png-interlaced.png", 37, 23, 8, 2, adam7(colour), interlace=1)
write_png("png-interlaced-palette.png", 11, 9, 2, 3, adam7(small, lambda row: packed(row, 2)), interlace=1, extra=palette16)
write_png("png-interlaced-16.png", 6, 5, 16, 6, adam7(samples), interlace=1)
write_png("png-interlaced-tiny.png", 2, 3, 8, 2, adam7(colour[:3, :2]), interlace=1)
# A gamma that a viewer would correct and Pillow does not.
write_png("png-gamma.png", 37, 23, 8, 2, [row.tobytes() for row in colour], extra=chunk(b"gAMA", struct.pack(">I", 100000)))

# JPEG

photograph = Image.fromarray(scene(41, 31))
save("jpeg-baseline.jpg", photograph, quality=90)
save("jpeg-progressive.jpg", photograph, quality=75, progressive=True)
save("jpeg-444.jpg", photograph, quality=85, subsampling="4:4:4")
save("jpeg-422.jpg", photograph, quality=85, subsampling="4:2:2")
save("jpeg-grey.jpg", photograph.convert("L"), quality=85)
save("jpeg-grey-progressive.jpg", photograph.convert("L"), quality=85, progressive=True)
save("jpeg-cmyk.jpg", photograph.convert("CMYK"), quality=90)
save("jpeg-rgb.jpg", photograph, quality=85, keep_rgb=True)
save("jpeg-restart.jpg", photograph, quality=80, restart_marker_rows=1)
save("jpeg-coarse.jpg", photograph, quality=5)
save("jpeg-one-pixel.jpg", photograph.crop((0, 0, 1, 1)))
save("jpeg-flat.jpg", photograph.crop((0, 0, 37, 1)), quality=95)
photograph.save(folder / "jpeg-named-as.png", format="JPEG", quality=80)
expect("jpeg-named-as.png")
# Adobe's marker says how the four channels are coded: 2 is YCCK.
cmyk = (folder / "jpeg-cmyk.jpg").read_bytes()
marker = cmyk.index(b"Adobe")
write("jpeg-ycck.jpg", cmyk[: marker + 11] + b"\2" + cmyk[marker + 12 :])

large = Image.fromarray(scene(160, 120, noise=2))
large.save(folder / "jpeg-large.jpg", quality=85)
for name, factor in [("half", 2), ("quarter", 4), ("eighth", 8)]:
    draft = Image.open(folder / "jpeg-large.jpg")
    draft.draft("RGB", (160 // factor, 120 // factor))
    remember(f"jpeg-large.jpg:{name}", draft.convert("RGB"))

# Orientation

tiny = Image.fromarray(scene(13, 9))
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    name = f"exif-{orientation}.jpg"
    tiny.save(folder / name, quality=95, exif=exif)
    remember(name, Image.open(folder / name).convert("RGB"))
    remember(f"{name}:exif", ImageOps.exif_transpose(Image.open(folder / name)).convert("RGB"))
exif = Image.Exif()
exif[0x0112] = 6
tiny.save(folder / "exif-6.png", exif=exif)
remember("exif-6.png:exif", ImageOps.exif_transpose(Image.open(folder / "exif-6.png")).convert("RGB"))

# BMP


def write_bmp(name, width, height, bits, data, compression=0, palette=b"", colors=0, masks=b"", header=40):
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        info = struct.pack("<IiiHHIIiiII", header, width, height, 1, bits, compression, len(data), 0, 0, colors, 0)
        info += masks if header > 40 else b""
        info += b"\0" * (header - len(info)) + (masks if header == 40 else b"")
    offset = 14 + len(info) + len(palette)
    write(name, b"BM" + struct.pack("<IHHI", offset + len(data), 0, 0, offset) + info + palette + data)


def bmp_rows(rows):
    """Rows from the bottom, each padded to four bytes."""
    return b"".join(bytes(row) + b"\0" * (-len(row) % 4) for row in rows)


def quads(colors):
    return b"".join(bytes([*color[::-1], 0]) for color in colors)


colors = [tuple(int(value) for value in color) for color in rng.integers(0, 256, (16, 3))]
save("bmp-24.bmp", picture)
save("bmp-8.bmp", picture.quantize(100))
save("bmp-grey.bmp", picture.convert("L"))
save("bmp-1.bmp", picture.convert("1"))
write_bmp("bmp-1-colours.bmp", 11, 9, 1, bmp_rows(packed(row & 1, 1) for row in small), palette=quads(colors[:2]))
write_bmp("bmp-4.bmp", 11, 9, 4, bmp_rows(packed(row * 5, 4) for row in small), palette=quads(colors))
write_bmp("bmp-4-few.bmp", 11, 9, 4, bmp_rows(packed(row, 4) for row in small), palette=quads(colors[:4]), colors=4)
write_bmp("bmp-top-down.bmp", 37, -23, 24, bmp_rows(row[:, ::-1].tobytes() for row in colour))
words = rng.integers(0, 65536, (7, 5)).astype("<u2")
write_bmp("bmp-16.bmp", 5, 7, 16, bmp_rows(row.tobytes() for row in words & 0x7FFF))
write_bmp("bmp-16-565.bmp", 5, 7, 16, bmp_rows(row.tobytes() for row in words), 3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F))
doubles = rng.integers(0, 2**32, (4, 6)).astype("<u4")
write_bmp("bmp-32.bmp", 6, 4, 32, doubles.tobytes())
masks = struct.pack("<IIII", 0xFF000000, 0xFF0000, 0xFF00, 0)
write_bmp("bmp-32-masks.bmp", 6, 4, 32, doubles.tobytes(), 3, masks=masks, header=56)
save("bmp-32-alpha.bmp", translucent)
write_bmp("bmp-version-5.bmp", 37, 23, 24, bmp_rows(row[:, ::-1].tobytes() for row in colour), header=124)
triples = b"".join(bytes(color[::-1]) for color in colors)
write_bmp("bmp-os2.bmp", 11, 9, 4, bmp_rows(packed(row * 5, 4) for row in small), palette=triples, header=12)
write_bmp("bmp-os2-24.bmp", 37, 23, 24, bmp_rows(row[:, ::-1].tobytes() for row in colour), header=12)
runs8 = bytes([5, 1, 3, 2, 0, 0, 0, 5, 3, 4, 5, 6, 7, 0, 3, 9, 0, 0, 0, 2, 2, 1, 6, 11, 0, 0, 8, 15, 0, 1])
write_bmp("bmp-rle8.bmp", 8, 5, 8, runs8, 1, palette=quads(colors), colors=16)
runs4 = bytes([5, 0x12, 3, 0x34, 0, 0, 0, 5, 0x34, 0x56, 0x70, 0, 3, 0x99, 0, 0, 8, 0xAB, 0, 0, 0, 8, 0x12, 0x34, 0x56, 0x78, 0, 1])
write_bmp("bmp-rle4.bmp", 8, 4, 4, runs4, 2, palette=quads(colors))

# PBM, PGM, PPM

save("ppm-p6.ppm", picture)
save("ppm-p5.pgm", picture.convert("L"))
save("ppm-p4.pbm", picture.convert("1"))
grey = rng.integers(0, 16, (4, 5))
write("ppm-p1.pbm", b"P1\n# plain bits\n5 3\n1 0 1 0 1\n01010\n1 1 1\n# the end\n0 0\n")
write("ppm-p2.pgm", b"P2 5 4 15\n" + b"\n".join(b" ".join(b"%d" % value for value in row) for row in grey))
write("ppm-p3.ppm", b"P3\n# width and height\n2 # of the picture\n2\n255\n255 0 0  0 255 0\n0 0 255  10 20 30\n")
write("ppm-p3-1000.ppm", b"P3 2 2 1000\n1000 0 0  2 500 7\n0 0 1000  10 20 998\n")
write("ppm-p5-100.pgm", b"P5\n5 4\n100\n" + (grey * 6).astype(np.uint8).tobytes())
write("ppm-p5-65535.pgm", b"P5 11 1 65535\n" + wide.astype(">u2").tobytes())
write("ppm-p5-1000.pgm", b"P5 5 1 1000\n" + np.array([0, 1, 2, 3, 1000], ">u2").tobytes())
write("ppm-p6-65535.ppm", b"P6 6 5\n65535\n" + samples[:, :, :3].tobytes())
write("ppm-p6-comment.ppm", b"P6\n#one\n#two\n37 23\n255\n" + colour.tobytes())

# Resizing

gradient = Image.fromarray(scene(29, 17))
save("gradient.png", gradient)
filters = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "area": Image.Resampling.BOX,
    "lanczos": Image.Resampling.LANCZOS,
}


def crop_box(size, target):
    """As in load_img(keep_aspect_ratio=True) of Keras 3.15."""
    width, height = size
    crop_height = min(height, (width * target[1]) // target[0])
    crop_width = min(width, (height * target[0]) // target[1])
    top, left = (height - crop_height) // 2, (width - crop_width) // 2
    return [left, top, left + crop_width, top + crop_height]


for name, filter in filters.items():
    for size in [(7, 5), (29, 40), (64, 17), (58, 34), (1, 1), (13, 16), (100, 3), (27, 5), (20, 2)]:
        remember(f"gradient.png:{name}-{size[0]}x{size[1]}", gradient.resize(size, filter))
        remember(f"gradient.png:grey-{name}-{size[0]}x{size[1]}", gradient.convert("L").resize(size, filter))
    for size in [(7, 7), (40, 40), (5, 16), (17, 17), (30, 3)]:
        box = crop_box(gradient.size, size)
        remember(f"gradient.png:crop-{name}-{size[0]}x{size[1]}", gradient.resize(size, filter, box=box))

# What is no picture, or a damaged one

jpeg = (folder / "jpeg-baseline.jpg").read_bytes()
png = (folder / "png-rgb.png").read_bytes()
bmp = (folder / "bmp-24.bmp").read_bytes()
ppm = (folder / "ppm-p6.ppm").read_bytes()


def bomb(name, width, height):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    (folder / name).write_bytes(png[:8] + header + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b""))


def resized_jpeg(name, source, width, height):
    """Another size in the header, and the same data."""
    frame = max(source.find(b"\xff\xc0"), source.find(b"\xff\xc2"))
    (folder / name).write_bytes(source[: frame + 5] + struct.pack(">HH", height, width) + source[frame + 9 :])


(folder / "truncated.jpg").write_bytes(jpeg[: len(jpeg) // 2])
(folder / "truncated.png").write_bytes(png[: len(png) // 2])
(folder / "truncated.bmp").write_bytes(bmp[: len(bmp) // 2])
(folder / "truncated.ppm").write_bytes(ppm[: len(ppm) // 2])
(folder / "header-only.jpg").write_bytes(jpeg[:12])
damaged = bytearray(png)
damaged[len(png) // 2] ^= 0xFF
(folder / "damaged.png").write_bytes(damaged)
bomb("bomb.png", 40000, 40000)
bomb("slow.png", 10000, 10000)
resized_jpeg("bomb.jpg", jpeg, 65000, 65000)
resized_jpeg("slow.jpg", jpeg, 9000, 9000)
resized_jpeg("slow-progressive.jpg", (folder / "jpeg-progressive.jpg").read_bytes(), 9000, 9000)
(folder / "bomb.bmp").write_bytes(bmp[:18] + struct.pack("<ii", 2**31 - 1, 2**31 - 1) + bmp[26:])
(folder / "bomb.ppm").write_bytes(b"P6 4000000000 4000000000 255\n")
(folder / "jpeg-inside.bmp").write_bytes(bmp[:30] + struct.pack("<I", 4) + bmp[34:])
scans = (folder / "jpeg-grey-progressive.jpg").read_bytes()
first = scans.rindex(b"\xff\xc4")
(folder / "scans.jpg").write_bytes(scans[:-2] + scans[first:-2] * 120 + scans[-2:])
for name, format in [("animation.gif", "GIF"), ("scan.tif", "TIFF"), ("web.jpg", "WEBP")]:
    file = io.BytesIO()
    picture.crop((0, 0, 4, 4)).save(file, format)
    (folder / name).write_bytes(file.getvalue())
(folder / "noise.jpg").write_bytes(bytes(range(1, 200)))
(folder / "page.jpg").write_text("<!DOCTYPE html><html><body>Not found</body></html>\n")
(folder / "pointer.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
(folder / "empty.png").write_bytes(b"")

(folder / "pixels.bin").write_bytes(pixels)
(folder / "pixels.json").write_text(json.dumps(index, separators=(",", ":")) + "\n")
