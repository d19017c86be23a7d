import { afterAll, beforeAll, expect, test } from "vitest";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { cancelReservation } from "@/lib/features/license/reservations/cancel-reservation";
import { Buyer, value } from "../support/buyer";
import { createWorld, type World } from "../support/world";

/* A yearly license keeps its anniversary in the tenant's days; a change to monthly waits for it. */
const at = (text: string) => new Date(text);

let world: World;
let buyer: Buyer;
beforeAll(async () => {
  // 18:00 of 20 March in Tokyo.
  world = await createWorld(at("2026-03-20T09:00:05Z"));
  buyer = await Buyer.withCard(world);
});
afterAll(() => world?.close());

test("is paid for a year from the day of purchase to the day before its anniversary", async () => {
  const preview = await buyer.preview("starter", "year");
  expect(preview).toMatchObject({
    kind: "purchase",
    promise: {
      dueNowMinor: "50000",
      lines: [{ span: { from: "2026-03-20", until: "2027-03-20" }, part: null }],
    },
    next: { on: "2027-03-20", totalMinor: "50000" },
  });
  await buyer.change("starter", "year");
  expect((await buyer.look()).license).toMatchObject({
    interval: "year",
    periodEnd: "2027-03-19T15:00:00.000Z",
  });
});

test("upgraded, it keeps its anniversary and pays the difference for the days that are left", async () => {
  await world.advanceTo(at("2026-03-21T09:00:10Z"));
  const preview = await buyer.preview("business", "year");
  // 364 of 365 days: −50,000 × 364/365 = −49,863.01… → −¥49,863; 120,000 × 364/365 = 119,671.23… → ¥119,671.
  expect(preview.promise?.lines.map((line) => line.amountMinor)).toEqual(["-49863", "119671"]);
  await buyer.change("business", "year");
  expect((await buyer.look()).license).toMatchObject({
    planKey: "business",
    periodEnd: "2027-03-19T15:00:00.000Z",
  });
});

test("a change to monthly is reserved for the anniversary, and can be cancelled", async () => {
  // The first part of it is 20 to 31 March: 12 of 31 days. ¥12,000 × 12/31 = 4,645.16… → ¥4,645.
  expect(await buyer.preview("business", "month")).toMatchObject({
    kind: "downgrade",
    promise: null,
    effectiveOn: "2027-03-20",
    next: { on: "2027-03-20", span: { until: "2027-04-01" }, totalMinor: "4645" },
  });
  await buyer.change("business", "month");
  const { reservation } = await buyer.look();
  expect(reservation).toMatchObject({ interval: "month", effectiveAt: "2027-03-19T15:00:00.000Z" });
  value(await cancelReservation(await buyer.ctx(), buyer.tenantId, { reservationId: reservation?.id ?? "" }));
  await world.settle();
  expect(await buyer.look()).toMatchObject({ reservation: null, license: { state: "active" } });
});

test("its renewal is told of 30 and 7 days before, each once, with what it will cost", async () => {
  const told = async () =>
    (await listSentMails(500)).filter(({ subject }) => subject.startsWith("Your license renews"));
  await world.advanceTo(at("2027-02-17T14:00:00Z"));
  expect(await told()).toEqual([]);
  await world.advanceTo(at("2027-02-17T15:00:00Z"));
  await world.advanceTo(at("2027-03-01T09:00:00Z"));
  await world.advanceTo(at("2027-03-12T15:00:00Z"));
  await world.advanceTo(at("2027-03-13T15:00:00Z"));
  // Newest first. A year of Business is ¥120,000.
  expect(await told()).toMatchObject([
    { subject: "Your license renews in 7 days", body: expect.stringContaining("Amount: ¥120,000") },
    { subject: "Your license renews in 30 days", body: expect.stringContaining("Due on: March 20, 2027") },
  ]);
});

test("at the anniversary the monthly license follows, and its part of the month is charged exactly", async () => {
  await buyer.change("business", "month");
  await world.advanceTo(at("2027-03-20T10:00:00Z"));
  const { license, reservation, order } = await buyer.look();
  expect(license).toMatchObject({
    planKey: "business",
    interval: "month",
    periodStart: "2027-03-19T15:00:00.000Z",
    periodEnd: "2027-03-31T15:00:00.000Z",
    state: "active",
  });
  expect({ reservation, order }).toEqual({ reservation: null, order: null });
  expect((await buyer.charges()).at(-1)).toBe(4645);
  await world.advanceTo(at("2027-04-01T10:00:00Z"));
  expect((await buyer.charges()).at(-1)).toBe(12_000);
});
