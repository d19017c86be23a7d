/** What a text file may be written in. Excel writes UTF-16 as "Unicode text", and Shift JIS on a Japanese Windows. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "shift_jis";

/**
 * The encoding of a text by its first bytes: its byte order mark; else the zero bytes that every second letter of a
 * table's names has in UTF-16; else UTF-8, if the bytes can be it. `isWhole`: no character is cut off at the end.
 */
export function encodingOf(bytes: Uint8Array, isWhole = true): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const [first, second] = [bytes[0], bytes[1]];
  if (first !== 0 && second === 0) return "utf-16le";
  if (first === 0 && second !== undefined && second !== 0) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !isWhole });
    return "utf-8";
  } catch {
    return "shift_jis";
  }
}

export function textOfBytes(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
