import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { plans, tenants } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import type { Result } from "@/lib/domain/errors";
import { planOptions } from "@/lib/features/billing/dashboard/plan-options";
import { discardPlanDraft } from "@/lib/features/catalog/plans/drafts/discard-plan-draft";
import { duplicatePlan } from "@/lib/features/catalog/plans/drafts/duplicate-plan";
import { exportPlan } from "@/lib/features/catalog/plans/drafts/export-plan";
import { importPlan } from "@/lib/features/catalog/plans/drafts/import-plan";
import { savePlanDraft } from "@/lib/features/catalog/plans/drafts/save-plan-draft";
import { previewPublication } from "@/lib/features/catalog/plans/publication/preview-publication";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { publishPlanDraft } from "@/lib/features/catalog/plans/publication/publish-plan-draft";
import { restorePlan } from "@/lib/features/catalog/plans/publication/restore-plan";
import { retirePlan } from "@/lib/features/catalog/plans/publication/retire-plan";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { asSystem, asUser, auditedActions, holdPlan, makeTenant, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { listPlans } from "./list-plans";
import { readPlan } from "./read-plan";

useDatabase();

let admin: Context;
beforeAll(async () => {
  admin = asUser(await makeUser("admin"), "admin");
  await makeTenant();
});

const named = (en: string) => ({ en, ja: `${en}プラン` });
const paid = (name: string, month: string, currency = "USD"): PlanDefinition => ({
  ...blankPlan(currency),
  name: named(name),
  components: [{ ...blank.base(), name: named("Fee"), amountMinor: { month, year: null } }],
});
function valueIn<T>(result: Result<T>): T {
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
const refusedWith = (code: string, field?: string, rule?: string) => ({
  ok: false,
  refusal: { code, ...(field ? { fields: [{ field, rule }] } : {}) },
});
const draft = async (key: string, rank: number, definition: PlanDefinition) =>
  valueIn(await savePlanDraft(admin, { key, rank, definition, revision: null })).revision;
const publish = async (key: string, rank: number, definition: PlanDefinition) =>
  valueIn(await publishPlanDraft(admin, { key, revision: await draft(key, rank, definition) }));
const summary = async (key: string) => valueIn(await listPlans(admin, {})).find((plan) => plan.key === key);

describe("a draft", () => {
  test("of a new plan does not take the key of one that is there", async () => {
    await draft("taken", 90, paid("Taken", "1000"));
    const again = { key: "taken", rank: 91, definition: paid("Other", "1"), revision: null, isNew: true };
    expect(await savePlanDraft(admin, again)).toMatchObject(refusedWith("invalid_input", "key", "key_taken"));
  });

  test("is saved as often as one likes, and nobody sees it on sale", async () => {
    const first = await draft("draft-a", 10, paid("A", "1000"));
    const answer = await savePlanDraft(admin, {
      key: "draft-a",
      rank: 10,
      definition: paid("A", "nonsense"),
      revision: first,
    });
    const { revision } = valueIn(answer);
    expect(revision).toBeGreaterThan(first);
    expect(await summary("draft-a")).toMatchObject({
      draft: { revision, updatedBy: "Somebody" },
      onSale: null,
      retiredAt: null,
    });
  });

  test("is not saved over somebody else's, nor over one that is gone", async () => {
    const seen = await draft("draft-b", 11, paid("B", "1000"));
    const save = (revision: number | null, month: string) =>
      savePlanDraft(admin, { key: "draft-b", rank: 11, definition: paid("B", month), revision });
    const newer = valueIn(await save(seen, "2000")).revision;
    for (const revision of [seen, null])
      expect(await save(revision, "3000")).toMatchObject(refusedWith("changed_meanwhile"));
    expect(await publishPlanDraft(admin, { key: "draft-b", revision: seen })).toMatchObject(
      refusedWith("changed_meanwhile"),
    );
    expect(await discardPlanDraft(admin, { key: "draft-b", revision: seen })).toMatchObject(
      refusedWith("changed_meanwhile"),
    );
    expect(valueIn(await readPlan(admin, { key: "draft-b" })).start).toMatchObject({
      revision: newer,
      definition: paid("B", "2000"),
    });
    expect(valueIn(await discardPlanDraft(admin, { key: "draft-b", revision: newer }))).toEqual({
      planRemains: false,
    });
    expect(await save(newer, "3000")).toMatchObject(refusedWith("changed_meanwhile"));
    expect(await readPlan(admin, { key: "draft-b" })).toMatchObject(refusedWith("not_found"));
  });

  test("of two that save at once over the same, one is refused", async () => {
    const revision = await draft("draft-c", 12, paid("C", "1000"));
    const answers = await Promise.all(
      ["2000", "3000", "4000"].map((month) =>
        savePlanDraft(admin, { key: "draft-c", rank: 12, definition: paid("C", month), revision }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  test("has the structure of a plan, whatever it says", async () => {
    const save = (key: string, definition: unknown) =>
      savePlanDraft(admin, { key, rank: 1, definition: definition as PlanDefinition, revision: null });
    expect(await save("draft-d", { ...paid("D", "1"), components: [{ kind: "gift" }] })).toMatchObject(
      refusedWith("invalid_input"),
    );
    expect(await save("Draft D", paid("D", "1"))).toMatchObject(
      refusedWith("invalid_input", "key", "format"),
    );
    expect(await summary("draft-d")).toBeUndefined();
  });
});

describe("a publication", () => {
  test("is refused by field while something is wrong, and the preview says the same", async () => {
    const bad = {
      ...paid("Bad", "-1"),
      components: [
        ...paid("Bad", "-1").components,
        { ...blank.usage("calls", "no_such_meter"), name: named("Calls") },
      ],
    };
    const revision = await draft("bad", 20, bad);
    const preview = valueIn(await previewPublication(admin, { key: "bad" }));
    expect(preview.steps).toEqual([]);
    const errors = preview.problems.filter((problem) => problem.severity === "error");
    expect(errors.map(({ field, rule }) => [field, rule])).toEqual(
      expect.arrayContaining([
        ["components.0.amountMinor.month", "negative"],
        ["components.1.meter", "unknown_meter"],
      ]),
    );
    expect(await publishPlanDraft(admin, { key: "bad", revision })).toMatchObject({
      refusal: { code: "invalid_input", fields: errors.map(({ field, rule }) => ({ field, rule })) },
    });
    expect(await summary("bad")).toMatchObject({ onSale: null, draft: { revision } });
  });

  test("makes a version that never changes, and ends the draft", async () => {
    expect(await publish("team", 21, paid("Team", "9900"))).toMatchObject({ version: 1, stripe: "off" });
    expect(await publish("team", 21, paid("Team", "11900"))).toMatchObject({ version: 2 });
    const detail = valueIn(await readPlan(admin, { key: "team" }));
    expect(detail.draft).toBeNull();
    expect(
      detail.versions.map(({ version, isOnSale, definition }) => [version, isOnSale, definition]),
    ).toEqual([
      [2, true, paid("Team", "11900")],
      [1, false, paid("Team", "9900")],
    ]);
    expect(await auditedActions(backOffice)).toContain("plan.publish");
  });

  test("of what is on sale already makes nothing", async () => {
    await publish("same", 22, paid("Same", "100"));
    const revision = await draft("same", 22, paid("Same", "100"));
    const preview = valueIn(await previewPublication(admin, { key: "same" }));
    expect(preview).toMatchObject({ revision, version: 1, isUnchanged: true });
    expect(valueIn(await publishPlanDraft(admin, { key: "same", revision }))).toMatchObject({ version: 1 });
    expect(valueIn(await readPlan(admin, { key: "same" })).versions).toHaveLength(1);
  });

  test("tells how many keep what they hold, and they do", async () => {
    const first = await publish("held", 23, paid("Held", "100"));
    const tenant = await makeTenant();
    await holdPlan(tenant.id, first.versionId, "month");
    await draft("held", 23, paid("Held", "200"));
    const preview = valueIn(await previewPublication(admin, { key: "held" }));
    expect(preview).toMatchObject({ version: 2, isUnchanged: false, holdersWhoKeepTheirs: 1 });
    await publishPlanDraft(admin, { key: "held", revision: preview.revision });
    const detail = valueIn(await readPlan(admin, { key: "held" }));
    expect(detail.versions.map(({ version, holders }) => [version, holders])).toEqual([
      [2, 0],
      [1, 1],
    ]);
    expect(detail.holders).toEqual({
      count: 1,
      shown: [{ tenantName: tenant.slug, slug: tenant.slug, version: 1, interval: "month" }],
    });
    const shown = async (version: number) =>
      valueIn(await readPlan(admin, { key: "held", holdersOf: version })).holders;
    expect(await shown(1)).toEqual(detail.holders);
    expect(await shown(2)).toEqual({ count: 1, shown: [] });
    expect(await summary("held")).toMatchObject({ holders: 1, onSale: { version: 2 } });
  });

  test("needs a rank of its own in its currency, also when two publish at once", async () => {
    await publish("first", 24, paid("First", "100"));
    const revision = await draft("second", 24, paid("Second", "100"));
    expect(await publishPlanDraft(admin, { key: "second", revision })).toMatchObject(
      refusedWith("invalid_input", "rank", "rank_taken"),
    );
    await publish("yen", 24, paid("Yen", "100", "JPY"));
    const both = await Promise.all(
      ["twin-a", "twin-b"].map(async (key) => ({ key, revision: await draft(key, 25, paid(key, "100")) })),
    );
    const answers = await Promise.all(both.map((input) => publishPlanDraft(admin, input)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  test("in one step, for programs, obeys the same rules", async () => {
    await expect(publishPlan(asSystem(), { key: "x", rank: 0, definition: paid("X", "1") })).rejects.toThrow(
      "invalid_input",
    );
    const once = await publishPlan(asSystem(), { key: "x", rank: 26, definition: paid("X", "1") });
    expect(await publishPlan(asSystem(), { key: "x", rank: 26, definition: paid("X", "1") })).toBe(once);
  });
});

describe("off sale and back", () => {
  test("who holds a retired plan keeps it, and it can be sold again", async () => {
    await publish("season", 30, paid("Season", "100"));
    expect(valueIn(await retirePlan(admin, { key: "season" }))).toEqual({ retired: true });
    expect(valueIn(await retirePlan(admin, { key: "season" }))).toEqual({ retired: false });
    expect(await summary("season")).toMatchObject({ onSale: null, retiredAt: expect.any(String) });
    expect(valueIn(await restorePlan(admin, { key: "season" }))).toMatchObject({ version: 1 });
    expect(await summary("season")).toMatchObject({ onSale: { version: 1 }, retiredAt: null });
  });

  test("not back onto a rank that was given away meanwhile", async () => {
    await publish("old", 31, paid("Old", "100"));
    await retirePlan(admin, { key: "old" });
    await publish("new", 31, paid("New", "100"));
    expect(await restorePlan(admin, { key: "old" })).toMatchObject(
      refusedWith("invalid_input", "rank", "rank_taken"),
    );
  });

  test("the free plan stays", async () => {
    expect(await retirePlan(admin, { key: "free" })).toMatchObject(refusedWith("free_plan_needed"));
    expect(await summary("free")).toMatchObject({ retiredAt: null, onSale: { version: expect.any(Number) } });
    expect(await retirePlan(admin, { key: "nothing" })).toMatchObject(refusedWith("not_found"));
  });
});

describe("copies", () => {
  test("a duplicate starts as a draft of its own, behind all others", async () => {
    await publish("source", 40, paid("Source", "100"));
    const { key, revision } = valueIn(await duplicatePlan(admin, { key: "source", newKey: "copy" }));
    const copy = valueIn(await readPlan(admin, { key }));
    expect(copy.draft).toMatchObject({ revision, definition: paid("Source", "100") });
    expect(copy.draft?.rank).toBeGreaterThan(40);
    expect(await duplicatePlan(admin, { key: "source", newKey: "copy" })).toMatchObject(
      refusedWith("invalid_input", "newKey", "key_taken"),
    );
    expect(await duplicatePlan(admin, { key: "gone", newKey: "copy-2" })).toMatchObject(
      refusedWith("not_found"),
    );
  });

  test("what was exported is imported as it was, as a draft", async () => {
    await publish("exported", 41, paid("Exported", "4900"));
    const { document, fileName } = valueIn(await exportPlan(admin, { key: "exported" }));
    expect(fileName).toBe("exported-1.json");
    const text = JSON.stringify(document);
    valueIn(await importPlan(admin, { key: "imported", document: text }));
    const detail = valueIn(await readPlan(admin, { key: "imported" }));
    expect(detail.versions).toEqual([]);
    expect(detail.draft?.definition).toEqual(paid("Exported", "4900"));
    expect(await importPlan(admin, { key: "imported", document: text })).toMatchObject(
      refusedWith("invalid_input", "key", "has_draft"),
    );
    const { revision } = detail.draft ?? { revision: 0 };
    valueIn(await importPlan(admin, { key: "imported", document: text, revision }));
    expect(await importPlan(admin, { key: "imported", document: text, revision })).toMatchObject(
      refusedWith("changed_meanwhile"),
    );
    expect(await importPlan(admin, { key: "other", document: "{" })).toMatchObject(
      refusedWith("invalid_input", "document", "not_json"),
    );
    expect(await exportPlan(admin, { key: "exported", version: 9 })).toMatchObject(refusedWith("not_found"));
  });
});

test("a tenant sees the plans of its currency and the free one", async () => {
  await publish("in-usd", 60, paid("Dollar", "100"));
  await publish("in-jpy", 60, paid("Yen", "100", "JPY"));
  const tenant = await makeTenant();
  const keys = async () =>
    valueIn(await planOptions(asUser(tenant.ownerId), tenant.id, {})).plans.map((plan) => plan.planKey);
  expect(await keys()).toEqual(expect.arrayContaining(["free", "in-jpy"]));
  expect(await keys()).not.toContain("in-usd");
  await acrossTenants((tx) => tx.update(tenants).set({ currency: "USD" }).where(eq(tenants.id, tenant.id)));
  expect(await keys()).toEqual(expect.arrayContaining(["free", "in-usd"]));
  expect(await keys()).not.toContain("in-jpy");
});

test("a plan that begins with paid seats is offered at the price that it begins with", async () => {
  const withSeats = paid("Seats", "100", "JPY");
  withSeats.components.push({
    ...blank.seats(),
    name: named("Seats"),
    unitAmountMinor: { month: "5", year: null },
    minimum: 3,
  });
  await publish("with-seats", 61, withSeats);
  const tenant = await makeTenant();
  const { plans: shown } = valueIn(await planOptions(asUser(tenant.ownerId), tenant.id, {}));
  const offers = (key: string) => shown.find((plan) => plan.planKey === key)?.offers;
  // 100 and three seats at 5.
  expect(offers("with-seats")).toMatchObject({ month: { amountMinor: "115", kind: "purchase" } });
  expect(offers("free")).toEqual({ month: null, year: null });
});

test("staff read the catalog; only administrators of the SaaS change it", async () => {
  const owner = asUser((await makeTenant()).ownerId);
  const support = asUser(await makeUser("support"), "support");
  const before = await acrossTenants((tx) => tx.select().from(plans));
  const reads = [
    (ctx: Context) => listPlans(ctx, {}),
    (ctx: Context) => readPlan(ctx, { key: "team" }),
    (ctx: Context) => exportPlan(ctx, { key: "team" }),
  ];
  const writes = [
    (ctx: Context) =>
      savePlanDraft(ctx, { key: "team", rank: 1, definition: paid("T", "1"), revision: null }),
    (ctx: Context) => discardPlanDraft(ctx, { key: "team", revision: 1 }),
    (ctx: Context) => previewPublication(ctx, { key: "team" }),
    (ctx: Context) => publishPlanDraft(ctx, { key: "team", revision: 1 }),
    (ctx: Context) => retirePlan(ctx, { key: "team" }),
    (ctx: Context) => restorePlan(ctx, { key: "team" }),
    (ctx: Context) => duplicatePlan(ctx, { key: "team", newKey: "mine" }),
    (ctx: Context) => importPlan(ctx, { key: "mine", document: "{}" }),
  ];
  for (const read of reads) {
    expect((await read(support)).ok).toBe(true);
    expect(await read(owner)).toMatchObject(refusedWith("forbidden"));
  }
  for (const write of writes)
    for (const ctx of [support, owner]) expect(await write(ctx)).toMatchObject(refusedWith("forbidden"));
  expect(await acrossTenants((tx) => tx.select().from(plans))).toEqual(before);
});
