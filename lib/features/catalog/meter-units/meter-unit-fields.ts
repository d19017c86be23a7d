import { z } from "zod";
import { mauMeter } from "@/lib/domain/catalog/component";
import { aggregations, unitNameForm } from "@/lib/domain/catalog/meter-unit";
import { isReserved } from "@/lib/domain/catalog/problems/texts";
import { eventLimits, ownNames } from "@/lib/domain/metering/usage-event";
import { localizedLine } from "@/lib/features/foundation/input/catalog-rules";
import { line, requiredLine } from "@/lib/features/foundation/input/input-rules";

/** Values are compared as they stand, so nothing of them is trimmed. */
const filterCondition = z.strictObject({
  property: z.string().min(1).max(eventLimits.longestName),
  operator: z.enum(["is", "is_not"]),
  values: z.array(z.string().max(eventLimits.longestText)).min(1).max(50),
});

/** What people say about a meter unit. Without Stripe there is no choice of the aggregation: it is not asked for. */
export const meterUnitFields = {
  unitName: z
    .string()
    .regex(unitNameForm)
    // Not what every JavaScript object has either: quantities are looked up by this name.
    .refine((name) => name !== mauMeter && !isReserved(name), { params: { rule: "reserved" } }),
  displayName: localizedLine(100),
  unitLabel: localizedLine(40),
  description: line(500).default(""),
  eventName: requiredLine(100).refine((name) => !name.startsWith(ownNames), {
    params: { rule: "reserved_name" },
  }),
  property: requiredLine(100).nullable().default(null),
  aggregation: z.enum(aggregations).optional(),
  /** Left out: none for a new unit, as before for another. */
  filter: z.array(filterCondition).max(10).optional(),
};

/** Different values of nothing cannot be counted. */
export const saysWhatIsUnique = {
  holds: (unit: { aggregation?: string | undefined; property: string | null }) =>
    unit.aggregation !== "unique" || unit.property !== null,
  otherwise: { path: ["property"], params: { rule: "required" } },
};
