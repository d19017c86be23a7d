import { expect, test } from "vitest";
import { blank } from "@/lib/domain/catalog/blank";
import type { AddonComponent } from "@/lib/domain/catalog/component";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { asSystem, asUser, auditedActions, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { archiveAddOn } from "./archive-add-on";
import { listAddOns } from "./list-add-ons";
import { saveAddOn } from "./save-add-on";

useDatabase();

const analytics = (month: string | null, key = "analytics"): AddonComponent => ({
  ...blank.addon(key),
  name: { en: "Advanced analytics", ja: "高度な分析" },
  currency: "USD",
  choice: { type: "switch", amountMinor: { month, year: null } },
});
const look = async (key: string) => {
  const answer = await listAddOns(asSystem(), {});
  return answer.ok ? answer.value.find((addOn) => addOn.key === key) : undefined;
};

test("an add-on is made once by its key, changed, archived and brought back", async () => {
  const made = await saveAddOn(asSystem(), { id: null, definition: analytics("1900") });
  expect(made).toMatchObject({ ok: true });
  expect(await saveAddOn(asSystem(), { id: null, definition: analytics("1900") })).toMatchObject({
    refusal: { code: "invalid_input", fields: [{ field: "definition.key", rule: "key_taken" }] },
  });
  const { id } = (await look("analytics")) ?? { id: "" };
  expect(await saveAddOn(asSystem(), { id, definition: analytics("2900") })).toMatchObject({ ok: true });
  expect(await look("analytics")).toMatchObject({ definition: analytics("2900"), archivedAt: null });
  expect(await saveAddOn(asSystem(), { id, definition: analytics("2900", "other") })).toMatchObject({
    refusal: { fields: [{ field: "definition.key", rule: "cannot_change" }] },
  });
  for (const archived of [true, true, false]) {
    expect(await archiveAddOn(asSystem(), { id, archived })).toMatchObject({ ok: true });
    expect((await look("analytics"))?.archivedAt !== null).toBe(archived);
  }
  const written = (await auditedActions(backOffice)).filter((action) => action.startsWith("add_on."));
  expect(written).toEqual(["add_on.create", "add_on.change", "add_on.archive", "add_on.restore"]);
});

test("an add-on that could be in no plan is refused by field", async () => {
  const fieldsOf = async (definition: unknown) => {
    const answer = await saveAddOn(asSystem(), { id: null, definition: definition as AddonComponent });
    return answer.ok ? [] : (answer.refusal.fields ?? []).map(({ field, rule }) => `${field} ${rule}`);
  };
  expect(await fieldsOf(analytics("-5", "a"))).toEqual(["definition.choice.amountMinor.month negative"]);
  expect(await fieldsOf(analytics(null, "b"))).toEqual(["definition.choice.amountMinor no_interval"]);
  expect(await fieldsOf({ ...analytics("1", "c"), currency: undefined })).toEqual([
    "definition.currency required",
  ]);
  expect(await fieldsOf({ ...analytics("1", "d"), currency: "ABC" })).toEqual([
    "definition.currency unknown_currency",
  ]);
  expect(await fieldsOf({ ...analytics("1", "e"), kind: "base" })).toEqual(["definition.kind not_offered"]);
});

test("staff read them and administrators write them; a tenant knows nothing of them", async () => {
  const owner = asUser((await makeTenant()).ownerId);
  const support = asUser(await makeUser("support"), "support");
  const forbidden = { ok: false, refusal: { code: "forbidden" } };
  expect((await listAddOns(support, {})).ok).toBe(true);
  expect(await listAddOns(owner, {})).toMatchObject(forbidden);
  for (const ctx of [owner, support]) {
    expect(await saveAddOn(ctx, { id: null, definition: analytics("1", "mine") })).toMatchObject(forbidden);
    expect(await archiveAddOn(ctx, { id: "addon_00000000" })).toMatchObject(forbidden);
  }
  expect(await archiveAddOn(asSystem(), { id: "addon_00000000" })).toMatchObject({
    refusal: { code: "not_found" },
  });
});
