import { z } from "zod";
import { publicUrl } from "@/lib/env";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { locales } from "@/lib/i18n/locales";
import { createPortalSession } from "@/lib/stripe/portal";

/** A link to Stripe's customer portal, which leads back to the billing dashboard. */
export const openPortal = useCase(tenant("payment_account.open_portal"), {
  input: z.strictObject({ locale: z.enum(locales) }),
  read: async ({ tx, tenantId, standing }) => ({
    customerId: await requireStripeCustomer(tx, tenantId),
    slug: standing.tenant.slug,
  }),
  async outside({ input: { locale }, found: { customerId, slug } }): Promise<{ url: string }> {
    const returnUrl = `${publicUrl()}/t/${slug}/billing`;
    return { url: await createPortalSession({ customerId, returnUrl, locale }) };
  },
});
