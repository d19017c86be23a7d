import { eq } from "drizzle-orm";
import { z } from "zod";
import { quotes, tenants } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { factsOf, type QuoteFacts } from "@/lib/features/console/quotes/record/quote-facts";
import { bearer } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type PublicQuote = QuoteFacts & { tenantSlug: string };

/**
 * A sent quote for anyone who has its link, such as a colleague of the payer who has no account. The token is the
 * permission; a withdrawn quote has none any more. It can be read, not answered.
 */
export const readPublicQuote = useCase(bearer(), {
  input: z.strictObject({ token: z.string() }),
  async read({ ctx, tx, input: { token } }): Promise<PublicQuote> {
    if (!/^[\w-]{32}$/.test(token)) throw new Refused("not_found");
    const [row] = await tx
      .select({ quote: quotes, tenant: tenants })
      .from(quotes)
      .innerJoin(tenants, eq(tenants.id, quotes.tenantId))
      .where(eq(quotes.publicToken, token));
    if (!row) throw new Refused("not_found");
    return { ...(await factsOf(tx, row.quote, row.tenant, ctx.now)), tenantSlug: row.tenant.slug };
  },
});
