import type { MeterChoice } from "@/components/catalog/editor/fields-scope";
import { mauMeter } from "@/lib/domain/catalog/component";
import type { MeterUnitView } from "@/lib/features/catalog/meter-units/list-meter-units";

/** Choba's own unit, which every installation has. */
const activeUsers: MeterChoice = {
  unitName: mauMeter,
  displayName: { en: "Monthly active users", ja: "月間アクティブユーザー" },
  unitLabel: { en: "users", ja: "ユーザー" },
};

/** Everything that usage can be priced by. */
export const meterChoices = (units: readonly MeterUnitView[]): MeterChoice[] => [
  activeUsers,
  ...units.map(({ unitName, displayName, unitLabel }) => ({ unitName, displayName, unitLabel })),
];
