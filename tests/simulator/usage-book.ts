import { voidEvent } from "@/lib/features/usage/metering/corrections/correct-event";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { asKey } from "../support/factories";
import type { Tenant } from "./tenant";

export const callsUnit = {
  unitName: "api_calls",
  aggregation: "sum",
  property: "calls",
  eventName: "called",
} as const;

type Reported = {
  id: string;
  at: Date;
  calls: number;
  isAcknowledged: boolean;
  isVoid: boolean;
  isWrong: boolean;
};

/** What a tenant's servers reported, and what was acknowledged to them. What was not is sent again, as clients do. */
export class UsageBook {
  private readonly events: Reported[] = [];

  constructor(private readonly tenant: Tenant) {}

  /** Reports new calls, and with them all that no answer came for. */
  async report(calls: readonly number[]): Promise<void> {
    const { now } = await this.tenant.company.world.asSystem();
    for (const each of calls) {
      const id = `${this.tenant.number}-${this.events.length}`;
      this.events.push({ id, at: now, calls: each, isAcknowledged: false, isVoid: false, isWrong: false });
    }
    await this.sendAgain();
  }

  async sendAgain(): Promise<void> {
    const { now } = await this.tenant.company.world.asSystem();
    const sent = this.events.filter(({ isAcknowledged }) => !isAcknowledged);
    if (sent.length === 0) return;
    const events = sent.map(({ id, at, calls }) => ({
      event_id: id,
      tenant_id: this.tenant.tenantId,
      event_name: callsUnit.eventName,
      timestamp: at.toISOString(),
      metadata: { calls },
    }));
    const answer = await ingestEvents(asKey(["manage"], now), { events });
    if (!answer.ok) return;
    if (answer.value.rejected.length > 0 || answer.value.conflicts.length > 0)
      throw new Error(`usage was refused: ${JSON.stringify(answer.value)}`);
    for (const each of sent) each.isAcknowledged = true;
  }

  /** Takes one event back; says which, or null. */
  async takeBack(): Promise<string | null> {
    const known = this.events.filter(({ isAcknowledged, isWrong }) => isAcknowledged && !isWrong);
    const wrong = known.at(-1 - this.tenant.random(3));
    if (!wrong) return null;
    wrong.isWrong = true;
    await this.takeBackAgain();
    return `takes ${wrong.calls} calls back`;
  }

  /** Takes back what is wrong and was not answered yet. */
  async takeBackAgain(): Promise<void> {
    const { now } = await this.tenant.company.world.asSystem();
    const ctx = asKey(["manage"], now);
    for (const each of this.events.filter(({ isWrong, isVoid }) => isWrong && !isVoid)) {
      const wanted = { eventId: each.id, reason: "a mistake" };
      const answer = await voidEvent(ctx, this.tenant.tenantId, wanted);
      if (!answer.ok) throw new Error(`${each.id} is not taken back: ${answer.refusal.code}`);
      each.isVoid = true;
    }
  }

  /** What must be counted, once everything was answered. */
  acknowledgedSum(): number {
    return this.events.reduce(
      (sum, { calls, isAcknowledged, isVoid }) => sum + (isAcknowledged && !isVoid ? calls : 0),
      0,
    );
  }
}
