import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import type { QuoteDocument } from "@/lib/domain/quote/quote-document";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { readDocumentLogo } from "@/lib/features/foundation/seller/logo";
import { attachment } from "@/lib/http/attachment";
import { quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import { documentPdf } from "@/lib/pdf/document-pdf";

/** A quote as a PDF to keep, streamed as it is made. `at` is when it was sent, or now for a draft. */
export async function quotePdfResponse(document: QuoteDocument, at: Date): Promise<Response> {
  const paper = quoteTextOf(document);
  return new Response(await documentPdf(paper, at, await logoOf(document)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": attachment(paper.fileName, "pdf"),
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    },
  });
}

async function logoOf({ issuer: { logoHash } }: QuoteDocument): Promise<Buffer | null> {
  if (logoHash === null) return null;
  const logo = await readDocumentLogo(visitorContext(await readClock(), newId("audit")), { hash: logoHash });
  return logo.ok ? logo.value.bytes : null;
}
