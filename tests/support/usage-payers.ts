import { and, asc, eq, gte, isNull, ne } from "drizzle-orm";
import { expect } from "vitest";
import { billingCloses, outboxMessages } from "@/drizzle/schema";
import { inTenant } from "@/lib/db/transaction";
import { usualBilling } from "@/lib/domain/close/billing-settings";
import { type Day, firstOfMonth } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import { readTenantLedger } from "@/lib/features/billing/ledger/read-tenant-ledger";
import { saveBillingSettings } from "@/lib/features/catalog/billing-settings/billing-settings";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { makeUnit } from "../metering/units";
import { Buyer, value } from "./buyer";
import { meteredPlan, reportCalls } from "./metered";
import type { Stage } from "./world";

/*
 * Tenants in Tokyo whose usage is billed month by month: ¥3,000 a month or ¥30,000 a year with 1,000 calls a month, and ¥2
 * for each beyond. They keep their own book of what they owe.
 */
export const midnightOf = (day: Day): Date => dayWindow(day, "Asia/Tokyo").start;

export async function sellCalls(stage: Stage): Promise<void> {
  await makeUnit({ unitName: "api_calls", aggregation: "sum", property: "calls", eventName: "called" });
  const definition = meteredPlan("Metered", { month: "3000", year: "30000" });
  await publishPlan(await stage.asSystem(), { key: "metered", rank: 11, definition });
  await stage.settle();
}

/** Above 0, usage is on an invoice of its own so many hours after the month; at 0 it is on the renewal's. */
export async function waitForLateUsage(stage: Stage, graceHours: number): Promise<void> {
  value(await saveBillingSettings(await stage.asSystem(), { ...usualBilling, graceHours }));
}

type Interval = "month" | "year";

/** A tenant that has bought on the first of a month, and knows what each later month owes. */
export class UsagePayer<Where extends Stage> {
  /** What the last month used costs. */
  usageMinor = 0;

  private constructor(
    readonly buyer: Buyer<Where>,
    private readonly interval: Interval,
    private readonly since: Day,
  ) {}

  static async buy<Where extends Stage>(
    stage: Where,
    interval: Interval,
    since: Day,
  ): Promise<UsagePayer<Where>> {
    const buyer = await Buyer.withCard(stage);
    await buyer.change("metered", interval);
    return new UsagePayer(buyer, interval, since);
  }

  /** More calls of that day than are included, in three events. */
  async use(day: Day, random: (below: number) => number): Promise<void> {
    const beyond = 100 + random(2_000);
    this.usageMinor = 2 * beyond;
    for (const calls of [1_000, beyond - 1, 1]) await reportCalls(this.buyer, `${day}T03:00:00Z`, calls);
  }

  /** What the close of the month before owes, with what begins that day. */
  private owed(first: Day, graceHours: number): number[] {
    const isAnniversary = first.slice(5) === this.since.slice(5);
    const base = this.interval === "month" ? 3_000 : isAnniversary ? 30_000 : 0;
    if (base === 0) return [this.usageMinor];
    return graceHours === 0 ? [base + this.usageMinor] : [base, this.usageMinor];
  }

  /** Each invoice of the close is right and paid, once; nothing is left to do, and the ledger explains all. */
  async expectClosed(first: Day, graceHours: number, story: string): Promise<void> {
    const { tenantId } = this.buyer;
    const { stripe } = this.buyer.world;
    const since = midnightOf(first);
    const created = { gte: since.getTime() / 1000, lt: midnightOf(firstOfMonth(first, 1)).getTime() / 1000 };
    const customer = await this.buyer.customerId();
    const invoices = (await stripe.invoices.list({ customer, created, limit: 100 })).data;
    const counted = invoices.filter(({ status, lines }) => status !== "void" && lines.data.length > 0);
    const owed = this.owed(first, graceHours);
    expect(
      counted.map(({ total, status, amount_paid: paid }) => [total, status, paid]).toSorted(byAmount),
      story,
    ).toEqual(owed.map((minor) => [minor, "paid", minor]).toSorted(byAmount));
    for (const { lines, total } of counted)
      expect(
        lines.data.reduce((sum, { amount }) => sum + amount, 0),
        story,
      ).toBe(total);
    const charged = (await stripe.charges.list({ customer, created, limit: 100 })).data;
    expect(
      charged.flatMap(({ status, amount }) => (status === "succeeded" ? [[amount]] : [])).toSorted(byAmount),
      story,
    ).toEqual(owed.map((minor) => [minor]).toSorted(byAmount));
    const closes = await inTenant(tenantId, (tx) =>
      tx
        .select()
        .from(billingCloses)
        .where(and(eq(billingCloses.tenantId, tenantId), gte(billingCloses.dueAt, since)))
        .orderBy(asc(billingCloses.dueAt)),
    );
    expect(
      closes.map(({ state }) => state).filter((state) => state !== "nothing_owed"),
      story,
    ).toEqual(owed.map(() => "done"));
    await this.expectNothingLeft(story);
  }

  async expectNothingLeft(story: string): Promise<void> {
    const { tenantId } = this.buyer;
    const ofTenant = eq(outboxMessages.tenantId, tenantId);
    const left = await inTenant(tenantId, (tx) =>
      tx
        .select({
          operation: outboxMessages.operation,
          state: outboxMessages.state,
          why: outboxMessages.lastError,
        })
        .from(outboxMessages)
        .where(and(ofTenant, ne(outboxMessages.state, "done"), isNull(outboxMessages.closedAt))),
    );
    expect(left, story).toEqual([]);
    const entries = value(await readTenantLedger(await this.buyer.world.asSystem(), tenantId, {}));
    expect(
      entries.filter(({ isUnexplained }) => isUnexplained),
      story,
    ).toEqual([]);
  }
}

const byAmount = ([one]: unknown[], [other]: unknown[]) => Number(one) - Number(other);
