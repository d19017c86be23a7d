import type { Id } from "@/lib/domain/ids";

/** The address at which the SaaS waits for its payer, with the order in it, so that its page can ask how it went. */
export function returnFromOrder(returnUrl: string, orderId: Id<"order">): string {
  const address = new URL(returnUrl);
  address.searchParams.set("order", orderId);
  return address.toString();
}
