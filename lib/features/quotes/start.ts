import { z } from "zod";
import { daysLater, firstOfNextMonth } from "@/lib/domain/quote/quote";
import { dayOf } from "@/lib/domain/time/calendar";
import { query } from "../shared/command";

export type QuoteStart = {
  tenant: { slug: string; name: string; currency: string; language: "en" | "ja"; isSalesLed: boolean };
  /** The present day in the tenant's zone, and what usually follows from it. */
  today: string;
  validUntil: string;
  startsOn: string;
};

export const usualValidityDays = 30;

/** What a new quote for the tenant begins with; refused to whoever may not make one. */
export const startQuote = query({
  action: "quotes.manage",
  input: z.strictObject({}),
  async run({ ctx, standing: { tenant } }): Promise<QuoteStart> {
    const today = dayOf(ctx.now, tenant.timeZone);
    return {
      tenant: {
        slug: tenant.slug,
        name: tenant.name,
        currency: tenant.currency,
        language: tenant.locale,
        isSalesLed: tenant.salesModel === "sales_led",
      },
      today,
      validUntil: daysLater(today, usualValidityDays),
      startsOn: firstOfNextMonth(today),
    };
  },
});
