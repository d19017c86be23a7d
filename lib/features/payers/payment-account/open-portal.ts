import { z } from "zod";
import { publicUrl } from "@/lib/env";
import { returnAddress } from "@/lib/features/foundation/input/return-address";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { locales } from "@/lib/i18n/locales";
import { createPortalSession } from "@/lib/stripe/portal";

/** A link to Stripe's customer portal, which leads back to the billing dashboard unless another address is named. */
export const openPortal = useCase(tenant("payment_account.open_portal"), {
  input: z.strictObject({
    locale: z.enum(locales),
    /** Where the portal leads back to, if not to the dashboard. */
    returnUrl: returnAddress.optional(),
  }),
  read: async ({ tx, tenantId, standing }) => ({
    customerId: await requireStripeCustomer(tx, tenantId),
    slug: standing.tenant.slug,
  }),
  async outside({ input: { locale, returnUrl }, found: { customerId, slug } }): Promise<{ url: string }> {
    const dashboard = `${publicUrl()}/t/${slug}/billing`;
    return { url: await createPortalSession({ customerId, returnUrl: returnUrl ?? dashboard, locale }) };
  },
});
