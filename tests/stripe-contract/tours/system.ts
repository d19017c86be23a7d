import { expect } from "vitest";
import { at, DAY } from "@/sandbox/testing/instants";
import { customerWith } from "@/sandbox/testing/shop";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import type { Tour } from "./tour";

export const webhookEndpoints: Tour = async (stripe) => {
  const endpoint = await stripe.webhookEndpoints.create({
    url: "https://choba.example/hook",
    enabled_events: ["invoice.paid"],
    description: "a tour",
    metadata: { a: "1" },
  });
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: true, enabled_events: ["*"] });
  await stripe.webhookEndpoints.retrieve(endpoint.id);
  await stripe.webhookEndpoints.list();
  await stripe.webhookEndpoints.del(endpoint.id);
};

export const testClocks: Tour = async (stripe) => {
  const start = at("2030-01-31T00:00:00Z");
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start, name: "a tour" });
  await customerWith(stripe, "pm_card_visa", { test_clock: clock.id });
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: start + DAY });
  await expect
    .poll(async () => (await stripe.testHelpers.testClocks.retrieve(clock.id)).status, {
      timeout: limitMs(60_000),
    })
    .toBe("ready");
  await stripe.testHelpers.testClocks.list({ limit: 3 });
  await stripe.testHelpers.testClocks.del(clock.id);
};

/** Runs last and checks all events of the other tours. */
export const events: Tour = async (stripe) => {
  await stripe.accounts.retrieveCurrent();
  const page = await stripe.events.list({ limit: 100 });
  await stripe.events.retrieve(page.data[0]?.id ?? "");
  for await (const event of stripe.events.list({ limit: 100 })) expect(event.object).toBe("event");
  await stripe.events.list({ types: ["invoice.paid", "customer.created"] });
};
