import { contextOf, currentPerson } from "@/lib/auth/session";
import { readDocument } from "@/lib/features/console/documents/read-document";
import { refusalStatus } from "@/lib/http/status";

/** A document as it was kept, to be saved: it comes from outside, so it is never shown as a page of ours. */
export async function GET(_request: Request, { params }: { params: Promise<{ document: string }> }) {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const read = await readDocument(await contextOf(person), { id: (await params).document as "doc_" });
  if (!read.ok) return new Response(null, { status: refusalStatus.not_found });
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
