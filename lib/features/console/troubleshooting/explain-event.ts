import { z } from "zod";
import { acrossTenants, type Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import { monthOf } from "@/lib/domain/time/calendar";
import type { Day } from "@/lib/domain/time/day-span";
import { type ArchivedEvent, archivedEvents } from "@/lib/features/console/usage-events/archived-event";
import { type EventView, findEventView } from "@/lib/features/console/usage-events/read-event";
import { selfManaged } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { directoryFor } from "@/lib/features/usage/metering/units/directory";
import { eventKey } from "@/lib/features/usage/metering/units/event-key";
import { type BillingOfUnit, billingOfUnit, readMonthOfDay } from "./billing-of-unit";
import { type EventOwner, ownersOfEvent } from "./owners-of-event";

/** Why an event counts for no unit. `counts_nowhere`: each unit that listens to its name says why it does not count it. */
export type CountingStop =
  | "unknown_tenant"
  | "other_tenant"
  | "not_received"
  | "archived"
  | "void"
  | "own"
  | "unknown_name"
  | "counts_nowhere";

/** What happened to an event, from its arrival to its line on an invoice, or where it stopped. */
export type ExplainedEvent = {
  asked: { tenant: string; eventId: string };
  /** Null: it is not here. */
  event: EventView | null;
  /** The tenants that did send an event with this id. */
  owners: EventOwner[];
  archived: ArchivedEvent[];
  /** It happened in another month than the one in which it was recorded. */
  isOfOtherMonth: boolean;
  stop: CountingStop | null;
  /** What became of it, by each unit that counts it. */
  billing: { unitName: string; billing: BillingOfUnit }[];
};

const name = z.string().trim().min(1).max(255);

/** Follows an event of a tenant (id, slug or Stripe customer id) from its arrival to the invoice. */
export const explainEvent = useCase(selfManaged("invoices.list"), {
  input: z.strictObject({ tenant: name, eventId: name }),
  async run({ ctx, input: asked }): Promise<ExplainedEvent> {
    const key = eventKey(asked.eventId);
    const tenant = (await directoryFor([asked.tenant])).tenants.get(asked.tenant);
    const found = await acrossTenants(async (tx) => {
      const event = tenant ? await findEventView(tx, ctx, tenant.id, key) : null;
      return event && followed(tx, asked, event);
    });
    if (found) return found;
    const owners = await acrossTenants((tx) => ownersOfEvent(tx, key));
    const archived = tenant ? await archivedEvents(asked.eventId, tenant.uuid) : [];
    const stop = !tenant
      ? "unknown_tenant"
      : archived.length > 0
        ? "archived"
        : owners.length > 0
          ? "other_tenant"
          : "not_received";
    return { asked, event: null, owners, archived, isOfOtherMonth: false, stop, billing: [] };
  },
});

async function followed(
  tx: Transaction,
  asked: ExplainedEvent["asked"],
  event: EventView,
): Promise<ExplainedEvent> {
  const { effective, effects, tenant, isOwn } = event;
  const counting = effects.filter(({ counted }) => counted);
  const stop: CountingStop | null = isOwn
    ? "own"
    : !effective
      ? "void"
      : effects.length === 0
        ? "unknown_name"
        : counting.length === 0
          ? "counts_nowhere"
          : null;
  const names = counting.map(({ unitName }) => unitName);
  return {
    asked,
    event,
    owners: [],
    archived: [],
    isOfOtherMonth:
      effective !== null &&
      effective.day.slice(0, 7) !== monthOf(new Date(event.recordedAt), tenant.timeZone),
    stop,
    billing: effective && !stop ? await billingOf(tx, tenant.id, effective.day, tenant.timeZone, names) : [],
  };
}

async function billingOf(
  tx: Transaction,
  tenantId: Id<"tenant">,
  day: Day,
  timeZone: string,
  unitNames: readonly string[],
): Promise<ExplainedEvent["billing"]> {
  const month = await readMonthOfDay(tx, tenantId, day, timeZone);
  const billing: ExplainedEvent["billing"] = [];
  for (const unitName of unitNames)
    billing.push({ unitName, billing: await billingOfUnit(tx, unitName, day, month) });
  return billing;
}
