import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { readClock } from "@/lib/clock";
import { asUser, makeTenant } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { moveDemoClock } from "./move-demo-clock";

const slowness = 1_500;
/** In seconds, as the stand-in received them. */
const receivedTimes: number[] = [];
const stripe = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  receivedTimes.push(JSON.parse(body).advance_to);
  // What falls due on the way takes its time, once.
  if (receivedTimes.length === 1) await sleep(slowness);
  response.end("{}");
});

await new Promise<void>((resolve) => stripe.listen(0, "127.0.0.1", resolve));
const { port } = stripe.address() as AddressInfo;

useDatabase({ CHOBA_DEMO: "1", CHOBA_CLOCK_URL: `http://127.0.0.1:${port}/clock` });
afterAll(() => stripe.close());

test("however long a day takes at Stripe, its clock does not stay behind Choba's", async () => {
  const { ownerId, id } = await makeTenant();
  const ctx = asUser(ownerId, null, await readClock());
  expect(await moveDemoClock(ctx, "day", id)).toMatchObject({ ok: true });
  const [first = 0] = receivedTimes;
  expect((receivedTimes.at(-1) ?? 0) - first).toBeGreaterThanOrEqual(Math.floor(slowness / 1_000));
});
