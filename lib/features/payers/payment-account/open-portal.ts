import { z } from "zod";
import { type Result, succeeded } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { publicUrl } from "@/lib/env";
import type { Context, Locale } from "@/lib/features/foundation/context/context";
import { answerRefusal, askStripe } from "@/lib/features/foundation/use-case/refusals";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { requireStripeCustomer } from "@/lib/features/payers/stripe-customer/queries";
import { createPortalSession } from "@/lib/stripe/portal";

const readAccount = useCase(tenant("payment_account.open_portal"), {
  input: z.strictObject({}),
  read: async ({ tx, tenantId, standing }) => ({
    customerId: await requireStripeCustomer(tx, tenantId),
    slug: standing.tenant.slug,
  }),
});

/** A link to Stripe's customer portal, which leads back to the billing dashboard. */
export async function openPortal(
  ctx: Context,
  tenantId: Id<"tenant">,
  locale: Locale,
): Promise<Result<{ url: string }>> {
  const account = await readAccount(ctx, tenantId, {});
  if (!account.ok) return account;
  const { customerId, slug } = account.value;
  try {
    const returnUrl = `${publicUrl()}/t/${slug}/billing`;
    return succeeded({ url: await askStripe(() => createPortalSession({ customerId, returnUrl, locale })) });
  } catch (error) {
    return answerRefusal(error);
  }
}
