import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { env } from "node:process";
import Stripe from "stripe";
import { closeDatabase } from "@/lib/db/client";
import type { MemberRole } from "@/lib/domain/access/actions";
import { ensureUser, foundTenant } from "@/lib/features/console/new-tenant/found-tenant";
import { systemContext } from "@/lib/features/foundation/context/context";

export type TestPerson = { name: string; email: string };
export type TestTenant = {
  slug: string;
  name: string;
  owner: TestPerson;
  payer: TestPerson;
  member: TestPerson;
};

/** A tenant of the spec's own in the running demo, on Free, with an owner, a payment administrator and a member. */
export async function newTenant(
  locale: "en" | "ja" = "en",
  salesModel: "self_serve" | "sales_led" = "self_serve",
): Promise<TestTenant> {
  const ctx = systemContext("e2e", new Date(), "e2e");
  const mark = randomUUID().slice(0, 8);
  const person = (name: string) => ({
    name: `${name} ${mark}`,
    email: `${name.toLowerCase()}-${mark}@e2e.example`,
  });
  const [owner, payer, member] = [person("Owner"), person("Payer"), person("Member")];
  const roles: [TestPerson, MemberRole, boolean][] = [
    [owner, "owner", false],
    [payer, "admin", true],
    [member, "member", false],
  ];
  const members = [];
  for (const [{ name, email }, role, isPaymentAdministrator] of roles)
    members.push({ userId: await ensureUser(ctx, { name, email, locale }), role, isPaymentAdministrator });
  const slug = `e2e-${mark}`;
  const name = `Tenant ${mark}`;
  await foundTenant(ctx, {
    slug,
    name,
    salesModel,
    currency: "JPY",
    timeZone: "Asia/Tokyo",
    locale,
    members,
  });
  return { slug, name, owner, payer, member };
}

export const endTenants = closeDatabase;

/** Stripe's SDK on the sandbox of the running demo. */
export function sandboxStripe(): Stripe {
  const dataDir = env.CHOBA_TEST_DATA_DIR ?? "";
  const { sandboxKey } = JSON.parse(readFileSync(path.join(dataDir, "secrets.json"), "utf8"));
  const { hostname, port } = new URL(sandboxUrl());
  return new Stripe(sandboxKey, { host: hostname, port, protocol: "http" });
}

export const sandboxUrl = (): string => env.CHOBA_TEST_SANDBOX_URL ?? "";

/** Puts one of Stripe's test cards on file, as the payer could on the portal. */
export async function putCard(customerId: string, card: string): Promise<void> {
  const stripe = sandboxStripe();
  const method = await stripe.paymentMethods.attach(card, { customer: customerId });
  await stripe.customers.update(customerId, { invoice_settings: { default_payment_method: method.id } });
}

/** Switches a failure of the sandbox on; `clearFailures` switches all off. */
export async function fail(failure: {
  kind: string;
  match?: { method?: string; path?: string };
  times?: number;
}) {
  await control("POST", failure);
}

export const clearFailures = () => control("DELETE");

async function control(method: string, body?: unknown): Promise<void> {
  const answer = await fetch(`${sandboxUrl()}/_control/failures`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`the sandbox: ${await answer.text()}`);
}
