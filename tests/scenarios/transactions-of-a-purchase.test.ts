import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type ConfirmedChange, confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { type ChangePreview, previewChange } from "@/lib/features/license/plan-change/preview-change";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* A click on "Pay" waits for each transaction that it opens, so their number is held here. */

let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T12:00:05Z"));
});
afterAll(() => world?.close());
afterEach(() => vi.restoreAllMocks());

/** Stripe's webhooks arrive in this process meanwhile. They run outside of this context and are not counted. */
const counted = new AsyncLocalStorage<{ transactions: number }>();

async function transactionsOf(work: () => Promise<unknown>): Promise<number> {
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: unknown,
    ...args: unknown[]
  ) {
    const [asked] = args as [string | { text?: string }];
    const text = typeof asked === "string" ? asked : asked.text;
    const count = counted.getStore();
    if (count && /^\s*begin\b/i.test(text ?? "")) count.transactions++;
    return query.apply(this, args);
  });
  const count = { transactions: 0 };
  await counted.run(count, work);
  spy.mockRestore();
  return count.transactions;
}

test("a preview opens one transaction, and paying for what was shown opens four", async () => {
  const buyer = await Buyer.withCard(world);
  const ctx = await buyer.ctx();
  const wanted = { planKey: "starter", interval: "month" } as const;
  let shown: ChangePreview | undefined;
  const previewing = await transactionsOf(async () => {
    shown = value(await previewChange(ctx, buyer.tenantId, wanted));
  });
  expect(previewing).toBe(1);

  const confirmed = { ...wanted, digest: (shown as ChangePreview).digest, locale: "en" } as const;
  let paid: ConfirmedChange | undefined;
  const paying = await transactionsOf(async () => {
    paid = value(await confirmChange(ctx, buyer.tenantId, confirmed));
  });
  expect(paid).toMatchObject({ outcome: "ordered", state: "done" });
  // Write, claim the message, settle it, read how far the order is.
  expect(paying).toBe(4);
});
