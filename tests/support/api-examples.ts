import { eq, sql } from "drizzle-orm";
import type { createApi } from "@/api/app";
import { exampleRequest } from "@/api/v1/estimate-example";
import { embeddingSettings, events, holds, members, meterUnits, taxRates, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import type { Component } from "@/lib/domain/catalog/component";
import { eventExamples } from "@/lib/domain/events/event-examples";
import type { Id } from "@/lib/domain/ids";
import { foundTenant } from "@/lib/features/console/new-tenant/found-tenant";
import { forgetDirectory } from "@/lib/features/usage/metering/units/directory";
import { caller } from "./api-caller";
import { asSystem, makePlan, makeUser } from "./factories";

/** What the examples in the API's description name. */
export const exampleNow = new Date("2026-11-20T03:00:00Z");
const hex = "019a9c3e7d5c7b579f1e4f5d8f0d2a11";
const created = new Date("2026-11-01T00:00:00Z");

const unit = (id: string, unitName: string, en: string, eventName: string, property: string | null) => ({
  id: `mtr_${id}` as Id<"meterUnit">,
  unitName,
  displayName: { en, ja: en },
  unitLabel: { en: "units", ja: "units" },
  description: "",
  eventName,
  property,
  aggregation: "sum" as const,
  createdAt: created,
});

const base: Component = {
  kind: "base",
  key: "base",
  name: { en: "Platform fee", ja: "基本料金" },
  amountMinor: { month: "5000", year: "50000" },
};

/** A tenant named `acme` on Free, for all examples, and one that sales looks after; Starter and Enterprise are on sale. */
export async function makeExampleTenant(): Promise<void> {
  const limits = { registeredRps: 5, registeredUsers: 100, monthlyActiveUsers: 100 };
  await makePlan({ key: "free", rank: 0, limits });
  for (const [index, key] of ["starter", "enterprise"].entries())
    await makePlan({ key, rank: index + 1, components: [base] });
  for (const [slug, salesModel] of [
    ["acme", "self_serve"],
    ["globex", "sales_led"],
  ] as const)
    await foundTenant(asSystem(), {
      slug,
      name: slug === "acme" ? "Acme" : "Globex",
      salesModel,
      currency: "JPY",
      timeZone: "Asia/Tokyo",
      locale: "en",
      members: [{ userId: await makeUser(), role: "owner" }],
    });
  const [acme] = await acrossTenants((tx) => tx.select().from(tenants).where(eq(tenants.slug, "acme")));
  if (!acme) throw new Error("the tenant was just made");
  await acrossTenants(async (tx) => {
    await tx.update(members).set({ externalId: "u-17" }).where(eq(members.tenantId, acme.id));
    await tx.insert(embeddingSettings).values({ id: 1, origins: ["https://app.example.com"] });
  });
}

/** Puts back what an example before may have changed: a closed tenant, a hold, the meter units, a tax rate and an event that examples name. */
export async function restoreExamples(api: ReturnType<typeof createApi>, secret: string): Promise<void> {
  await acrossTenants(async (tx) => {
    await tx.update(tenants).set({ closedAt: null });
    await tx.delete(meterUnits);
    await tx
      .insert(meterUnits)
      .values([
        unit(hex, "api_calls", "API calls", "api.call", null),
        unit(`${hex.slice(0, -1)}2`, "tokens", "Tokens", "tokens.used", "tokens"),
        unit(`${hex.slice(0, -1)}3`, "storage_unit", "Storage", "storage.sampled", "gigabytes"),
      ]);
    await tx.delete(events);
    await tx.insert(events).values({
      tenantId: (await tx.select({ id: tenants.id }).from(tenants).limit(1))[0]?.id ?? "ten_unknown",
      id: `evt_${hex}`,
      type: "invoice.paid",
      objectId: eventExamples.invoice.id,
      position: 1042n,
      occurredAt: created,
      data: eventExamples.invoice,
    });
    await tx.delete(taxRates);
    await tx.insert(taxRates).values({
      id: `tax_${hex}` as Id<"taxRate">,
      key: "consumption_tax",
      displayName: { en: "Consumption tax", ja: "消費税" },
      percent: "10",
      inclusive: false,
      country: "JP",
      jurisdiction: "",
      description: "",
      createdAt: created,
    });
    await tx.delete(holds);
    const [acme] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, "acme"));
    if (!acme) throw new Error("the tenant of the examples is missing");
    await tx.insert(holds).values({
      tenantId: acme.id,
      id: `hld_${hex}`,
      subject: "rp",
      quantity: 1,
      createdAt: exampleNow,
      expiresAt: new Date(exampleNow.getTime() + 3_600_000),
    });
    await tx.execute(sql`update metering_epoch set epoch = epoch + 1`);
  });
  forgetDirectory();
  const event = {
    event_id: "019a9c3e-7d5c-7b57-9f1e-4f5d8f0d2a11",
    customer_id: "acme",
    event_name: "api.call",
    timestamp: "2026-11-20T09:30:00+09:00",
    metadata: { endpoint: "/generate", bytes: 2048 },
  };
  const estimated = await caller(api, secret).post("/api/v1/estimates", exampleRequest);
  if (estimated.status !== 200) throw new Error(JSON.stringify(estimated.body));
  const sent = await caller(api, secret).post("/api/v1/events/ingest", { events: [event] });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
}
