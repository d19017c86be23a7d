import type { FieldError } from "@/lib/domain/errors";
import { contributionOf } from "@/lib/domain/metering/contribution";
import type { UsageEvent } from "@/lib/domain/metering/usage-event";
import type { Directory, KnownTenant } from "@/lib/features/usage/metering/units/directory";
import { eventKey, fingerprint, hashedKey } from "@/lib/features/usage/metering/units/event-key";
import type { CountRow, EventRow } from "./write-events";

/** A checked event on its way into the database, with what it was worked out from, so that it can be done again. */
export type PreparedEvent = {
  event: UsageEvent;
  /** False if the sender left the time to us. */
  hasOwnTime: boolean;
  epoch: number;
  row: EventRow;
};

/** Why an event's sender must mend it; `repeat` is what it wrote if it was taken before, when no unit minded. */
export type Unprepared = { errors: FieldError[]; repeat?: PreparedEvent };

/** What a checked event writes, under what the directory knows; or why its sender must mend it. */
export function prepare(
  event: UsageEvent,
  hasOwnTime: boolean,
  directory: Directory,
): PreparedEvent | Unprepared {
  const tenant = directory.tenants.get(event.tenant);
  if (!tenant) return { errors: [{ field: "customer_id", rule: "unknown_tenant" }] };
  if (tenant.isClosed) return { errors: [{ field: "customer_id", rule: "tenant_closed" }] };
  const { counts, errors } = countsOf(event, tenant, directory);
  const json = JSON.stringify(event.properties);
  const key = eventKey(event.eventId);
  const row: EventRow = {
    tenantUuid: tenant.uuid,
    eventKey: key,
    eventId: key === event.eventId ? null : event.eventId,
    eventName: event.eventName,
    occurredAt: event.occurredAt,
    fingerprint: fingerprint(event, hasOwnTime, json),
    properties: json === "{}" ? null : json,
    counts,
  };
  const prepared = { event, hasOwnTime, epoch: directory.epoch, row };
  return errors.length > 0 ? { errors, repeat: { ...prepared, row: { ...row, counts: [] } } } : prepared;
}

/** The same for an event that was accepted under an older directory: what has become wrong since adds nothing. */
export function prepareAnew(prepared: PreparedEvent, directory: Directory): PreparedEvent {
  const tenant = directory.tenants.get(prepared.event.tenant);
  const counts = tenant ? countsOf(prepared.event, tenant, directory).counts : [];
  return { ...prepared, epoch: directory.epoch, row: { ...prepared.row, counts } };
}

/** What an event adds to each unit that listens to it, on the day of the tenant's zone. */
export function countsOf(
  event: Pick<UsageEvent, "eventName" | "occurredAt" | "properties">,
  tenant: Pick<KnownTenant, "dayOf">,
  directory: Pick<Directory, "units">,
): { counts: CountRow[]; errors: FieldError[] } {
  const counts: CountRow[] = [];
  const errors: FieldError[] = [];
  for (const { uuid: unitUuid, rule } of directory.units) {
    if (rule.eventName !== event.eventName) continue;
    const contribution = contributionOf(rule, event.properties);
    if (contribution === null) continue;
    if ("error" in contribution) {
      errors.push(contribution.error);
      continue;
    }
    const day = tenant.dayOf(event.occurredAt.getTime());
    counts.push(
      "value" in contribution
        ? { unitUuid, day, value: contribution.value }
        : { unitUuid, day, seen: hashedKey(contribution.seen) },
    );
  }
  return { counts, errors };
}
