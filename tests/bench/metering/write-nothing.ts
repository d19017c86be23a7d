import type { EventRow } from "@/lib/features/metering/write";

/** Stands in for the real one where a web process without a database is measured: every event is new. */
export async function writeEvents(rows: readonly EventRow[]): Promise<Set<string>> {
  return new Set(rows.map((row) => `${row.tenantUuid} ${row.eventKey}`));
}

export async function knownFingerprints(): Promise<Map<string, bigint>> {
  return new Map();
}

export class EpochMoved extends Error {}
