import { eq } from "drizzle-orm";
import { plans, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank } from "@/lib/domain/catalog/blank";
import { type Component, mauMeter } from "@/lib/domain/catalog/component";
import { written } from "@/lib/domain/contract/negotiable-fields";
import type { Result } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { findVersion } from "@/lib/features/catalog/plans/record/queries";
import { createTaxRate } from "@/lib/features/catalog/tax-rates/create-tax-rate";
import { saveQuoteDraft } from "@/lib/features/console/quotes/drafting/save-quote-draft";
import { type SentQuote, sendQuote } from "@/lib/features/console/quotes/drafting/send-quote";
import type { DraftInput } from "@/lib/features/console/quotes/record/quote-input";
import type { Context } from "@/lib/features/foundation/context/context";
import { asSystem, asUser, makePlan, makeTenant, makeUser } from "./factories";

export async function valueFrom<T>(result: Promise<Result<T>>): Promise<T> {
  const answered = await result;
  if (!answered.ok) throw new Error(JSON.stringify(answered.refusal));
  return answered.value;
}

const base = (month: string): Component => ({
  ...blank.base(),
  name: { en: "Base fee", ja: "基本料金" },
  amountMinor: { month, year: null },
});

const name = { en: "Active users", ja: "アクティブユーザー" };
const activeUsers: Component = {
  ...blank.usage("mau", mauMeter),
  name,
  unit: { en: "users", ja: "ユーザー" },
  included: "1000",
  price: {
    model: "graduated",
    tiers: [
      { upTo: "5000", unitAmountMinor: "10", flatAmountMinor: "0" },
      { upTo: null, unitAmountMinor: "6", flatAmountMinor: "0" },
    ],
  },
};

/** A plan to quote, at so many yen a month and users by tiers; again it makes the next version. */
export const makeQuotedPlan = (month = "10000") =>
  makePlan({ key: "quoted", rank: 5, components: [base(month), activeUsers] });

/** The quoted plan's first version with other values at some paths, and why. */
export async function negotiated(values: Record<string, unknown>, reason = "Three years") {
  const [plan] = await acrossTenants((tx) => tx.select().from(plans).where(eq(plans.key, "quoted")));
  if (!plan) throw new Error("there is a plan to quote");
  const version = await acrossTenants((tx) => findVersion(tx, plan.id, 1));
  if (!version) throw new Error("a plan has its first version");
  return { definition: written(version.definition, values), reason };
}

export type SalesLedTenant = {
  tenantId: Id<"tenant">;
  slug: string;
  owner: Context;
  rep: Context;
};

/** A sales-led tenant with its sales rep, and a plan and a tax to quote. */
export async function makeSalesLedTenant(): Promise<SalesLedTenant> {
  const { id: tenantId, slug, ownerId } = await makeTenant({ salesModel: "sales_led" });
  const repId = await makeUser("sales");
  await acrossTenants((tx) => tx.update(tenants).set({ salesRepId: repId }).where(eq(tenants.id, tenantId)));
  await makeQuotedPlan();
  // An earlier call in the same test may have made it.
  await createTaxRate(asSystem(), {
    key: "jp10",
    percent: "10",
    inclusive: false,
    displayName: { en: "Consumption tax", ja: "消費税" },
  });
  return { tenantId, slug, owner: asUser(ownerId), rep: asUser(repId, "sales") };
}

/** A draft of ¥10,000 less 10 %, plus 10 % tax: ¥9,900 a month. */
export const draftFor = (change: Partial<DraftInput> = {}): DraftInput => ({
  subject: "License for the whole company",
  language: "en",
  planKey: "quoted",
  planVersion: 1,
  interval: "month",
  quantities: {},
  discount: { name: { en: "Discount", ja: "割引" }, value: { type: "percent", percent: "10" } },
  taxKeys: ["jp10"],
  startsOn: "2026-12-01",
  endsOn: "2027-11-30",
  atEnd: "renew",
  invoicedBy: "stripe_dashboard",
  dueDays: 30,
  validUntil: "2026-12-20",
  terms: "",
  ...change,
});

/** A quote that has been sent. */
export async function sentQuote(
  { tenantId, rep }: SalesLedTenant,
  change: Partial<DraftInput> = {},
): Promise<SentQuote> {
  const draft = await valueFrom(saveQuoteDraft(rep, tenantId, draftFor(change)));
  return valueFrom(sendQuote(rep, tenantId, draft));
}

export const later = (ctx: Context, iso: string): Context => ({ ...ctx, now: new Date(iso) });
