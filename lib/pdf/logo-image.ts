import { inflateSync } from "node:zlib";
import PDFDocument from "pdfkit";

export type LogoImage = { contentType: "image/png" | "image/jpeg"; width: number; height: number };

const largestSide = 2000;
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * What kind of picture these bytes are, or null if a PDF could not show them. PNG is decoded here as a whole: the library
 * decodes it after the document was begun, where a broken one would end the process.
 */
export function logoOf(bytes: Buffer): LogoImage | null {
  const isPng = bytes.subarray(0, 8).equals(pngSignature);
  const size = isPng ? pngSize(bytes) : jpegSize(bytes);
  if (!size || size.width > largestSide || size.height > largestSide) return null;
  return { contentType: isPng ? "image/png" : "image/jpeg", ...size };
}

/** A method of pdfkit that its types leave out. */
type Opener = { openImage(bytes: Buffer): { width: number; height: number } };

function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  try {
    // The library reads the size of a JPEG, and puts its bytes into the document as they are.
    const pdf = new PDFDocument({ font: null as unknown as string }) as unknown as Opener;
    const { width, height } = pdf.openImage(bytes);
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}

/** Samples of a pixel by colour type (PNG specification, 11.2.1). */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function pngSize(bytes: Buffer): { width: number; height: number } | null {
  const parts: Buffer[] = [];
  let at = pngSignature.length;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  if (bytes.length < 33 || bytes.toString("latin1", 12, 16) !== "IHDR" || at !== bytes.length) return null;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, perPixel, isInterlaced] = [bytes[24], samples[bytes[25] ?? 1], bytes[28] !== 0];
  if (depth !== 8 || !perPixel || isInterlaced || width > largestSide || height > largestSide) return null;
  const expected = height * (1 + width * perPixel);
  try {
    const pixels = inflateSync(Buffer.concat(parts), { maxOutputLength: expected + 1 });
    return pixels.length === expected && expected > 0 ? { width, height } : null;
  } catch {
    return null;
  }
}
