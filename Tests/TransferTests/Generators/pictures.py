"""Writes the picture fixtures and what Pillow makes of them.

Generated with Pillow 13.0.0 and numpy 2.4.6 on Python 3.11:
    pip install pillow==13.0.0 numpy==2.4.6
    python Tests/TransferTests/Generators/pictures.py

Each `<name>.png|jpg` is a picture; `<name>.rgb` beside it holds the bytes of
`Image.open(...).convert("RGB")`, and `resize-<filter>-<width>x<height>.rgb` those of `gradient.png` resized.
"""

import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

folder = Path(__file__).resolve().parent.parent / "Fixtures" / "Pictures"
folder.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(7)


def scene(width, height):
    """Smooth colours with an edge and some noise: what photographs are made of."""
    y, x = np.mgrid[0:height, 0:width]
    rgb = np.stack([x * 255 / width, y * 255 / height, 127 + 127 * np.sin((x + y) / 5)], axis=-1)
    rgb[height // 3 : height // 2, width // 4 : width // 2] = [250, 20, 60]
    return np.clip(rgb + rng.normal(0, 6, rgb.shape), 0, 255).astype(np.uint8)


def expect(name):
    picture = Image.open(folder / name).convert("RGB")
    (folder / (Path(name).stem + ".rgb")).write_bytes(struct.pack("<II", *picture.size) + picture.tobytes())


def save(name, picture, **options):
    picture.save(folder / name, **options)
    expect(name)


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def write_png(name, width, height, depth, color, rows, interlace=0, extra=b""):
    """Writes what Pillow cannot: given bit depths, colour types and Adam7 interlacing."""
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace)
    data = b"".join(b"\0" + bytes(row) for row in rows)
    (folder / name).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    )
    expect(name)


def adam7(pixels):
    """The rows of an interlaced picture, pass by pass."""
    for x0, y0, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for row in pixels[y0::dy, x0::dx]:
            if len(row):
                yield row.tobytes()


colour = scene(37, 23)
picture = Image.fromarray(colour)
alpha = Image.fromarray(np.tile(np.linspace(0, 255, 37).astype(np.uint8), (23, 1)))
translucent = picture.copy()
translucent.putalpha(alpha)

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
write_png("png-interlaced.png", 37, 23, 8, 2, adam7(colour), interlace=1)
# A gamma that a viewer would correct and Pillow does not.
write_png("png-gamma.png", 37, 23, 8, 2, [row.tobytes() for row in colour], extra=chunk(b"gAMA", struct.pack(">I", 100000)))

photograph = Image.fromarray(scene(61, 45))
save("jpeg-baseline.jpg", photograph, quality=90)
save("jpeg-progressive.jpg", photograph, quality=75, progressive=True)
save("jpeg-444.jpg", photograph, quality=85, subsampling=0)
save("jpeg-grey.jpg", photograph.convert("L"), quality=85)
save("jpeg-cmyk.jpg", photograph.convert("CMYK"), quality=90)
photograph.save(folder / "jpeg-named-as.png", format="JPEG", quality=80)
expect("jpeg-named-as.png")

gradient = Image.fromarray(scene(29, 17))
save("gradient.png", gradient)
for width, height in [(7, 5), (29, 40), (64, 17), (58, 34), (1, 1), (13, 16), (100, 3), (27, 5), (20, 2)]:
    for name, filter in [("nearest", Image.Resampling.NEAREST), ("bilinear", Image.Resampling.BILINEAR)]:
        path = folder / f"resize-{name}-{width}x{height}.rgb"
        path.write_bytes(struct.pack("<II", width, height) + gradient.resize((width, height), filter).tobytes())

jpeg = (folder / "jpeg-baseline.jpg").read_bytes()
png = (folder / "png-rgb.png").read_bytes()
(folder / "truncated.jpg").write_bytes(jpeg[: len(jpeg) // 2])
(folder / "truncated.png").write_bytes(png[: len(png) // 2])
(folder / "header-only.jpg").write_bytes(jpeg[:12])
damaged = bytearray(png)
damaged[len(png) // 2] ^= 0xFF
(folder / "damaged.png").write_bytes(damaged)
bomb = struct.pack(">IIBBBBB", 40000, 40000, 8, 2, 0, 0, 0)
(folder / "bomb.png").write_bytes(png[:8] + chunk(b"IHDR", bomb) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b""))
(folder / "animation.gif").write_bytes(b"GIF89a" + bytes(20))
(folder / "page.jpg").write_text("<!DOCTYPE html><html><body>Not found</body></html>\n")
(folder / "pointer.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
(folder / "empty.png").write_bytes(b"")
