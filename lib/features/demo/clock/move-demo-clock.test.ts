import { beforeAll, expect, test, vi } from "vitest";
import { readClock } from "@/lib/clock";
import { asUser, holdPlan, makePlan, makeTenant, type TestTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { moveDemoClock, readDemoClock } from "./move-demo-clock";

useDatabase({ CHOBA_DEMO: "1" });

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await makeTenant();
});

const somebody = async () => asUser(tenant.ownerId, null, await readClock());

test("everybody in the demo may let a day pass, and all of Choba agrees on the new time", async () => {
  const before = await readClock();
  const answer = await moveDemoClock(await somebody(), "day", tenant.id);
  expect(answer).toMatchObject({ ok: true });
  const passedMs = (await readClock()).getTime() - before.getTime();
  expect(Math.round(passedMs / 3_600_000)).toBe(24);
});

test("two moves at once do not move time to and fro: the second is refused, and then sees the first", async () => {
  const first = moveDemoClock(await somebody(), "month", tenant.id);
  // The first one has read the tenant's period and is on its way.
  await vi.waitFor(async () => expect((await readDemoClock(null)).moving).not.toBeNull(), { interval: 1 });
  expect(await moveDemoClock(await somebody(), "day", tenant.id)).toEqual({ ok: false, problem: "busy" });
  expect(await first).toMatchObject({ ok: true });
  expect((await readDemoClock(null)).moving).toBeNull();
});

test("the bar knows the period of the tenant in view and of no other", async () => {
  const other = await makeTenant();
  const starter = await makePlan({ key: "starter", rank: 1 });
  await holdPlan(other.id, starter, "month");
  const periodEnd = "2026-12-01T12:00:00.000Z";
  const seen = (await readClock()).toISOString() < periodEnd ? periodEnd : null;
  expect((await readDemoClock(other.id)).periodEnd).toBe(seen);
  expect((await readDemoClock(tenant.id)).periodEnd).toBeNull();
  expect((await readDemoClock(null)).periodEnd).toBeNull();
});
