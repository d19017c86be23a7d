import { afterEach, expect, test } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import { componentKey } from "@/lib/domain/rated-usage/over-limit";
import { addDays, type Day, firstOfMonth } from "@/lib/domain/time/day-span";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { settledUsageOf } from "@/lib/features/license/usage-charges/queries";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { makeUnit } from "../metering/units";
import { Rational } from "../pricing/rational";
import { priceOfAll } from "../promise/oracle";
import { value } from "../support/buyer";
import { isLong } from "../support/long";
import { randomFrom, steadySeed as seed } from "../support/seed";
import { createWorld, type World } from "../support/world";
import { expectedUsage } from "../years/expected-year";
import { LiveTenant } from "../years/live-tenant";
import { soldPlans, unitOf } from "../years/sold-plans";
import { meters } from "../years/tenant-years";

/*
 * Random tenants side by side in one world, month by month: they buy, change plan and seats, use by each aggregation, late too,
 * and take events back; at Stripe people put lines and coupons, refund, change quantities, and void what a declined card left
 * open. In Tokyo, from December 2026. `CHOBA_TEST_SEED` repeats a failure.
 */
const size = isLong ? { worlds: 10, tenants: 10, months: 12 } : { worlds: 1, tenants: 10, months: 2 };

let world: World;
afterEach(() => world?.close());

const noon = (day: Day) => new Date(`${day}T03:00:00Z`);

async function open(number: number): Promise<LiveTenant[]> {
  world = await createWorld(noon("2026-12-05"));
  for (const meter of Object.keys(meters)) await makeUnit(unitOf(meter));
  for (const plan of soldPlans) await publishPlan(await world.asSystem(), plan);
  await world.settle();
  const random = randomFrom(seed + number);
  const tenants: LiveTenant[] = [];
  for (let each = 0; each < size.tenants; each++) tenants.push(await LiveTenant.arrive(world, each, random));
  return tenants;
}

/** A month has two stops at which everybody acts, and ends with its run. */
async function liveMonth(tenants: LiveTenant[], month: Day, random: (below: number) => number) {
  const next = firstOfMonth(month, 1);
  const before = firstOfMonth(month, -1);
  const stops = [addDays(month, 4 + random(6)), addDays(month, 15 + random(10))];
  for (const [index, day] of stops.entries()) {
    await world.advanceTo(noon(day));
    for (const tenant of tenants) {
      if (tenant.held.size === 0 || random(3) === 0) await tenant.change();
      else if (random(2) === 0) await tenant.byHand();
      if (random(2) === 0) await tenant.use(month, day);
      if (tenant.held.size > 0 && random(3) === 0) await tenant.use(before, addDays(month, -1));
    }
    await world.settle();
    for (const tenant of tenants) await tenant.noteHeld(day, stops[index + 1] ?? next);
  }
  await world.advanceTo(noon(next));
  for (const tenant of tenants) await tenant.forgive();
  await world.settle();
  for (const tenant of tenants) await tenant.noteHeld(next, firstOfMonth(next, 1));
}

test.each(Array.from({ length: size.worlds }, (_, number) => number))(
  `world %i: ${size.tenants} tenants over ${size.months} months are billed what they owe (seed ${seed})`,
  async (number) => {
    const tenants = await open(number);
    const random = randomFrom(seed + number + 1_000);
    let month = "2026-12-01";
    for (let count = 0; count < size.months; count++, month = firstOfMonth(month, 1))
      await liveMonth(tenants, month, random);
    for (const tenant of tenants) await expectRight(tenant, month);
  },
  limitMs(isLong ? 1_200_000 : 240_000),
);

async function expectRight(tenant: LiveTenant, running: Day): Promise<void> {
  const story = `tenant ${tenant.number}: ${tenant.told.join(", ")}`;
  const { buyer, used, held } = tenant;
  const { tenantId } = buyer;
  const entries = value(await readTenantLedger(await world.asSystem(), tenantId, {}));
  expect(
    entries.filter(({ isUnexplained }) => isUnexplained),
    story,
  ).toEqual([]);

  const { data } = await world.stripe.invoices.list({ customer: await buyer.customerId(), limit: 100 });
  const atStripe = data.reduce((sum, invoice) => sum + BigInt(invoice.total), 0n);
  const invoiced = entries.reduce((sum, { invoicedMinor }) => sum + BigInt(invoicedMinor ?? 0), 0n);
  expect(invoiced, story).toBe(atStripe);

  // Usage, from the tenant's own book.
  const past = new Map([...held].filter(([day]) => day < running));
  let usageMinor = 0n;
  for (const [at, sums] of expectedUsage(past, used)) {
    const settled = new Map<string, bigint>();
    for (const line of await inTenant(tenantId, (tx) => settledUsageOf(tx, tenantId, at))) {
      const key = componentKey(line.planVersionId, line.component);
      settled.set(key, (settled.get(key) ?? 0n) + line.amountMinor);
      usageMinor += line.amountMinor;
    }
    expect(withoutZeros(settled), `${at} of ${story}`).toEqual(withoutZeros(sums));
  }

  // All of it at Stripe: what was held, day by day, what was used, and what people put there.
  if (!tenant.isPlain) return;
  const spans = [...held].map(([day, each]) => ({ ...each, span: { from: day, until: addDays(day, 1) } }));
  const fixed = priceOfAll(spans, []);
  const manual = entries
    .flatMap(({ causes }) => causes)
    .reduce((sum, { cause, amountMinor }) => (cause === "manual_line" ? sum + BigInt(amountMinor) : sum), 0n);
  expect(manual, story).toBe(tenant.linesMinor);
  const rest = Rational.of(atStripe - manual - usageMinor).minus(fixed);
  // Half a yen for each line that is rounded.
  const bound = Rational.of(
    data.reduce((sum, { lines }) => sum + lines.data.length, 0),
    2,
  );
  expect(rest.isMoreThan(bound) || Rational.of(0).minus(bound).isMoreThan(rest), story).toBe(false);
}

/** What was corrected down to nothing is not expected by name. */
const withoutZeros = (sums: ReadonlyMap<string, bigint>) =>
  Object.fromEntries([...sums].filter(([, minor]) => minor !== 0n));
