"use server";

import { asPerson } from "@/lib/auth/guard";
import { tenantAction } from "@/lib/auth/server-actions";
import { refused } from "@/lib/domain/errors";
import { sendTestEvent as send, type TestEvent } from "@/lib/features/console/usage-events/send-test-event";
import {
  amendEvent as amend,
  voidEvent as makeVoid,
} from "@/lib/features/usage/metering/corrections/correct-event";

export const voidEvent = tenantAction(makeVoid);

/** `metadata` is JSON as it was typed. */
export async function amendEvent(
  slug: string,
  { metadata, ...input }: { eventId: string; reason: string; metadata: string; timestamp: string },
) {
  const properties = parsed(metadata);
  if (properties === notJson)
    return refused("invalid_input", { fields: [{ field: "metadata", rule: "not_json" }] });
  return amendParsed(slug, { ...input, metadata: properties });
}

export async function sendTestEvent(event: TestEvent) {
  return asPerson((ctx) => send(ctx, event));
}

const amendParsed = tenantAction(amend);

const notJson = Symbol("not JSON");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return notJson;
  }
}
