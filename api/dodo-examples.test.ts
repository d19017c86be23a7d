import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { billedLines, charges, checkouts, licenses, orders } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { caller } from "@/tests/support/api-caller";
import { DodoShop } from "@/tests/support/dodo-shop";
import {
  type Document,
  exampleAddress,
  exampleOf,
  type Operation,
  operationsOf,
  schemaChecker,
  shopTags,
} from "@/tests/support/openapi-operations";
import { createApi } from "./app";

/** Sends the examples of the routes that sell, in the order of a customer's life, to a Choba with Stripe. */
const api = createApi();
const document = (await (await api.request("/api/openapi.json")).json()) as Document;
const misfits = schemaChecker(document);
const isPurchase = ({ name }: { name: string }) => name === "post /api/v1/subscriptions";
const operations = operationsOf(document)
  .filter(({ tags }) => tags.some((tag) => shopTags.includes(tag)))
  // Bought before it is changed: fewer seats than are held would be reserved.
  .sort((a, b) => Number(isPurchase(b)) - Number(isPurchase(a)));

let shop: DodoShop;
beforeAll(async () => {
  shop = await DodoShop.open();
  const made = await shop.client.customers.create({ name: "Acme", email: "owner@acme.example" });
  const tenantId = made.customer_id as `ten_${string}`;
  await shop.giveCard(tenantId, "pm_card_visa");
  const addons = [{ addon_id: "addon_seat", quantity: 9 }];
  const cart = [{ product_id: "prod_team_plan", quantity: 1, addons }];
  const bought = { billing: { country: "US" } as const, customer: { customer_id: "acme" } };
  await shop.client.subscriptions.create({ ...bought, product_id: "prod_team_plan", quantity: 1, addons });
  await shop.client.checkoutSessions.create({ product_cart: cart });
  await shop.world.settle();
  // The ids that the examples name.
  await acrossTenants(async (tx) => {
    await tx.update(checkouts).set({ id: "cks_0123456789abcdef0123456789abcdef" });
    const id = "lic_019a9c3e7d5c7b579f1e4f5d8f0d2a11";
    await tx.update(licenses).set({ id }).where(eq(licenses.tenantId, tenantId));
    await tx.execute(sql`update license_terms set license_id = ${id} where tenant_id = ${tenantId}`);
    const chargeId = "chg_019a9c3e7d5c7b579f1e4f5d8f0d2a11";
    await tx.update(charges).set({ id: chargeId });
    await tx.update(orders).set({ chargeId });
    await tx.update(billedLines).set({ chargeId });
  });
}, 60_000);
afterAll(() => shop?.close());

test("there are routes to try", () => expect(operations.length).toBeGreaterThan(15));

describe.each(operations.map((operation) => [operation.name, operation] as const))("%s", (_, operation) => {
  test("responds to its example as documented", async () => {
    const { method, path, requestBody, responses } = operation;
    if (responses["200"]?.content?.["application/pdf"]) return respondsWithFile(operation);
    const body = requestBody && exampleOf(document, requestBody.content);
    const sent = await caller(api, shop.apiKey).send(
      method,
      exampleAddress(document, operation),
      body === undefined ? undefined : JSON.stringify(body),
      body === undefined ? {} : { "content-type": "application/json" },
    );
    expect({ status: sent.status, body: sent.body }).toMatchObject({
      status: expect.toSatisfy((status: number) => status >= 200 && status < 300),
    });
    const { content } = responses[String(sent.status)] ?? {};
    if (!content) return expect(sent.body).toBeNull();
    const at = ["paths", path, method.toLowerCase(), "responses", String(sent.status)];
    expect(misfits([...at, "content", "application/json", "schema"], sent.body)).toEqual([]);
    expect(Object.keys(Object(sent.body)).sort()).toEqual(
      Object.keys(Object(exampleOf(document, content))).sort(),
    );
  });
});

async function respondsWithFile(operation: Operation): Promise<void> {
  const headers = { authorization: `Bearer ${shop.apiKey}` };
  const response = await api.request(exampleAddress(document, operation), { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w-]+\.pdf"$/);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(500);
}
