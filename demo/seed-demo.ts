import { count } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import { machineNow } from "@/lib/clock";
import { acrossTenants } from "@/lib/db/transaction";
import { apiScopes } from "@/lib/domain/access/actions";
import { invariant } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { ensureUser, foundTenant } from "@/lib/features/console/new-tenant/found-tenant";
import { setOffset } from "@/lib/features/demo/clock/set-offset";
import { createApiKey } from "@/lib/features/people/api-keys/create-api-key";
import { agreeOnAggregations } from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import { moveStripeClock } from "@/lib/stripe/demo-clock";
import { seedDetailsOnBehalf } from "./billing-details";
import { seedCatalog, seedDraft } from "./catalog";
import { type DemoTenant, demoTenants, staff } from "./people";
import { seedQuote } from "./quotes";
import { seedSeller } from "./seller";
import { done, seedContext, TenantStory } from "./story";
import { seedUsage } from "./usage";
import { seedUsageEvents } from "./usage-events";

const dayMs = 24 * 60 * 60 * 1000;
const timeZone = "Asia/Tokyo";

/** How long before today the story begins. It is long enough for a renewal on any day of the month. */
const daysOfStory = 45;
const daysPerStep = 4;

/** True if a demo story is already in the database. */
export async function hasDemo(): Promise<boolean> {
  const [row] = await acrossTenants((tx) => tx.select({ n: count() }).from(tenants));
  return (row?.n ?? 0) > 0;
}

/**
 * Plays the demo story through the use-cases. Choba's and Stripe's clocks are set back and then moved to
 * today, so that every invoice, date and timeline entry comes from a real action. Returns the API keys, which
 * are shown once.
 */
export async function seedDemo(): Promise<DemoKeys> {
  const today = machineNow();
  const moveTo = async (instant: Date) => {
    await setOffset(instant.getTime() - machineNow().getTime());
    await moveStripeClock(instant);
  };
  await moveTo(new Date(today.getTime() - daysOfStory * dayMs));

  const ctx = await seedContext();
  await agreeOnAggregations(ctx);
  await seedSeller();
  await seedCatalog(ctx);
  for (const person of staff) await ensureUser(ctx, person);
  const stories: { tenant: DemoTenant; story: TenantStory }[] = [];
  for (const tenant of demoTenants) stories.push({ tenant, story: new TenantStory(await addTenant(tenant)) });

  for (const { tenant, story } of stories) await firstDay(tenant, story);
  for (let day = daysOfStory - daysPerStep; day >= 1; day -= daysPerStep) {
    await moveTo(new Date(today.getTime() - day * dayMs));
    for (const { story } of stories) await story.catchUp();
  }
  await moveTo(machineNow());
  await setOffset(0);
  for (const { story } of stories) await story.catchUp();
  // What waits for the end of a period is done today: yesterday may have been another month.
  for (const { tenant, story } of stories) await lastDay(tenant, story);
  for (const { tenant, story } of stories)
    await seedUsage(story.tenantId, today, tenant.timeZone ?? timeZone, tenant);
  for (const { tenant, story } of stories) if (tenant.fate === "quoted") await seedQuote(story.tenantId);
  await seedUsageEvents(await seedContext(), daysOfStory);
  await seedDraft(await seedContext());
  return makeKeys();
}

export type DemoKeys = { apiKey: string; signature: { saasId: string; apiKey: string; secret: string } };

/** One key with all scopes, and one of SaaSus's kind. */
async function makeKeys(): Promise<DemoKeys> {
  const ctx = await seedContext();
  const demo = { name: "Demo", scopes: [...apiScopes] };
  const bearer = done(await createApiKey(ctx, demo));
  const signer = done(await createApiKey(ctx, { ...demo, name: "Demo (SaaSus)", kind: "signature" }));
  invariant(signer.kind === "signature", "a key is of the kind that was asked for");
  const { saasId, accessKey, secret } = signer;
  return { apiKey: bearer.secret, signature: { saasId, apiKey: accessKey, secret } };
}

async function addTenant(tenant: DemoTenant): Promise<Id<"tenant">> {
  const ctx = await seedContext();
  const members = [];
  for (const { role, isPaymentAdministrator, ...person } of tenant.members)
    members.push({ userId: await ensureUser(ctx, person), role, isPaymentAdministrator });
  const rep = staff.find(({ email }) => email === tenant.salesRep);
  return foundTenant(ctx, {
    slug: tenant.slug,
    name: tenant.name,
    salesModel: tenant.fate === "sales_led" || tenant.fate === "quoted" ? "sales_led" : "self_serve",
    currency: tenant.currency ?? "JPY",
    timeZone: tenant.timeZone ?? timeZone,
    locale: tenant.members[0]?.locale ?? "en",
    salesRepId: rep ? await ensureUser(ctx, rep) : null,
    members,
  });
}

/** Those who pay begin here: account, card, purchase. */
async function firstDay(tenant: DemoTenant, story: TenantStory): Promise<void> {
  if (tenant.fate === "new") return;
  const payer = tenant.members.find((member) => member.isPaymentAdministrator) ?? tenant.members[0];
  if (!payer) return;
  await story.createAccount(payer.name, payer.email);
  if (tenant.fate === "quoted") return;
  if (tenant.fate === "sales_led") return story.agreeContract();
  if (tenant.fate === "account_created") return;
  await story.putCard("pm_card_visa");
  const isLarge = tenant.fate === "paid" || tenant.fate === "downgrade_reserved";
  await story.change(tenant.plan ?? (isLarge ? "business" : "starter"), "month");
  if (tenant.fate === "expired") await story.stopRenewal();
  if (tenant.fate === "payment_failed") await story.putCard("pm_card_chargeCustomerFail");
  if (tenant.fate === "authentication_needed") await story.putCard("pm_card_authenticationRequired");
}

async function lastDay(tenant: DemoTenant, story: TenantStory): Promise<void> {
  if (tenant.fate === "downgrade_reserved") await story.change("starter", "month");
  if (tenant.fate === "renewal_stopped") await story.stopRenewal();
  if (tenant.fate === "sales_led") {
    await seedDetailsOnBehalf(story.tenantId);
    await story.scheduleContract(tenant.timeZone ?? timeZone);
  }
}
