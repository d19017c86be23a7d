import { quotePdfResponse } from "@/app/_components/quote-pdf-response";
import { onTenant } from "@/lib/auth/guard";
import { refused, succeeded } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { readQuote } from "@/lib/features/console/quotes/overview/read-quote";
import { refusalStatus } from "@/lib/http/status";

type Params = Promise<{ tenant: string; quote: string }>;

/** The quote as a PDF, for everybody who may read it. Staff get it of a draft too. */
export async function GET(_request: Request, { params }: { params: Params }) {
  const { tenant, quote: quoteId } = await params;
  const read = await onTenant(tenant, async (ctx, tenantId) => {
    if (!isId("quote", quoteId)) return refused("not_found");
    const quote = await readQuote(ctx, tenantId, { quoteId });
    return quote.ok ? succeeded({ quote: quote.value, now: ctx.now }) : quote;
  });
  if (!read.ok) return new Response(null, { status: refusalStatus[read.refusal.code] });
  return quotePdfResponse(read.value.quote.document, read.value.now);
}
