import { expect, test } from "vitest";
import { acrossTenants } from "@/lib/db/transaction";
import { blank, blankPlan } from "@/lib/domain/catalog/blank";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { asUser, makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { savePlanDraft } from "./drafts/save-plan-draft";
import { publishPlanDraft } from "./publication/publish-plan-draft";

useDatabase();

test("a new price is a new version, and the earlier version stays as it was", async () => {
  const admin = asUser(await makeUser("admin"), "admin");
  const publish = async (month: string) => {
    const fee = { ...blank.base(), name: { en: "Fee", ja: "基本料金" }, amountMinor: { month, year: null } };
    const definition = { ...blankPlan("JPY"), name: { en: "Team", ja: "チーム" }, components: [fee] };
    const draft = await savePlanDraft(admin, { key: "team", rank: 1, definition, revision: null });
    if (!draft.ok) throw new Error(draft.refusal.code);
    const published = await publishPlanDraft(admin, { key: "team", revision: draft.value.revision });
    if (!published.ok) throw new Error(published.refusal.code);
    return published.value;
  };

  const first = await publish("3000");
  const second = await publish("4000");
  expect([first.version, second.version]).toEqual([1, 2]);
  expect(await publish("4000")).toMatchObject({ version: 2, versionId: second.versionId });

  const kept = await acrossTenants((tx) => getPlanVersion(tx, first.versionId));
  expect(kept.definition.components).toMatchObject([{ amountMinor: { month: "3000" } }]);
});
