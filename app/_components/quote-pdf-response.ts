import type { QuoteDocument } from "@/lib/domain/quote/quote-document";
import { attachment } from "@/lib/http/attachment";
import { quoteTextOf } from "@/lib/i18n/quotes/quote-text";
import { quotePdf } from "@/lib/pdf/quote-pdf";

/** A quote as a PDF to keep, streamed as it is made. `at` is when it was sent, or now for a draft. */
export async function quotePdfResponse(document: QuoteDocument, at: Date): Promise<Response> {
  const paper = quoteTextOf(document);
  return new Response(await quotePdf(paper, at), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": attachment(paper.fileName, "pdf"),
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    },
  });
}
