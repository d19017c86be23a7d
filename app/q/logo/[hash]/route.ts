import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { readDocumentLogo } from "@/lib/features/foundation/seller/logo";
import { refusalStatus } from "@/lib/http/status";

/** The seller's picture on a quote. It never changes under its hash. */
export async function GET(_request: Request, { params }: { params: Promise<{ hash: string }> }) {
  const ctx = visitorContext(await readClock(), newId("audit"));
  const logo = await readDocumentLogo(ctx, { hash: (await params).hash });
  if (!logo.ok) return new Response(null, { status: refusalStatus.not_found });
  return new Response(new Uint8Array(logo.value.bytes), {
    headers: {
      "content-type": logo.value.contentType,
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
