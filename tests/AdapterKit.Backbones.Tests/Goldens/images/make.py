"""Makes the images of this folder, and images.json with what Pillow 9.4 and numpy 1.24 read of them."""
import base64
import json
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps


def pattern(height, width):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return ((x * 37 + y * 101 + c * 59 + x * y * 7) % 256).astype(np.uint8)


def smooth(height, width):
    y, x = np.meshgrid(np.arange(height), np.arange(width), indexing="ij")
    return np.stack([x * 255 // (width - 1), y * 255 // (height - 1), (x + y) * 255 // (width + height - 2)], 2).astype(np.uint8)


def planes(image):
    return np.ascontiguousarray(np.asarray(image).transpose(2, 0, 1))


def encode(values):
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode()


def write_png16(name, values, color):
    height, width = values.shape[:2]
    rows = b"".join(b"\0" + values[y].astype(">u2").tobytes() for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 16, color, 0, 0, 0)
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def facts(image):
    return {"height": image.height, "width": image.width, "values": encode(planes(image))}


resized = []
for (height, width), (to_height, to_width) in [((17, 23), (8, 8)), ((5, 7), (16, 12)), ((40, 30), (7, 30))]:
    for resample in range(6):
        result = Image.fromarray(pattern(height, width)).resize((to_width, to_height), resample)
        resized.append({
            "filter": resample, "source": [height, width], "target": [to_height, to_width], "values": encode(planes(result))})

rgb = Image.fromarray(pattern(9, 13))
alpha = Image.fromarray((np.arange(9 * 13).reshape(9, 13) * 2).astype(np.uint8))
rgb.save("rgb.png")
rgb.convert("L").save("gray.png")
Image.merge("LA", (rgb.convert("L"), alpha)).save("gray-alpha.png")
Image.merge("RGBA", (*rgb.split(), alpha)).save("alpha.png")
rgb.quantize(16).save("palette.png", transparency=3)
rgb.convert("1").save("bits.png")
smooth_rgb = Image.fromarray(smooth(24, 40))
smooth_rgb.save("rgb.jpg", quality=90)
smooth_rgb.save("subsampled.jpg", quality=90, subsampling=2)
smooth_rgb.save("progressive.jpg", quality=90, progressive=True)
smooth_rgb.convert("L").save("gray.jpg", quality=90)
smooth_rgb.convert("CMYK").save("cmyk.jpg", quality=95)
for orientation in range(2, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    smooth_rgb.save(f"turned-{orientation}.jpg", quality=90, exif=exif)

names = ["rgb.png", "gray.png", "gray-alpha.png", "alpha.png", "palette.png", "bits.png", "rgb.jpg", "subsampled.jpg",
         "progressive.jpg", "gray.jpg", "cmyk.jpg", *[f"turned-{orientation}.jpg" for orientation in range(2, 9)]]
files = {name: facts(ImageOps.exif_transpose(Image.open(name)).convert("RGB")) for name in names}

# Pillow has no 16 bits in each of several colors. Each number is 257 times one of 8 bits, which it must become.
write_png16("rgb16.png", np.asarray(rgb).astype(np.uint16) * 257, 2)
write_png16("gray16.png", np.asarray(rgb.convert("L")).astype(np.uint16)[:, :, None] * 257, 0)
files["rgb16.png"], files["gray16.png"] = facts(rgb), facts(rgb.convert("L").convert("RGB"))

# What ViTImageProcessor computes: resize in bytes, then rescale and normalize in float32.
mean, deviation = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
small = np.asarray(rgb.resize((6, 6), Image.BILINEAR)).astype(np.float32) * np.float32(1 / 255)
brightness = np.asarray(rgb.convert("L").resize((6, 6), Image.BILINEAR)).astype(np.float32)[:, :, None] * np.float32(1 / 255)
processed = {
    "rgb": encode(planes((small - mean) / deviation)),
    "brightness": encode(planes((brightness - np.float32(0.5)) / np.float32(0.25))),
}
with open("images.json", "w", encoding="utf-8") as file:
    json.dump({"resized": resized, "files": files, "processed": processed}, file, indent=1)
    file.write("\n")
