import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { outboxMessages, paymentAccounts } from "@/drizzle/schema";
import { acrossTenants, inTenant } from "@/lib/db/transaction";
import { unlinkPaymentAccount } from "@/lib/features/console/customer-link/unlink-payment-account";
import { cancelScheduled } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { applyDueContractSteps } from "@/lib/features/license/contracts/course/apply-due-contract-steps";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/*
 * The payer of a contract cannot be lost while the contract exists, or while Stripe has not been told of it
 * yet.
 */

let world: World;
beforeAll(async () => {
  world = await createWorld(new Date("2026-09-10T03:00:00Z"));
});
afterEach(() => world.sandbox.failures.clear());
afterAll(() => world?.close());

const dashboard = { invoicing: { by: "stripe_dashboard" as const } };
const end = async (rep: Rep) =>
  value(await endContract(await rep.ctx(), rep.tenantId, { reason: "They merged" }));
const unlink = async (rep: Rep) =>
  unlinkPaymentAccount(await rep.ctx(), rep.tenantId, { stripeCustomerId: await rep.customerId() });

test("it is not unlinked while a contract runs or is scheduled; once the contract has ended it is", async () => {
  const rep = await Rep.arrive(world);
  await rep.agree("business", { ...dashboard, startsAt: "2026-10-01T00:00:00Z" });
  expect(await unlink(rep)).toMatchObject({ refusal: { code: "contract_stands" } });
  value(await cancelScheduled(await rep.ctx(), rep.tenantId, {}));
  await rep.agree("business", dashboard);
  expect(await unlink(rep)).toMatchObject({ refusal: { code: "contract_stands" } });
  await end(rep);
  expect(await unlink(rep)).toMatchObject({ ok: true });
});

test("nor while Stripe has not been told yet of a contract that has ended", async () => {
  const rep = await Rep.arrive(world);
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/subscriptions" },
    times: null,
    delayMs: 0,
  });
  value(await rep.set("business"));
  await end(rep);
  expect(await unlink(rep)).toMatchObject({ refusal: { code: "change_pending" } });
  world.sandbox.failures.clear();
  await world.settle();
});

test("if it is lost all the same, the contract's invoicing ends as refused, with its reason, and is not tried for ever", async () => {
  const rep = await Rep.arrive(world);
  await rep.agree("business", { startsAt: "2026-09-12T00:00:00Z" });
  await acrossTenants((tx) => tx.delete(paymentAccounts).where(eq(paymentAccounts.tenantId, rep.tenantId)));
  await world.advanceTo(new Date("2026-09-12T00:01:00Z"));
  await applyDueContractSteps(await world.asSystem(), rep.tenantId);
  await world.settle();
  const wishes = await inTenant(rep.tenantId, (tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.operation, "stripe.charge.invoice")),
  );
  expect(wishes).toMatchObject([{ state: "refused", lastError: "payment_account_missing" }]);
  expect(value(await readContracts(await rep.ctx(), rep.tenantId, {})).running).toMatchObject({
    invoicing: { problem: "payment_account_missing" },
  });
});
