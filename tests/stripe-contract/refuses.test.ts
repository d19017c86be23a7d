import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, type Harness, startHarness } from "@/sandbox/testing/harness";
import { customerWith, sell } from "@/sandbox/testing/shop";
import { recordStripe } from "../support/stripe-recorder";
import { Contract, type Exchange } from "./contract";

/*
 * The contract must notice errors: each test changes something right into something wrong and expects a
 * refusal.
 */
type Json = { [key: string]: unknown };

let contract: Contract;
let harness: Harness;
let exchange: Exchange;
beforeAll(async () => {
  contract = await Contract.load();
  harness = await startHarness();
  const recorder = await recordStripe(() => harness.sandbox.url);
  const stripe = clientOf(recorder.url);
  const customer = (await customerWith(stripe)).id;
  const { price } = await sell(stripe, "Starter", 1000);
  await stripe.subscriptions.create({
    customer,
    items: [{ price: price.id }],
    payment_behavior: "allow_incomplete",
    metadata: { order: "1" },
    expand: ["latest_invoice.payments.data.payment.payment_intent", "customer"],
  } satisfies Stripe.SubscriptionCreateParams);
  exchange = recorder.exchanges.pop() as Exchange;
  await recorder.close();
});
afterAll(() => harness?.close());

/** What is wrong with the response after the change. */
function spoilt(change: (subscription: Json) => void): string[] {
  const body = structuredClone(exchange.body) as Json;
  change(body);
  return contract.response({ ...exchange, body });
}

test("a right request and response are accepted", () => {
  expect(contract.request(exchange)).toEqual([]);
  expect(spoilt(() => {})).toEqual([]);
});

test("a field that moved away in this version of the API", () => {
  const errors = spoilt((subscription) => {
    subscription.current_period_end = 1_800_000_000;
  });
  expect(errors).toEqual(["/: must not have the property 'current_period_end'"]);
});

test("a misspelt value of an enum, though the package's own type takes any text", () => {
  expect(spoilt((subscription) => Object.assign(subscription, { status: "actve" }))).toEqual([
    expect.stringMatching(/^\/status: must be one of active, .*not "actve"$/),
  ]);
});

test("a missing field, a wrong type, an amount in a price that is no decimal text", () => {
  expect(
    spoilt((subscription) => {
      delete subscription.billing_mode;
      subscription.created = "yesterday";
      const [item] = (subscription.items as { data: { price: Json }[] }).data;
      if (item) item.price.unit_amount_decimal = 1000;
    }),
  ).toEqual([
    "/: must have required property 'billing_mode'",
    "/created: must be number",
    "/items/data/0/price/unit_amount_decimal: must be string",
  ]);
});

test("any field renamed at any depth, except metadata", () => {
  const paths = renamings(exchange.body as Json);
  expect(paths.length).toBeGreaterThan(300);
  for (const path of paths)
    expect(
      spoilt((body) => rename(body, path)),
      path.join("."),
    ).not.toEqual([]);
});

test("a deleted customer with fields of an existing one", () => {
  const customer = { id: "cus_1", object: "customer", deleted: true, name: "Gone" };
  expect(spoilt((subscription) => Object.assign(subscription, { customer }))).toEqual([
    "/customer: must not have the property 'name'",
  ]);
});

test("unknown, misspelt and missing parameters, and text where a number belongs", () => {
  const request = (form: string, path = "/v1/subscriptions") =>
    contract.request({ method: "POST", path, form });
  expect(request("customer=cus_1&coupn=X&items[0][prce]=p")).toEqual([
    "/: must not have the property 'coupn'",
    "/items/0: must not have the property 'prce'",
  ]);
  expect(request("customer=cus_1&payment_behavior=alow_incomplete")).toEqual([
    expect.stringContaining("/payment_behavior: must be one of allow_incomplete"),
  ]);
  expect(request("items[0][quantity]=two")).toEqual([
    expect.stringContaining("/items/0/quantity: must match"),
  ]);
  expect(request("items[0][price]=p", "/v1/subscriptions/sub_1")).toEqual([]);
  expect(request("currency=jpy", "/v1/prices/create")).not.toEqual([]);
  expect(request("unit_amount=5", "/v1/prices")).toEqual(["/: must have required property 'currency'"]);
  expect(contract.request({ method: "GET", path: "/v1/nonsense", form: "" })).toEqual([
    "Stripe has no GET /v1/nonsense",
  ]);
});

test("an event with the object of another kind, and one that does not exist", () => {
  const event = {
    id: "evt_1",
    object: "event",
    api_version: "2026-10-28.endive",
    created: 1,
    livemode: false,
    pending_webhooks: 0,
    request: null,
    data: { object: exchange.body },
  };
  expect(contract.event({ ...event, type: "customer.subscription.created" })).toEqual([]);
  expect(contract.event({ ...event, type: "invoice.paid" })).not.toEqual([]);
  expect(contract.event({ ...event, type: "customer.subscription.renewed" })).not.toEqual([]);
  const previous_attributes = { stauts: "incomplete" };
  expect(
    contract.event({
      ...event,
      type: "customer.subscription.updated",
      data: { object: exchange.body, previous_attributes },
    }),
  ).toEqual([expect.stringContaining("must not have the property 'stauts'")]);
});

test("a refusal without Stripe's error body", () => {
  const refusal = (body: unknown) => contract.response({ ...exchange, status: 404, body });
  expect(refusal({ error: { type: "invalid_request_error", message: "No such customer" } })).toEqual([]);
  expect(refusal({ message: "Not found" })).not.toEqual([]);
  expect(refusal({ error: { type: "not_found", message: "No such customer" } })).not.toEqual([]);
});

/** The path of every field that the types declare. */
function renamings(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null || path.at(-1) === "metadata") return [];
  return Object.entries(value).flatMap(([key, child]) => [
    ...(Array.isArray(value) ? [] : [[...path, key]]),
    ...renamings(child, [...path, key]),
  ]);
}

function rename(body: Json, path: string[]): void {
  const last = path.at(-1) ?? "";
  const owner = path.slice(0, -1).reduce((node, key) => node[key] as Json, body);
  owner[`${last}_`] = owner[last];
  delete owner[last];
}
