import { deflateSync } from "node:zlib";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A PNG of `width` x `height` pixels, four bytes each: red, green, blue, opacity. */
export function encodePng(width: number, height: number, pixels: Uint8ClampedArray): Uint8Array {
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk("IHDR", header(width, height)),
    chunk("IDAT", deflateSync(filtered(width, height, pixels))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function header(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes.set([8, 6, 0, 0, 0], 8); // eight bits a channel, RGBA, no interlacing
  return bytes;
}

/** Rows of pixels, a zero before each: no filter. */
function filtered(width: number, height: number, pixels: Uint8ClampedArray): Buffer {
  const row = 4 * width;
  const bytes = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y++) {
    bytes.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  }
  return bytes;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(checksum(body), body.length + 4);
  return frame;
}

/** CRC-32 as in the PNG specification, annex D; figures are small, so bit by bit. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
