import { afterAll, beforeAll, expect, test } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { Buyer } from "@/tests/support/buyer";
import { makeKey } from "@/tests/support/factories";
import { type Document, schemaChecker } from "@/tests/support/openapi-operations";
import { createWorld, type World } from "@/tests/support/world";
import { createApi } from "./app";

type Answer = { status: number; body: Record<string, unknown> };

let world: World;
let host: ReturnType<typeof caller>;
let fits: (path: string, method: string, body: unknown) => unknown[];
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-20T03:00:00Z"));
  host = caller(createApi(), (await makeKey("read", "manage")).secret);
  const misfits = schemaChecker((await host.get("/api/openapi.json")).body as Document);
  fits = (path, method, body) => {
    const route = ["paths", `/api/v1/tenants/{tenant}${path}`, method];
    return misfits([...route, "responses", "200", "content", "application/json", "schema"], body);
  };
}, 60_000);
afterAll(() => world?.close());

/** What a server does with one tenant. */
const deskOf = ({ tenantId }: Buyer) => {
  const at = (path: string) => `/api/v1/tenants/${tenantId}/${path}`;
  return {
    get: async (path: string) => (await host.get(at(path))) as Answer,
    post: async (path: string, body: object = {}) => (await host.post(at(path), body)) as Answer,
    delete: async (path: string) => (await host.delete(at(path))) as Answer,
  };
};

test("what was promised is charged exactly, once, and a promise that does not hold any more is told anew", async () => {
  const buyer = await Buyer.withCard(world);
  const desk = deskOf(buyer);
  const promise = await desk.post("orders/preview", { plan: "business", interval: "month" });
  expect(promise).toMatchObject({ status: 200, body: { kind: "purchase", currency: "JPY" } });
  const { promise_id, due_now } = promise.body;
  expect(await host.post(`/api/v1/tenants/acme/orders`, { promise_id })).toMatchObject({ status: 404 });
  const placed = await Promise.all([1, 2].map(() => desk.post("orders", { promise_id })));
  await world.settle();
  for (const each of placed) expect(each).toMatchObject({ status: 200, body: { outcome: "ordered" } });
  expect(new Set(placed.map(({ body }) => (body.order as { id: string }).id)).size).toBe(1);
  const again = await desk.post("orders", { promise_id });
  expect(again).toMatchObject({
    status: 200,
    body: { order: { promise_id, state: "done", due_now, plan: { key: "business" }, pay_url: null } },
  });
  expect(await buyer.charges()).toEqual([Number(due_now)]);
  const { id } = again.body.order as { id: string };
  expect(await desk.get("orders")).toMatchObject({ body: { data: [{ id }], next: null } });
  expect(await desk.get(`orders/${id}`)).toMatchObject({ body: again.body.order });
  expect(await desk.get("orders?after=nonsense")).toMatchObject({ status: 422 });

  const invoices = await desk.get("invoices?limit=1");
  expect(invoices).toMatchObject({
    status: 200,
    body: { data: [{ state: "paid", total: due_now, paid: due_now, open: "0", pay_url: null }], next: null },
  });
  const [{ id: invoiceId }] = invoices.body.data as [{ id: string }];
  const { lines, subtotal, taxes } = promise.body as {
    lines: Record<string, unknown>[];
    subtotal: string;
    taxes: { amount: string }[];
  };
  const billed = await desk.get(`invoices/${invoiceId}`);
  expect(billed).toMatchObject({
    status: 200,
    body: {
      lines: lines.map(({ kind: _, days: __, ...line }) => line),
      taxes: taxes.map((tax) => ({ amount: tax.amount, taxable: subtotal })),
    },
  });
  expect(fits("/invoices/{invoice}", "get", billed.body)).toEqual([]);
  const upcoming = await desk.get("upcoming-invoice");
  const { next } = promise.body as { next: { total: string } };
  expect(upcoming).toMatchObject({
    body: { data: [{ kind: "period", total: next.total, made_at: "2026-11-30T15:00:00.000Z" }] },
  });
  expect(fits("/upcoming-invoice", "get", upcoming.body)).toEqual([]);
  expect(fits("/orders", "post", again.body)).toEqual([]);
  expect(fits("/orders/preview", "post", promise.body)).toEqual([]);
  expect(await desk.get("quotes")).toMatchObject({ status: 200, body: { data: [], next: null } });

  // Another day is another price.
  const yearly = await desk.post("orders/preview", { plan: "business", interval: "year" });
  await world.advanceTo(new Date("2026-11-22T03:00:00Z"));
  const changed = await desk.post("orders", { promise_id: yearly.body.promise_id });
  expect(changed).toMatchObject({
    status: 409,
    body: { type: "promise_changed", promise: { effective_on: "2026-11-22", interval: "year" } },
  });
  expect(await buyer.charges()).toHaveLength(1);
}, 60_000);

test("without a card the order waits at our own page, which leads back to the SaaS", async () => {
  const buyer = await Buyer.withCard(world, null);
  const desk = deskOf(buyer);
  const { body } = await desk.post("orders/preview", { plan: "business", interval: "month" });
  expect(body).toMatchObject({ card_on_file: false });
  const { promise_id } = body;
  for (const return_url of ["http://evil.example", "javascript:alert(1)"])
    expect(await desk.post("orders", { promise_id, return_url })).toMatchObject({ status: 422 });
  const return_url = "https://app.example.com/billing?tab=plan";
  const { body: placed } = await desk.post("orders", { promise_id, return_url });
  const order = placed.order as { id: string; pay_url: string };
  expect(order).toMatchObject({ state: "needs_card", return_url, pay_url: expect.stringContaining("/pay/") });
  const reader = caller(createApi(), (await makeKey("read")).secret);
  const path = `/api/v1/tenants/${buyer.tenantId}/orders`;
  expect(await reader.get(`${path}/${order.id}`)).toMatchObject({ status: 200, body: { pay_url: null } });
  expect(await reader.post(path, { promise_id })).toMatchObject({ status: 403 });
}, 60_000);

test("less is reserved and can be taken back; a license is cancelled and resumed", async () => {
  const buyer = await Buyer.withCard(world);
  await buyer.change("enterprise");
  const desk = deskOf(buyer);
  const { body } = await desk.post("orders/preview", { plan: "business", interval: "month" });
  expect(body).toMatchObject({ kind: "downgrade", due_now: "0", lines: [], next: { on: "2026-12-01" } });
  const placed = await desk.post("orders", { promise_id: body.promise_id });
  expect(placed).toMatchObject({ body: { outcome: "reserved", order: null } });
  const { id } = placed.body.reservation as { id: string };
  expect(await desk.post("orders", { promise_id: body.promise_id })).toMatchObject({ body: placed.body });
  expect(await desk.get("reservations")).toMatchObject({ body: { data: [{ id, state: "reserved" }] } });
  for (let times = 0; times < 2; times++)
    expect(await desk.delete(`reservations/${id}`)).toMatchObject({ body: { state: "cancelled" } });
  for (const [verb, renews] of [
    ["cancel", false],
    ["resume", true],
  ] as const) {
    expect(await desk.post(`license/${verb}`)).toMatchObject({ status: 200, body: { renews } });
    expect(await desk.get("license")).toMatchObject({ body: { renews } });
  }
}, 60_000);

test("who has no payment account is told where to make one", async () => {
  const desk = deskOf(await Buyer.arrive(world));
  expect(await desk.post("orders/preview", { plan: "business", interval: "month" })).toMatchObject({
    status: 409,
    body: { type: "payment_account_missing", resolve_url: expect.stringContaining("/billing") },
  });
});
