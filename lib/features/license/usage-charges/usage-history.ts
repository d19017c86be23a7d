import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { invariant } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import type { UsageLine } from "@/lib/domain/promise/lines/usage-line";
import { type MeterOfMonth, metersOfMonth } from "@/lib/domain/rated-usage/meters-of-month";
import { dayOf } from "@/lib/domain/time/calendar";
import { type Day, daysIn, firstOfMonth, monthSpan } from "@/lib/domain/time/day-span";
import { dayWindow } from "@/lib/domain/time/day-window";
import { getPlanVersion } from "@/lib/features/catalog/plans/record/queries";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { getLicense } from "@/lib/features/license/lifecycle/queries";
import { billedUsageOf } from "./queries";
import { rateTenantMonth } from "./rate-tenant-month";
import { ratedMonths } from "./rated-months";

/** A month, with what its meters cost: as it was billed, corrections included, or as it is counted now. */
export type UsedMonth = {
  start: Date;
  end: Date;
  meters: (MeterOfMonth & { amountMinor: bigint })[];
};

type MonthToShow = { from: Day; timeZone: string; isRated: boolean };

/**
 * The months in which a paid license was held, the newest first, up to the running one as it stands now. Amounts are
 * before discount and tax. `from`, `until`: the months that they touch.
 */
export const usageHistory = useCase(tenant("usage.view"), {
  input: z.strictObject({
    meter: z.string().optional(),
    from: z.date().optional(),
    until: z.date().optional(),
    limit: z.int().min(1).max(100),
    offset: z.int().min(0),
  }),
  async read({ ctx, tx, tenantId, standing, input }): Promise<UsedMonth[]> {
    const { timeZone } = standing.tenant;
    const all = await monthsOf(tx, tenantId, dayOf(ctx.now, timeZone), timeZone);
    const wanted = all.filter((month) => {
      const { start, end } = windowOf(month);
      return (!input.from || end > input.from) && (!input.until || start <= input.until);
    });
    const months: UsedMonth[] = [];
    for (const month of wanted.slice(input.offset, input.offset + input.limit)) {
      const meters = await metersOf(tx, tenantId, month);
      const isWanted = ({ meter }: MeterOfMonth) => input.meter === undefined || meter === input.meter;
      months.push({ ...windowOf(month), meters: meters.filter(isWanted) });
    }
    return months;
  },
});

/** Newest first: those that were rated, and those since then, the running one among them. */
async function monthsOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  today: Day,
  timeZone: string,
): Promise<MonthToShow[]> {
  const rated = await ratedMonths(tx, tenantId);
  const months = rated.map((row) => ({ from: row.monthFrom, timeZone: row.timeZone, isRated: true }));
  const { usageFrom } = await getLicense(tx, tenantId);
  for (let from = usageFrom; from !== null && from <= today; from = firstOfMonth(from, 1))
    months.push({ from, timeZone, isRated: false });
  return months.reverse();
}

const windowOf = ({ from, timeZone }: MonthToShow) => ({
  start: dayWindow(from, timeZone).start,
  end: dayWindow(monthSpan(from).until, timeZone).start,
});

async function metersOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { from, timeZone, isRated }: MonthToShow,
): Promise<UsedMonth["meters"]> {
  const month = monthSpan(from);
  const rated = await rateTenantMonth(tx, tenantId, month, timeZone);
  const lines = isRated ? await billedUsageOf(tx, tenantId, from) : rated.lines;
  const definitions = await definitionsOf(tx, lines);
  const amounts = amountsByMeter(lines, definitions);
  const held = { days: rated.daysHeld, of: daysIn(month) };
  return metersOfMonth(rated.terms, { ...rated, held }).map((meter) => ({
    ...meter,
    amountMinor: amounts.get(meter.meter) ?? 0n,
  }));
}

/** The versions by which the lines were priced, by id. */
async function definitionsOf(
  tx: Transaction,
  lines: readonly UsageLine[],
): Promise<Map<string, PlanDefinition>> {
  const definitions = new Map<string, PlanDefinition>();
  for (const id of new Set(lines.map(({ planVersionId }) => planVersionId))) {
    invariant(isId("planVersion", id), `${id} is a plan version`);
    definitions.set(id, (await getPlanVersion(tx, id)).definition);
  }
  return definitions;
}

function amountsByMeter(
  lines: readonly UsageLine[],
  definitions: ReadonlyMap<string, PlanDefinition>,
): Map<string, bigint> {
  const amounts = new Map<string, bigint>();
  for (const { planVersionId, component: key, amountMinor } of lines) {
    const component = definitions.get(planVersionId)?.components.find((each) => each.key === key);
    if (component?.kind !== "usage") continue;
    amounts.set(component.meter, (amounts.get(component.meter) ?? 0n) + amountMinor);
  }
  return amounts;
}
