import type { Result } from "@/lib/domain/errors";
import type { KeptFile } from "@/lib/features/billing/documents/kept-file";
import { refusalStatus } from "@/lib/http/status";

/** A document to be saved: it comes from outside, so it is never shown as a page of ours. */
export function documentResponse(read: Result<KeptFile>): Response {
  if (!read.ok) {
    const { code } = read.refusal;
    return new Response(null, {
      status: code === "unauthenticated" ? refusalStatus.unauthenticated : refusalStatus.not_found,
    });
  }
  const { bytes, contentType, name } = read.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${name}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
