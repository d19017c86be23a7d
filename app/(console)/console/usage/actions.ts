"use server";

import { asPerson } from "@/lib/auth/guard";
import { refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { sendTestEvent as send, type TestEvent } from "@/lib/features/console/usage-events/send-test-event";
import {
  amendEvent as amend,
  voidEvent as makeVoid,
} from "@/lib/features/usage/metering/corrections/correct-event";

/*
 * The writes of the usage pages. Each only finds out who asks and hands over; permission and input are checked by the
 * use-case, and the answer is a Result in plain JSON.
 */

export async function voidEvent(tenant: string, input: { eventId: string; reason: string }) {
  return asPerson((ctx) => makeVoid(ctx, tenant as Id<"tenant">, input));
}

/** `metadata` is JSON as it was typed. */
export async function amendEvent(
  tenant: string,
  input: { eventId: string; reason: string; metadata: string; timestamp: string },
) {
  return asPerson((ctx) => {
    const metadata = parsed(input.metadata);
    if (metadata === notJson)
      return Promise.resolve(
        refused("invalid_input", { fields: [{ field: "metadata", rule: "not_json" }] }),
      ) as ReturnType<typeof amend>;
    return amend(ctx, tenant as Id<"tenant">, { ...input, metadata });
  });
}

export async function sendTestEvent(event: TestEvent) {
  return asPerson((ctx) => send(ctx, event));
}

const notJson = Symbol("not JSON");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return notJson;
  }
}
