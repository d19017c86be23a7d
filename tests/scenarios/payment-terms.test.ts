import { afterEach, expect, test } from "vitest";
import { readUpcomingInvoices } from "@/lib/features/billing/upcoming/read-upcoming-invoices";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { setPaymentTerms } from "@/lib/features/payers/payment-terms/set-payment-terms";
import { value } from "../support/buyer";
import { Rep } from "../support/rep";
import { createWorld, type World } from "../support/world";

/* 31 January 2027 is a Sunday, 28 February too. Days are days in Tokyo, whose last second is 14:59:59 UTC. */
let world: World;
afterEach(() => world?.close());

test("what a tenant is sent is due as its terms say, on a bank day, also when a subscription renews", async () => {
  world = await createWorld(new Date("2026-12-10T03:00:00Z"));
  const rep = await Rep.arrive(world);
  const terms = { kind: "end_of_next_month", days: null, moved: "before" } as const;
  value(await setPaymentTerms(await rep.ctx(), rep.tenantId, { terms }));
  await rep.agree("business");
  const due = async () => {
    const { data } = await world.stripe.invoices.list({ customer: await rep.customerId() });
    return data.map(({ due_date: at }) => (at ? new Date(at * 1000).toISOString() : null)).reverse();
  };
  expect(await due()).toEqual(["2027-01-29T14:59:59.000Z"]);
  const { running } = value(await readContracts(await rep.ctx(), rep.tenantId, {}));
  expect(running?.invoicing.terms).toEqual(terms);
  // The tenant is told before what Stripe is told then.
  const { invoices } = value(await readUpcomingInvoices(await rep.ctx(), rep.tenantId, {}));
  expect(invoices.map(({ payBy }) => payBy)).toEqual(["2027-02-26T14:59:59.000Z"]);
  await world.advanceTo(new Date("2027-01-01T03:00:00Z"));
  expect(await due()).toEqual(["2027-01-29T14:59:59.000Z", "2027-02-26T14:59:59.000Z"]);
  // Without terms the contract's 30 days count again.
  value(await setPaymentTerms(await rep.ctx(), rep.tenantId, { terms: null }));
  await world.advanceTo(new Date("2027-02-01T03:00:00Z"));
  expect((await due()).at(-1)).toMatch(/^2027-03-0[23]T/);
});
