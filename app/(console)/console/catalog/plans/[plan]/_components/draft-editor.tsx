import { getLocale } from "next-intl/server";
import { publishedKeys } from "@/components/catalog/editor/component-key";
import { PlanEditor } from "@/components/catalog/editor/plan-editor";
import { meterChoices } from "@/components/catalog/meter-choices";
import { orNotFound } from "@/lib/auth/guard";
import { listAddOns } from "@/lib/features/catalog/add-ons/list-add-ons";
import { listMeterUnits } from "@/lib/features/catalog/meter-units/list-meter-units";
import { listPlans } from "@/lib/features/catalog/plans/overview/list-plans";
import type { PlanDetail } from "@/lib/features/catalog/plans/overview/read-plan";
import * as planActions from "../../../actions";
import { openCatalog } from "../../../open-catalog";

/** The editor with all that it chooses from. */
export async function DraftEditor({ plan }: { plan: PlanDetail }) {
  const { ctx } = await openCatalog();
  const [locale, { units }, addOns, plans] = await Promise.all([
    getLocale(),
    listMeterUnits(ctx, {}).then(orNotFound),
    listAddOns(ctx, {}).then(orNotFound),
    listPlans(ctx, {}).then(orNotFound),
  ]);
  const { rank, definition, revision } = plan.start;
  return (
    <PlanEditor
      // Each draft has an editor of its own, so that nothing typed for one shows in the other.
      key={plan.key}
      planKey={plan.key}
      start={{ rank, definition, revision: revision ?? 0 }}
      newest={plan.versions[0] ?? null}
      fixedKeys={publishedKeys(plan.versions)}
      meters={meterChoices(units)}
      addOns={addOns.filter(({ archivedAt }) => archivedAt === null).map((addOn) => addOn.definition)}
      neighbours={plans
        .filter((other) => other.onSale && other.key !== plan.key)
        .map((other) => ({
          key: other.key,
          name: other.name[locale],
          rank: other.rank,
          currency: other.currency,
        }))}
      actions={planActions}
      planHref={`/console/catalog/plans/${plan.key}`}
    />
  );
}
