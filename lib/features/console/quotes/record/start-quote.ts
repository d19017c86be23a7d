import { z } from "zod";
import { daysLater, firstOfNextMonth } from "@/lib/domain/quote/quote";
import { dayOf } from "@/lib/domain/time/calendar";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { obstacleOf, type QuoteObstacle } from "./quote-obstacle";

export type QuoteStart = {
  tenant: { slug: string; name: string; currency: string; language: "en" | "ja" };
  /** Why accepting would be refused just now, with either way of invoicing. */
  obstacle: QuoteObstacle | null;
  /** The present day in the tenant's zone, and what usually follows from it. */
  today: string;
  validUntil: string;
  startsOn: string;
};

export const usualValidityDays = 30;

/** What a new quote for the tenant begins with; refused to callers who may not make one. */
export const startQuote = useCase(tenant("quotes.manage"), {
  input: z.strictObject({}),
  async read({ ctx, tx, standing: { tenant } }): Promise<QuoteStart> {
    const today = dayOf(ctx.now, tenant.timeZone);
    return {
      tenant: {
        slug: tenant.slug,
        name: tenant.name,
        currency: tenant.currency,
        language: tenant.locale,
      },
      obstacle: await obstacleOf(tx, tenant, "stripe_dashboard"),
      today,
      validUntil: daysLater(today, usualValidityDays),
      startsOn: firstOfNextMonth(today),
    };
  },
});
