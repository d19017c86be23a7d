import type { ChangeMode } from "@/lib/domain/catalog/change-mode";
import { Refused } from "@/lib/domain/errors";
import type { Holding } from "@/lib/domain/license/holding";

type Asked = {
  /** Null: on Free, or on trial, so that nothing was paid yet. */
  held: Holding | null;
  wanted: Holding;
  /** What somebody asks for instead of the plan's setting. */
  asked: ChangeMode | undefined;
  /** True for staff and keys that manage. */
  mayChoose: boolean;
};

/**
 * How a change is charged: as the wanted plan says, unless somebody who may asks for another mode. A purchase and
 * another interval are always charged day by day. Refuses with `invalid_input` for `mode`.
 */
export function modeOfChange({ held, wanted, asked, mayChoose }: Asked): ChangeMode {
  const ofPlan = wanted.definition.changeMode ?? "prorated";
  if (asked !== undefined && asked !== ofPlan && !mayChoose) throw refusedMode("mode_of_plan");
  if (held === null) return "prorated";
  if (held.interval === wanted.interval) return asked ?? ofPlan;
  if (asked === "none") throw refusedMode("none_keeps_interval");
  return "prorated";
}

export const refusedMode = (rule: string): Refused =>
  new Refused("invalid_input", { fields: [{ field: "mode", rule }] });
