import type { StripeAccount } from "@/lib/domain/moving-in/stripe-account";
import { pace } from "@/lib/features/stripe/reconciliation/pace";
import type { AccountPage } from "@/lib/stripe/account-lists";
import {
  customersToMove,
  productsToMove,
  subscriptionsToMove,
  unfinishedInvoices,
} from "@/lib/stripe/account-to-move";

/** Reads all that runs in the account, page by page, at the pace of the reconciliation. Writes nothing there. */
export async function readAccount(): Promise<StripeAccount> {
  const products = await all(productsToMove);
  const names = new Map(products.map(({ id, name }) => [id, name]));
  return {
    // The oldest first, so that tenants are made in the order in which the customers came.
    customers: (await all(customersToMove)).reverse(),
    subscriptions: (await all((after) => subscriptionsToMove(after, names))).reverse(),
    unfinished: [
      ...(await all((after) => unfinishedInvoices("open", after))),
      ...(await all((after) => unfinishedInvoices("draft", after))),
    ],
  };
}

async function all<Item>(pageAfter: (after: string | null) => Promise<AccountPage<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null = null; ; ) {
    await pace(1);
    const page: AccountPage<Item> = await pageAfter(after);
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
}
