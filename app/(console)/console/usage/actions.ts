"use server";

import { asPerson } from "@/lib/auth/guard";
import { fieldsOf, textOf } from "@/lib/auth/sent";
import { tenantAction } from "@/lib/auth/server-actions";
import { type FieldError, refused } from "@/lib/domain/errors";
import { sendTestEvent as send, type TestEvent } from "@/lib/features/console/usage-events/send-test-event";
import {
  amendEvent as amend,
  voidEvent as makeVoid,
} from "@/lib/features/usage/metering/corrections/correct-event";
import { AmbiguousJson, parseStrictly } from "@/lib/http/strict-json";

export const voidEvent = tenantAction(makeVoid);

/** `metadata` is JSON as it was typed. */
export async function amendEvent(
  slug: string,
  sent: { eventId: string; reason: string; metadata: string; timestamp: string },
) {
  try {
    const metadata = parseStrictly(textOf(fieldsOf(sent).metadata) || "{}");
    return amendParsed(slug, { ...sent, metadata });
  } catch (error) {
    if (error instanceof SyntaxError) return wrongMetadata([{ field: "", rule: "not_json" }]);
    if (error instanceof AmbiguousJson) return wrongMetadata(error.fields);
    throw error;
  }
}

const wrongMetadata = (fields: FieldError[]) =>
  refused("invalid_input", {
    fields: fields.map(({ field, ...rest }) => ({
      field: field ? `metadata.${field}` : "metadata",
      ...rest,
    })),
  });

export async function sendTestEvent(event: TestEvent) {
  return asPerson((ctx) => send(ctx, event));
}

const amendParsed = tenantAction(amend);
