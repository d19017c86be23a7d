import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { type AuditAction, allAuditActions } from "@/lib/domain/activity/audit-actions";
import { locales } from "@/lib/i18n/locales";
import { messagesOf } from "@/lib/i18n/messages";
import { type ActivityWords, actionText, factText, fieldText } from "./words";

describe.each(locales)("the log in words (%s)", (locale) => {
  const t = createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace: "activity",
  }) as unknown as ActivityWords;
  const reading = {
    names: {
      plan: { pv_1: { en: "Business", ja: "ビジネス" } },
      unit: { api_calls: { en: "API calls", ja: "API呼び出し" }, gb: { en: "Storage", ja: "ストレージ" } },
      component: {},
      tax: { jct10: { en: "Consumption tax", ja: "消費税" } },
    },
    timeZone: "Asia/Tokyo",
    currency: "JPY",
    locale,
  };

  test("every action of the log has words, and there are no words without an action", () => {
    const worded = Object.entries(messagesOf(locale).activity.actions).flatMap(([area, words]) =>
      Object.keys(words).map((name) => `${area}.${name}`),
    );
    expect(worded.sort()).toEqual([...allAuditActions].sort());
    expect(allAuditActions.filter((action) => actionText(t, action) === action)).toEqual([]);
  });

  test("the state of billing details is a place, not a standing", () => {
    expect(fieldText(t, "state", "billing_details.save")).toBe(t("fields.region"));
    expect(fieldText(t, "state", "license.changed")).toBe(t("fields.state"));
  });

  test("what is not known is shown as it stands rather than not at all", () => {
    const ofAnotherRelease = "quote.sent" as AuditAction;
    expect(actionText(t, ofAnotherRelease)).toBe(ofAnotherRelease);
    expect(fieldText(t, "unheard", "license.changed")).toBe("unheard");
    expect(factText(t, "plan", "pv_gone", reading)).toBe("pv_gone");
    expect(factText(t, "reason", "Your card. Was {declined}", reading)).toBe("Your card. Was {declined}");
  });

  test("values are what people read", () => {
    expect(factText(t, "plan", "pv_1", reading)).toBe(reading.names.plan.pv_1[locale]);
    expect(factText(t, "totalMinor", "12000", reading)).toBe("¥12,000");
    expect(factText(t, "amountsMinor", "12000, 30000", reading)).toBe("¥12,000, ¥30,000");
    const { unit, tax } = reading.names;
    expect(factText(t, "meters", "api_calls, gb, unheard", reading)).toBe(
      `${unit.api_calls[locale]}, ${unit.gb[locale]}, unheard`,
    );
    expect(factText(t, "taxes", "jct10", reading)).toBe(tax.jct10[locale]);
    const midnight = "2026-11-30T15:00:00.000Z";
    expect(factText(t, "startsAt", midnight, reading)).toMatch(/Dec 1, 2026|2026\/12\/01/);
    expect(factText(t, "trialEnd", "2026-11-30", { ...reading, timeZone: "America/Los_Angeles" })).toMatch(
      /Nov 30, 2026|2026\/11\/30/,
    );
    expect(factText(t, "periodEnd", midnight, reading)).toMatch(/Nov 30, 2026|2026\/11\/30/);
    expect(factText(t, "renews", false, reading)).toBe(messagesOf(locale).activity.values.no);
    expect(factText(t, "interval", "year", reading)).toBe(messagesOf(locale).activity.values.year);
  });
});
