import { expect, test } from "vitest";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { Component } from "@/lib/domain/catalog/component";
import { forgetEnvironment } from "@/lib/env";
import { savePlanDraft } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { retirePlan } from "@/lib/features/catalog/plans/publication/retire-plan";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { agreeOnAggregations } from "@/lib/features/usage/metering/recount/agree-on-aggregations";
import {
  asKey,
  asSystem,
  asUser,
  auditedActions,
  makePlan,
  makeTenant,
  makeUser,
} from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { createMeterUnit } from "./create-meter-unit";
import { deleteMeterUnit } from "./delete-meter-unit";
import { listMeterUnits } from "./list-meter-units";
import { updateMeterUnit } from "./update-meter-unit";

useDatabase();

const unit = (unitName: string) => ({
  unitName,
  displayName: { en: "API calls", ja: "APIコール" },
  unitLabel: { en: "calls", ja: "コール" },
  eventName: "api.call",
});
const made = async (unitName: string) => {
  const answer = await createMeterUnit(asSystem(), unit(unitName));
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.id;
};
const look = async (unitName: string) => {
  const answer = await listMeterUnits(asSystem(), {});
  return answer.ok ? answer.value.units.find((view) => view.unitName === unitName) : undefined;
};
const meter = (unitName: string): Component => ({
  ...blank.usage("calls", unitName),
  name: { en: "Calls", ja: "コール" },
});

test("a unit is defined once by its name, and mau is Choba's own", async () => {
  await made("api_calls");
  const again = await createMeterUnit(asSystem(), unit("api_calls"));
  expect(again).toMatchObject({ refusal: { fields: [{ field: "unitName", rule: "key_taken" }] } });
  for (const [name, rule] of [
    ["mau", "reserved"],
    ["API calls", "format"],
    ["", "format"],
  ] as const)
    expect(await createMeterUnit(asSystem(), unit(name))).toMatchObject({
      refusal: { code: "invalid_input", fields: [{ field: "unitName", rule }] },
    });
  expect(await look("api_calls")).toMatchObject({
    isUsed: false,
    usedBy: [],
    property: null,
    description: "",
  });
  expect(await auditedActions(backOffice)).toContain("meter_unit.create");
});

test("a unit in use changes its display name and nothing else, also when the plan is retired", async () => {
  const id = await made("tokens");
  await makePlan({ key: "with-tokens", rank: 40, components: [blank.base(), meter("tokens")] });
  const renamed = { id, ...unit("tokens"), displayName: { en: "Tokens", ja: "トークン" } };
  expect(await updateMeterUnit(asSystem(), renamed)).toMatchObject({ ok: true });
  expect((await retirePlan(asSystem(), { key: "with-tokens" })).ok).toBe(true);
  expect(await look("tokens")).toMatchObject({
    displayName: renamed.displayName,
    isUsed: true,
    usedBy: ["with-tokens"],
  });
  for (const [field, value] of Object.entries({
    unitName: "other",
    unitLabel: { en: "x", ja: "x" },
    description: "x",
    eventName: "x",
    property: "x",
  }))
    expect(await updateMeterUnit(asSystem(), { ...renamed, [field]: value })).toMatchObject({
      refusal: { code: "in_use", fields: [{ field, rule: "in_use", params: { plans: "with-tokens" } }] },
    });
  expect(await deleteMeterUnit(asSystem(), { id })).toMatchObject({
    refusal: { code: "in_use", params: { plans: "with-tokens" } },
  });
});

test("a unit that a draft refers to can be changed and not deleted", async () => {
  const id = await made("emails");
  const definition = {
    name: { en: "Mail", ja: "メール" },
    currency: "USD",
    components: [{ ...meter("emails") }],
  };
  const saved = await savePlanDraft(asSystem(), {
    key: "mail",
    rank: 50,
    definition: definition as never,
    revision: null,
  });
  expect(saved.ok).toBe(true);
  expect(await updateMeterUnit(asSystem(), { id, ...unit("emails"), description: "sent" })).toMatchObject({
    ok: true,
  });
  expect(await deleteMeterUnit(asSystem(), { id })).toMatchObject({
    refusal: { code: "used_by_draft", params: { plans: "mail" } },
  });
  expect(await look("emails")).toMatchObject({ isUsed: false, usedByDrafts: ["mail"] });
});

