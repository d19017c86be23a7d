import { eq } from "drizzle-orm";
import { quotes, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { type Result, refused, succeeded } from "@/lib/domain/errors";
import { factsOf, type QuoteFacts } from "@/lib/features/console/quotes/record/quote-facts";

export type PublicQuote = QuoteFacts & { tenantSlug: string };

/**
 * A sent quote for whoever holds its link: a colleague of the payer who has no account, say. The token is the
 * permission; a withdrawn quote has none any more. It can be read, not answered.
 */
export async function readPublicQuote(token: string, now: Date): Promise<Result<PublicQuote>> {
  if (!/^[\w-]{32}$/.test(token)) return refused("not_found");
  return acrossTenants(async (tx) => {
    const [row] = await tx
      .select({ quote: quotes, tenant: tenants })
      .from(quotes)
      .innerJoin(tenants, eq(tenants.id, quotes.tenantId))
      .where(eq(quotes.publicToken, token));
    if (!row) return refused("not_found");
    return succeeded({
      ...(await factsOf(tx, row.quote, row.tenant, now)),
      tenantSlug: row.tenant.slug,
    });
  });
}
