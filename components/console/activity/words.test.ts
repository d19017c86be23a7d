import { readdirSync, readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { consoleActions, tenantActions } from "@/lib/domain/access/actions";
import { handActions } from "@/lib/features/stripe/manual-changes/record-manual-change";
import { locales } from "@/lib/i18n/locales";
import { messagesOf } from "@/lib/i18n/messages";
import { type ActivityWords, actionText, factText, fieldText } from "./words";

const features = new URL("../../../lib/features/", import.meta.url);

/** Every text in the features that has the shape of an audit action. */
function writtenActions(): string[] {
  const areas = Object.keys(messagesOf("en").activity.actions).join("|");
  const shape = new RegExp(`["\`]((?:${areas})\\.[a-z_]+)["\`]`, "g");
  const sources = readdirSync(features, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  return sources.flatMap((name) =>
    [...readFileSync(new URL(name, features), "utf8").matchAll(shape)].map((match) => match[1] ?? ""),
  );
}

/** Written with a part that the code fills in. */
const composed = [
  ...handActions.map((action) => `at_stripe.${action}`),
  ...["purchase", "upgrade", "done", "cancelled", "failed", "stale"].map((kind) => `order.${kind}`),
  ...["applied", "cancelled", "failed"].map((state) => `reservation.${state}`),
  ...["paid", "failed", "authentication_needed", "due", "overdue"].map((state) => `license.payment_${state}`),
];

const permissions = new Set<string>([...Object.keys(tenantActions), ...Object.keys(consoleActions)]);
/** Permissions that are at the same time the name of what is written to the log. */
const both = new Set(["payment_administrator.change", "payment_account.create"]);
const written = [...writtenActions(), ...composed].filter(
  (action) => !permissions.has(action) || both.has(action),
);

describe.each(locales)("the log in words (%s)", (locale) => {
  const t = createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace: "activity",
  }) as unknown as ActivityWords;
  const reading = {
    plans: { pv_1: { en: "Business", ja: "ビジネス" } },
    timeZone: "Asia/Tokyo",
    currency: "JPY",
    locale,
  };

  test("every action that the use-cases write has words", () => {
    expect(written.length).toBeGreaterThan(30);
    expect(written.filter((action) => actionText(t, action) === action)).toEqual([]);
  });

  test("the state of billing details is a place, not a standing", () => {
    expect(fieldText(t, "state", "billing_details.save")).toBe(t("fields.region"));
    expect(fieldText(t, "state", "license.changed")).toBe(t("fields.state"));
  });

  test("what is not known is shown as it stands rather than not at all", () => {
    expect(actionText(t, "quote.sent")).toBe("quote.sent");
    expect(fieldText(t, "unheard", "license.changed")).toBe("unheard");
    expect(factText(t, "plan", "pv_gone", reading)).toBe("pv_gone");
    expect(factText(t, "reason", "Your card. Was {declined}", reading)).toBe("Your card. Was {declined}");
  });

  test("values are what people read", () => {
    expect(factText(t, "plan", "pv_1", reading)).toBe(reading.plans.pv_1[locale]);
    expect(factText(t, "totalMinor", "12000", reading)).toBe("¥12,000");
    const midnight = "2026-11-30T15:00:00.000Z";
    expect(factText(t, "startsAt", midnight, reading)).toMatch(/Dec 1, 2026|2026\/12\/01/);
    expect(factText(t, "periodEnd", midnight, reading)).toMatch(/Nov 30, 2026|2026\/11\/30/);
    expect(factText(t, "renews", false, reading)).toBe(messagesOf(locale).activity.values.no);
    expect(factText(t, "interval", "year", reading)).toBe(messagesOf(locale).activity.values.year);
  });
});
