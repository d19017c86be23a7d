import { z } from "zod";
import { type FieldError, Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Month } from "@/lib/domain/time/calendar";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { selfManagedOnTenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { directoryFor } from "@/lib/features/usage/metering/units/directory";
import { commitAuthentications } from "./commit-authentications";

/** Most authentications in one call. */
export const largestBatch = 1_000;

/** How far a host's clock may be ahead of ours, and how many whole months back are still recorded. */
const aheadMinutes = 5;
const monthsBack = 24;

const authentication = z.strictObject({ userId: foreignId, at: z.date().optional() });
const many = z.strictObject({ authentications: z.array(authentication).min(1).max(largestBatch) });
type Authentication = z.output<typeof authentication>;

export type Recorded = {
  /** How many of the users are new in their month: by how much the MAU grew. */
  counted: number;
  /** The MAU after this of each month that was named, oldest first. */
  months: { month: Month; users: number }[];
};

/** One that is closed is looked at again, and refused with its reason. */
const isKnown = async (tenantId: Id<"tenant">): Promise<boolean> =>
  (await directoryFor([tenantId])).tenants.get(tenantId)?.isClosed === false;

/** Records that a user authenticated, now or at a given time. */
export const recordAuthentication = recording(
  authentication,
  (input) => [input],
  () => "at",
);

/** Records up to 1,000 authentications at once: all of them, or none if one is refused. */
export const recordAuthentications = recording(
  many,
  ({ authentications }) => authentications,
  (index) => `authentications.${index}.at`,
);

/**
 * Counts each user once in the calendar month, and once on the day, of the tenant's zone in which they authenticated
 * (DASH-15, DASH-16), whatever repeats it. Written together with what other requests and tenants send at the same time, and not in
 * a transaction of its own as a command is. It writes no audit row: an authentication is usage, not what a person did to
 * the tenant. `busy` when too much waits for the database.
 */
function recording<Schema extends z.ZodType>(
  schema: Schema,
  listOf: (input: z.output<Schema>) => Authentication[],
  fieldOf: (index: number) => string,
) {
  return useCase(selfManagedOnTenant("mau.record", isKnown), {
    input: schema,
    checksText: true,
    async run({ ctx, tenantId, input }): Promise<Recorded> {
      const items = listOf(input).map(({ userId, at = ctx.now }) => ({
        tenantId,
        userId,
        at,
        known: ctx.known ?? null,
      }));
      await refuseWrongTimes(items, ctx.now, fieldOf);
      const answers = await commitAuthentications(items);
      const counted = answers.filter((answer) => answer !== null);
      if (counted.length < answers.length) throw new Refused("tenant_closed");
      // The last answer of a month is the newest one.
      const months = new Map(counted.map(({ month, users }) => [month, users]));
      return {
        counted: counted.filter(({ isNew }) => isNew).length,
        months: [...months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, users]) => ({ month, users })),
      };
    },
  });
}

async function refuseWrongTimes(
  items: readonly { tenantId: Id<"tenant">; at: Date }[],
  now: Date,
  fieldOf: (index: number) => string,
): Promise<void> {
  const [first] = items;
  const tenant = first && (await directoryFor([first.tenantId])).tenants.get(first.tenantId);
  if (!tenant) throw new Refused("not_found");
  const monthOf = (at: Date): Month => tenant.dayOf(at.getTime()).slice(0, 7);
  const month = monthOf(now);
  const oldest = `${Number(month.slice(0, 4)) - monthsBack / 12}${month.slice(4)}`;
  const errors: FieldError[] = [];
  for (const [index, { at }] of items.entries()) {
    if (at.getTime() > now.getTime() + aheadMinutes * 60_000)
      errors.push({ field: fieldOf(index), rule: "in_the_future", params: { minutes: aheadMinutes } });
    else if (monthOf(at) < oldest)
      errors.push({ field: fieldOf(index), rule: "too_old", params: { months: monthsBack } });
  }
  if (errors.length > 0) throw new Refused("invalid_input", { fields: errors });
}
