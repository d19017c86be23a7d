import { z } from "zod";
import { may } from "@/lib/domain/access/actions";
import { mayNow } from "@/lib/domain/access/closed-tenant";
import type { Id } from "@/lib/domain/ids";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type TenantView = {
  id: Id<"tenant">;
  slug: string;
  name: string;
  salesModel: "self_serve" | "sales_led";
  currency: string;
  timeZone: string;
  locale: "en" | "ja";
  createdAt: string;
  /** Since when it is closed; null while it is open. */
  closedAt: string | null;
  /** What the reader may open; the use-cases check again. */
  may: {
    seeLicense: boolean;
    seeUsage: boolean;
    seeInvoices: boolean;
    seeMembers: boolean;
    seeTimeline: boolean;
    seeQuotes: boolean;
    makeQuotes: boolean;
    seeConsole: boolean;
    /** To close it, or to reopen it. */
    close: boolean;
  };
};

/** A tenant as each reader of its pages sees it: the frame of these pages. */
export const readTenant = useCase(tenant("tenant.view"), {
  input: z.strictObject({}),
  async read({ standing: { tenant, roles } }): Promise<TenantView> {
    const { id, slug, name, salesModel, currency, timeZone, locale, createdAt, closedAt } = tenant;
    return {
      id,
      slug,
      name,
      salesModel,
      currency,
      timeZone,
      locale,
      createdAt: createdAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      may: {
        seeLicense: may(roles, "license.view"),
        seeUsage: may(roles, "usage.view"),
        seeInvoices: may(roles, "invoices.view"),
        seeMembers: may(roles, "members.view"),
        seeQuotes: may(roles, "quotes.view"),
        makeQuotes: mayNow(roles, "quotes.manage", tenant),
        seeTimeline: may(roles, "timeline.view"),
        seeConsole: may(roles, "console.view"),
        close: may(roles, "tenant.close"),
      },
    };
  },
});
