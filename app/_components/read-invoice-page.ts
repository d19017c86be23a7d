import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { orNotFound } from "@/lib/auth/guard";
import type { Id } from "@/lib/domain/ids";
import { readTenantInvoice } from "@/lib/features/billing/invoices/read-tenant-invoice";
import type { Context } from "@/lib/features/foundation/context/context";

/** The invoice of a page with its title; read once per request for the page and its metadata. */
export const readInvoicePage = cache(
  async (ctx: Context, tenantId: Id<"tenant">, stripeInvoiceId: string) => {
    const invoice = orNotFound(await readTenantInvoice(ctx, tenantId, { stripeInvoiceId }));
    const t = await getTranslations("invoices.one");
    return { invoice, title: invoice.number ? t("title", { number: invoice.number }) : t("draft") };
  },
);