test("a unit that nothing refers to can be renamed and deleted", async () => {
  const id = await made("spare");
  expect(await updateMeterUnit(asSystem(), { id, ...unit("tokens") })).toMatchObject({
    refusal: { fields: [{ field: "unitName", rule: "key_taken" }] },
  });
  expect((await updateMeterUnit(asSystem(), { id, ...unit("spare.2") })).ok).toBe(true);
  expect((await deleteMeterUnit(asSystem(), { id })).ok).toBe(true);
  expect(await deleteMeterUnit(asSystem(), { id })).toMatchObject({ refusal: { code: "not_found" } });
  expect(await updateMeterUnit(asSystem(), { id, ...unit("spare") })).toMatchObject({
    refusal: { code: "not_found" },
  });
});

test("a unit that is deleted while a plan with it is published: one of the two is refused", async () => {
  const planWith = (unitName: string, rank: number) => ({
    key: unitName,
    rank,
    definition: {
      ...blankPlan("USD"),
      name: { en: "Raced", ja: "競合" },
      components: [{ ...meter(unitName), unit: { en: "calls", ja: "コール" } }],
    },
  });
  await made("alone");
  await expect(publishPlan(asSystem(), planWith("alone", 60))).resolves.toMatch(/^pv_/);
  for (let round = 0; round < 8; round++) {
    const unitName = `raced_${round}`;
    const id = await made(unitName);
    const publishing = publishPlan(asSystem(), planWith(unitName, 61 + round)).then(
      () => true,
      () => false,
    );
    const [published, deleted] = await Promise.all([publishing, deleteMeterUnit(asSystem(), { id })]);
    expect(published).toBe(!deleted.ok);
  }
});

test("without Stripe sum holds whatever is said; what was chosen with Stripe holds again when it is back", async () => {
  const stripe = async (key: string) => {
    Object.assign(process.env, { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: key && "whsec_x" });
    forgetEnvironment();
    await agreeOnAggregations(asSystem());
  };
  await createMeterUnit(asSystem(), { ...unit("peak_off"), aggregation: "max" });
  expect(await look("peak_off")).toMatchObject({ aggregation: "sum", effectiveAggregation: "sum" });
  await stripe("sk_test_x");
  await createMeterUnit(asSystem(), { ...unit("peak"), aggregation: "max" });
  expect(await look("peak")).toMatchObject({ aggregation: "max", effectiveAggregation: "max" });
  expect(await createMeterUnit(asSystem(), { ...unit("people"), aggregation: "unique" })).toMatchObject({
    refusal: { fields: [{ field: "property", rule: "required" }] },
  });
  await stripe("");
  const { id } = (await look("peak")) ?? { id: "" };
  expect(
    (await updateMeterUnit(asSystem(), { id, ...unit("peak"), description: "x", aggregation: "sum" })).ok,
  ).toBe(true);
  expect(await look("peak")).toMatchObject({ aggregation: "max", effectiveAggregation: "sum" });
});

test("staff read them, administrators and managing keys write them, nobody else knows of them", async () => {
  const support = asUser(await makeUser("support"), "support");
  const owner = asUser((await makeTenant()).ownerId);
  const forbidden = { ok: false, refusal: { code: "forbidden" } };
  expect((await listMeterUnits(support, {})).ok).toBe(true);
  for (const ctx of [support, owner, asKey(["read"])]) {
    expect(await createMeterUnit(ctx, unit("mine"))).toMatchObject(forbidden);
    expect(await updateMeterUnit(ctx, { id: "mtr_00000000", ...unit("mine") })).toMatchObject(forbidden);
    expect(await deleteMeterUnit(ctx, { id: "mtr_00000000" })).toMatchObject(forbidden);
  }
  expect(await listMeterUnits(owner, {})).toMatchObject(forbidden);
});
