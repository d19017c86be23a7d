import { afterAll, beforeAll, expect, test } from "vitest";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import { value } from "@/tests/support/buyer";
import { Rep } from "@/tests/support/rep";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let rep: Rep;
beforeAll(async () => {
  world = await createWorld(new Date("2026-11-16T03:00:05Z"));
  rep = await Rep.arrive(world);
});
afterAll(() => world?.close());

const tenPercent = {
  name: { en: "Partner", ja: "パートナー割引" },
  value: { type: "percent" as const, percent: "10" },
  components: null,
  months: null,
};

test("a contract charges from its first day, and a change gives back what is unused", async () => {
  const agreed = {
    quantities: { seats: 10 },
    discount: tenPercent,
    invoicing: { by: "choba" as const, daysUntilDue: 30 },
  };
  await rep.agree("business", agreed);
  // 16 November: 15 of 30 days of ¥12,000 and of 5 × ¥900, less 10 %. It is sent, and the license holds at once.
  expect((await rep.invoices()).at(-1)).toEqual({ lines: [6000, 2250, -825], status: "open" });

  await world.advanceTo(new Date("2026-11-30T15:00:00Z"));
  expect((await rep.invoices()).at(-1)).toEqual({ lines: [12000, 4500, -1650], status: "open" });

  // Ended on 16 December: 16 of 31 days are credited on the invoice, which is not paid yet.
  await world.advanceTo(new Date("2026-12-15T15:00:00Z"));
  value(await endContract(await rep.ctx(), rep.tenantId, { reason: "moves on" }));
  await world.settle();
  const [note] = (await world.stripe.creditNotes.list({ customer: await rep.customerId() })).data;
  // (12,000 − 1,200) × 16/31 = 5,574; (4,500 − 450) × 16/31 = 2,090
  expect(note?.total).toBe(5574 + 2090);
  expect((await rep.history()).at(-1)).toMatchObject({ plan: "free" });
});
