import { OutsideRefused, OutsideUnreachable } from "./outside";

export type Downloaded = { bytes: Buffer; contentType: string };

/** A file of another server, at most so many bytes long. Refuses with `too_large`; everything else may be tried again. */
export async function download(url: string, mostBytes: number, timeoutMs: number): Promise<Downloaded> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body) {
      length += part.byteLength;
      if (length > mostBytes)
        throw new OutsideRefused("too_large", `${url} has more than ${mostBytes} bytes`);
      parts.push(part);
    }
    const contentType = response.headers.get("content-type") ?? "application/octet-stream";
    return { bytes: Buffer.concat(parts), contentType };
  } catch (error) {
    if (error instanceof OutsideRefused) throw error;
    throw new OutsideUnreachable(`a download failed: ${String(error)}`);
  }
}
