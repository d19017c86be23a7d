import type postgres from "postgres";
import type Stripe from "stripe";
import type { DifferenceKind } from "@/lib/domain/stripe-differences/difference";
import type { Template } from "./template";

/** What is changed at Stripe, of how many tenants, and as what it is to be found. */
const plans: { change: string; of: number; found: DifferenceKind }[] = [
  { change: "balance", of: 10, found: "customer_missed" },
  { change: "card", of: 5, found: "customer_missed" },
  { change: "stopped", of: 8, found: "subscription_missed" },
  { change: "cancelled", of: 7, found: "subscription_cancelled" },
  { change: "quantity", of: 5, found: "item_quantity_changed" },
  { change: "paused", of: 5, found: "collection_paused" },
  { change: "refunded", of: 5, found: "refund_missed" },
  { change: "voided", of: 5, found: "invoice_missed" },
];

/** Changes fifty tenants at Stripe behind Choba's back, and says what is to be found: `tenant kind`. */
export async function plantDifferences(
  sql: postgres.Sql,
  stripe: Stripe,
  { tenantId, customerId }: Template,
): Promise<string[]> {
  const planted: string[] = [];
  let n = 0;
  for (const { change, of, found } of plans)
    for (let times = 0; times < of; times++) {
      n += 1;
      await plant(sql, stripe, change, `${customerId}x${n}`);
      planted.push(`${tenantId}x${n} ${found}`);
    }
  await sql`delete from sandbox.objects where kind = 'event'`;
  return planted.sort();
}

async function plant(sql: postgres.Sql, stripe: Stripe, change: string, customer: string): Promise<void> {
  const set = (kind: string, path: string[], value: postgres.JSONValue) =>
    sql`update sandbox.objects set data = jsonb_set(data, ${path}, ${sql.json(value)})
      where kind = ${kind} and ${kind === "customer" ? sql`id` : sql`customer`} = ${customer}`;
  switch (change) {
    case "balance":
      return void (await set("customer", ["balance"], -300));
    case "card":
      return void (await set("customer", ["invoice_settings", "default_payment_method"], "pm_of_somebody"));
    case "stopped":
      return void (await set("subscription", ["cancel_at_period_end"], true));
    case "cancelled":
      await set("subscription", ["ended_at"], 1_795_000_000);
      return void (await set("subscription", ["status"], "canceled"));
    case "quantity":
      return void (await set("subscription", ["items", "data", "0", "quantity"], 3));
    case "paused":
      return void (await set("subscription", ["pause_collection"], { behavior: "void", resumes_at: null }));
    case "voided":
      return void (await set("invoice", ["status"], "void"));
    case "refunded": {
      const { data } = await stripe.charges.list({ customer });
      await stripe.refunds.create({ charge: data[0]?.id ?? "", amount: 500 });
    }
  }
}
