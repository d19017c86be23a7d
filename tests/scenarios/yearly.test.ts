import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* A yearly license keeps its anniversary; a change to monthly waits for it. */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  world = await createWorld(at("2026-03-20T09:00:05Z"));
  buyer = await Buyer.withCard(world);
});
afterAll(() => world?.close());

test("is paid for a year from the second of purchase", async () => {
  const preview = await buyer.preview("starter", "year");
  expect(preview).toMatchObject({ kind: "purchase", promised: { totalMinor: "50000" } });
  expect(preview.renewal.at).toBe("2027-03-20T09:00:05.000Z");
  await buyer.change("starter", "year");
  expect((await buyer.look()).license).toMatchObject({
    interval: "year",
    periodEnd: "2027-03-20T09:00:05.000Z",
  });
});

test("upgraded, it keeps its anniversary and pays the difference to the second", async () => {
  await world.advanceTo(at("2026-03-21T09:00:10Z"));
  const preview = await buyer.preview("business", "year");
  // 364 of 365 days: −50,000 × 364/365 = −49,863.01… → −¥49,863; 120,000 × 364/365 = 119,671.23… → ¥119,671.
  expect(preview.promised?.lines.map((line) => line.amountMinor)).toEqual(["-49863", "119671"]);
  await buyer.change("business", "year");
  expect((await buyer.look()).license).toMatchObject({
    planKey: "business",
    periodEnd: "2027-03-20T09:00:05.000Z",
  });
});

test("a change to monthly is reserved for the anniversary, and can be cancelled", async () => {
  // 12 days and 3 hours less 5 seconds of the month from 1 March to 1 April 12:00 UTC, as it is charged below.
  expect(await buyer.preview("business", "month")).toMatchObject({
    kind: "downgrade",
    promised: null,
    firstPart: { amountMinor: "4694", until: "2027-04-01T12:00:00.000Z" },
  });
  await buyer.change("business", "month");
  const { reservation } = await buyer.look();
  expect(reservation).toMatchObject({ interval: "month", effectiveAt: "2027-03-20T09:00:05.000Z" });
  value(await cancelReservation(await buyer.ctx(), buyer.tenantId, { reservationId: reservation?.id ?? "" }));
  await world.settle();
  expect(await buyer.look()).toMatchObject({ reservation: null, license: { state: "active" } });
});

test("at the anniversary the monthly license follows in the same second, and its partial month is charged exactly", async () => {
  await buyer.change("business", "month");
  await world.advanceTo(at("2027-03-20T10:00:00Z"));
  const { license, reservation, order } = await buyer.look();
  expect(license).toMatchObject({
    planKey: "business",
    interval: "month",
    periodStart: "2027-03-20T09:00:05.000Z",
    periodEnd: "2027-04-01T12:00:00.000Z",
    state: "active",
  });
  expect({ reservation, order }).toEqual({ reservation: null, order: null });
  // 12 days and 3 hours less 5 seconds of 31 days: 12,000 × 1,047,595 / 2,678,400 = 4,693.52… → ¥4,694.
  expect((await buyer.charges()).at(-1)).toBe(4694);
});
