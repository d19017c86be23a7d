import type { CheckoutBuyer } from "@/lib/features/console/checkouts/show-checkout";

/** Where a bought checkout leads: the sender's address, with what Dodo's page adds to it, or the billing dashboard. */
export function afterwards({ returnUrl, slug, licenseId }: CheckoutBuyer): string {
  if (!returnUrl) return `/t/${slug}/billing`;
  const address = new URL(returnUrl);
  address.searchParams.set("subscription_id", licenseId);
  address.searchParams.set("status", "active");
  return address.href;
}
