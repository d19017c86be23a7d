import { afterEach, beforeEach, expect, test } from "vitest";
import { charges } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { closeTenant } from "@/lib/features/billing/close/close-tenant";
import { refreshCharge } from "@/lib/features/stripe/charges/refresh-charge";
import { invoicedOf } from "../support/invoices";
import { randomFrom } from "../support/seed";
import { midnightOf, sellCalls, UsagePayer } from "../support/usage-payers";
import { createWorld, type World } from "../support/world";

/*
 * A close whose invoice is final before the one who carries it is done: Stripe's webhook tells of it, and the rest of the work
 * is done all the same. Tokyo, from December 2026.
 */
let world: World;
beforeEach(async () => {
  world = await createWorld(midnightOf("2026-12-01"));
  await sellCalls(world);
});
afterEach(() => world?.close());

const hoursAfter = (day: string, hours: number) => new Date(midnightOf(day).getTime() + hours * 3_600_000);

async function buy(interval: "month" | "year"): Promise<UsagePayer<World>> {
  const payer = await UsagePayer.buy(world, interval, "2026-12-01");
  await world.advanceTo(hoursAfter("2026-12-20", 0));
  await payer.use("2026-12-10", randomFrom(1));
  return payer;
}

test("a payment that does not reach Stripe is made later, once, though the invoice was told to be final", async () => {
  const payer = await buy("year");
  const start = world.recorder.exchanges.length;
  await world.advanceTo(hoursAfter("2027-01-01", 3));
  const writes = world.recorder.exchanges
    .slice(start)
    .filter(({ method, path }) => method === "POST" && path.startsWith("/v1/invoices"));
  await world.advanceTo(hoursAfter("2027-01-20", 0));
  await payer.use("2027-01-10", randomFrom(2));
  world.sandbox.failures.add({
    kind: "server_error_500",
    match: { method: "POST", path: "/v1/invoices" },
    skip: writes.findIndex(({ path }) => path.endsWith("/pay")),
    times: 8,
    delayMs: 0,
  });
  await world.advanceTo(hoursAfter("2027-02-01", 3));
  await payer.expectClosed("2027-02-01", 0, "paid later");
});

test("a draft that became final without Choba, half completed, is followed by what it lacks", async () => {
  const payer = await buy("month");
  const { tenantId } = payer.buyer;
  await world.jumpTo(hoursAfter("2027-01-01", 0.1));
  await closeTenant(await world.asSystem(), tenantId);
  const rows = await inTenant(tenantId, (tx) => tx.select().from(charges));
  const [charge] = rows.filter(({ kind }) => kind === "renewal");
  const [draft] = (await world.stripe.invoices.list({ status: "draft" })).data;
  // The process that carries it has named the charge on it, and no more.
  await world.stripe.invoices.update(draft?.id ?? "", { metadata: { choba_charge: charge?.id ?? "" } });
  await world.stripe.invoices.finalizeInvoice(draft?.id ?? "");
  await refreshCharge(await world.asSystem(), draft?.id ?? "");
  await world.settle();
  await world.advanceTo(hoursAfter("2027-01-01", 3));
  expect((await invoicedOf(payer.buyer)).slice(1)).toEqual([
    [3_000, "paid"],
    [payer.usageMinor, "paid"],
  ]);
  await payer.expectNothingLeft("half completed");
});
