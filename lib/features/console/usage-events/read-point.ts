import { and, eq, like } from "drizzle-orm";
import { apiKeys, auditLog, meterUnits } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { type Id, isId } from "@/lib/domain/ids";
import { unitOfPoint } from "@/lib/domain/metering/cell";
import type { EventProperties } from "@/lib/domain/metering/usage-event";

/** A change of a unit's value at a second, as the event that Choba wrote for it tells. Numbers are exact decimals. */
export type PointChange = {
  unitName: string;
  /** Null if there is no such unit any more. */
  unit: { displayName: LocalizedText; unitLabel: LocalizedText } | null;
  method: "add" | "sub" | "direct" | "delete";
  /** What it was raised or lowered by, or set to; null for a deletion. */
  count: string | null;
  /** The value at that second afterwards; null once it was deleted. */
  value: string | null;
  /** Who asked for it: a person's name or that of an API key; null if that was not recorded. */
  by: string | null;
};

type Event = { eventName: string; recordedAt: Date; properties: EventProperties | null };

/** Null for an event that tells of no such change. */
export async function readPoint(
  tx: Transaction,
  tenantId: Id<"tenant">,
  { eventName, recordedAt, properties }: Event,
): Promise<PointChange | null> {
  const unitName = unitOfPoint(eventName);
  const method = methodOf(properties?.method);
  if (unitName === null || method === null) return null;
  const [unit] = await tx
    .select({ displayName: meterUnits.displayName, unitLabel: meterUnits.unitLabel })
    .from(meterUnits)
    .where(eq(meterUnits.unitName, unitName));
  const text = (value: unknown) => (value === undefined || value === null ? null : String(value));
  return {
    unitName,
    unit: unit ?? null,
    method,
    count: text(properties?.count),
    value: text(properties?.value),
    by: await authorAt(tx, tenantId, recordedAt),
  };
}

const methodOf = (said: unknown): PointChange["method"] | null =>
  said === "add" || said === "sub" || said === "direct" || said === "delete" ? said : null;

/** Who changed usage at that instant, by the audit log; null if nobody is recorded there, or more than one. */
async function authorAt(tx: Transaction, tenantId: Id<"tenant">, at: Date): Promise<string | null> {
  const rows = await tx
    .selectDistinct({ actor: auditLog.actor, name: auditLog.actorName })
    .from(auditLog)
    .where(and(eq(auditLog.tenantId, tenantId), eq(auditLog.at, at), like(auditLog.action, "usage.%")));
  const [only] = rows;
  if (!only || rows.length > 1) return null;
  if (!only.actor.startsWith("key:")) return only.name;
  const keyId = only.actor.slice("key:".length);
  if (!isId("apiKey", keyId)) return only.name;
  const [key] = await tx.select({ name: apiKeys.name }).from(apiKeys).where(eq(apiKeys.id, keyId));
  return key?.name ?? only.name;
}
