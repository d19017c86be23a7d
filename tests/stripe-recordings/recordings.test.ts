import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "@/sandbox/testing/harness";
import { at } from "@/sandbox/testing/instants";
import { DIFFERENCES, isKnown, tableOf } from "./differences";
import { changes } from "./flows/changes";
import { customers } from "./flows/customers";
import { invoices } from "./flows/invoices";
import { sessions } from "./flows/sessions";
import { subscriptions } from "./flows/subscriptions";
import { type Difference, Replay } from "./replay";

/** In the order in which they were recorded: the sandbox's clock only moves forward. */
const flows = [...customers, ...subscriptions, ...changes, ...invoices, ...sessions].sort((a, b) =>
  a.begins.localeCompare(b.begins),
);

let harness: Harness;
const found = new Map<string, Difference[]>();

beforeAll(async () => {
  harness = await startHarness({ frozenNow: at(flows[0]?.begins ?? "") - 86_400 });
  const names = await openShop(harness);
  for (const flow of flows) found.set(flow.title, await new Replay(harness, flow, new Map(names)).run());
});
afterAll(() => harness?.close());

/** What the recorded account sells: ids by the names that the flows use. */
async function openShop({ stripe }: Harness): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const product = await stripe.products.create({ name: "Business", unit_label: "user" });
  const sell = async (name: string, unit_amount: number, interval: "month" | "year") => {
    const price = { product: product.id, currency: "usd", unit_amount, recurring: { interval } };
    names.set(name, (await stripe.prices.create(price)).id);
  };
  await sell("seat", 1000, "month");
  await sell("desk", 2500, "month");
  await sell("desk_yearly", 25_000, "year");
  const mug = await stripe.products.create({ name: "Mug" });
  names.set("mug", (await stripe.prices.create({ product: mug.id, currency: "usd", unit_amount: 1500 })).id);
  const lower = async (name: string, percent_off: number) =>
    names.set(name, (await stripe.coupons.create({ percent_off, duration: "forever" })).id);
  await lower("tenth_off", 10);
  await lower("half_off", 50);
  await stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
  return names;
}

describe("the sandbox answers as Stripe did", () => {
  test.each(flows.map(({ title }) => title))("%s", (title) => {
    const unknown = (found.get(title) ?? []).filter(({ where }) => !DIFFERENCES.some(isKnown(where)));
    expect(unknown.map(({ where, what }) => `${where}: ${what}`)).toEqual([]);
  });
});

test("every known difference still occurs", () => {
  const all = [...found.values()].flat();
  const over = DIFFERENCES.filter((known) => !all.some(({ where }) => isKnown(where)(known)));
  expect(over.map(({ where }) => where)).toEqual([]);
});

test("the documentation shows the known differences", () => {
  const docs = readFileSync(fileURLToPath(new URL("../../docs/stripe.md", import.meta.url)), "utf8");
  expect(docs).toContain(tableOf(DIFFERENCES));
});
