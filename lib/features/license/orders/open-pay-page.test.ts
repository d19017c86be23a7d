import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { charges, orders } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { publicUrl } from "@/lib/env";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { makeTenant, type TestTenant, testNow } from "@/tests/support/factories";
import { placeTestOrder } from "@/tests/support/test-order";
import { useDatabase } from "@/tests/support/use-database";
import { openPayPage } from "./open-pay-page";

useDatabase();

const payToken = "a".repeat(32);
const checkoutUrl = "https://checkout.stripe.example/c/1";
const hostedInvoiceUrl = "https://invoice.stripe.example/i/1";

let tenant: TestTenant;
let order: Awaited<ReturnType<typeof placeTestOrder>>;
beforeAll(async () => {
  tenant = await makeTenant();
  order = await placeTestOrder(tenant, "awaiting_card", { payToken, checkoutUrl });
});

const open = (token: string) => openPayPage(visitorContext(testNow, newId("audit")), { token });
const become = (change: Partial<typeof orders.$inferInsert>) =>
  acrossTenants((tx) =>
    tx
      .update(orders)
      .set(change)
      .where(and(eq(orders.tenantId, tenant.id), eq(orders.id, order.id))),
  );
const leadsTo = (url: string) => ({ ok: true, value: { url } });

test("the payer goes where the order waits for them, and otherwise back with the order in the address", async () => {
  expect(await open(payToken)).toEqual(leadsTo(checkoutUrl));

  await become({
    state: "awaiting_payment",
    returnUrl: "https://app.example.com/billing?tab=plan&order=old",
  });
  const back = leadsTo(`https://app.example.com/billing?tab=plan&order=${order.id}`);
  // Its invoice has no page yet: Checkout is over, and nothing else waits for them.
  expect(await open(payToken)).toEqual(back);
  await acrossTenants((tx) =>
    tx.update(charges).set({ hostedInvoiceUrl }).where(eq(charges.id, order.chargeId)),
  );
  expect(await open(payToken)).toEqual(leadsTo(hostedInvoiceUrl));

  for (const state of ["executing", "done", "failed", "cancelled"] as const) {
    await become({ state });
    expect([state, await open(payToken)]).toEqual([state, back]);
  }
  await become({ returnUrl: null });
  expect(await open(payToken)).toEqual(leadsTo(`${publicUrl()}/t/${tenant.slug}/billing`));
});

test("a token that names no order, or is none, leads nowhere", async () => {
  for (const token of ["b".repeat(32), payToken.slice(1), `${payToken}x`, "", "%00", order.id])
    expect(await open(token)).toMatchObject({ ok: false, refusal: { code: "not_found" } });
});
