import { afterEach, beforeEach, expect, test } from "vitest";
import { demoPlans } from "@/demo/plans";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { confirmChange } from "@/lib/features/license/confirm-change/confirm-change";
import { previewChange } from "@/lib/features/license/plan-change/preview-change";
import { register } from "@/lib/features/license/registrations/register";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* Business includes five seats; here it counts registered users as seats in use. */
let world: World;
let buyer: Buyer;
beforeEach(async () => {
  world = await createWorld(new Date("2026-11-16T03:00:05Z"));
  const plan = demoPlans.find(({ key }) => key === "business");
  if (!plan) throw new Error("Business is sold");
  const components = plan.definition.components.map((component) =>
    component.kind === "seats" ? { ...component, inUse: "registered_users" as const } : component,
  );
  await publishPlan(await world.asSystem(), { ...plan, definition: { ...plan.definition, components } });
  buyer = await Buyer.withCard(world);
});
afterEach(() => world?.close());

async function registerUsers(from: number, until: number): Promise<void> {
  for (let number = from; number < until; number++)
    value(
      await register(await world.asSystem(), buyer.tenantId, { kind: "user", externalId: `user-${number}` }),
    );
}

const asked = async (seats?: number) =>
  previewChange(await buyer.ctx(), buyer.tenantId, {
    planKey: "business",
    interval: "month",
    ...(seats === undefined ? {} : { seats }),
  });

const refusedFor = (used: number) => ({
  ok: false,
  refusal: {
    code: "invalid_input",
    fields: [{ field: "seats", rule: "seats_in_use", params: { used } }],
  },
});

test("seats are never fewer than those in use, bought or reserved", async () => {
  await registerUsers(0, 7);
  // A purchase begins with as many as are in use.
  expect(value(await asked()).seats).toBe(7);
  expect(await asked(6)).toMatchObject(refusedFor(7));
  await buyer.change("business", "month", { seats: 9 });
  expect((await buyer.look()).license.seats).toEqual({ held: 9, inUse: 7 });

  expect(await asked(6)).toMatchObject(refusedFor(7));
  const fewer = value(await asked(7));
  expect(fewer.kind).toBe("downgrade");
  // Somebody is registered between what was shown and its confirmation.
  await registerUsers(7, 8);
  expect(await buyer.confirm(fewer)).toMatchObject(refusedFor(8));
  expect((await buyer.look()).reservation).toBeNull();
});

test("a reservation takes effect as reserved, and the dashboard says that seats are missing", async () => {
  await registerUsers(0, 5);
  await buyer.change("business", "month", { seats: 8 });
  await buyer.change("business", "month", { seats: 6 });
  await registerUsers(5, 8);
  await world.advanceTo(new Date("2026-12-01T03:00:00Z"));
  expect((await buyer.look()).license.seats).toEqual({ held: 6, inUse: 8 });

  // Fewer still is refused; to keep them, or to have more, makes nothing worse.
  expect(await asked(5)).toMatchObject({ refusal: { fields: [{ field: "seats", rule: "seats_in_use" }] } });
  expect(value(await asked()).misfits).toEqual([{ limit: "seats", used: 8, maximum: 6 }]);
  const more = value(await asked(7));
  expect(more).toMatchObject({ kind: "upgrade", seats: 7 });
  value(
    await confirmChange(await buyer.ctx(), buyer.tenantId, {
      locale: "en",
      planKey: "business",
      interval: "month",
      seats: 7,
      digest: more.digest,
    }),
  );
});
