import { contributionOf } from "@/lib/domain/metering/contribution";
import { daysOf, lengthOf } from "@/lib/domain/metering/period";
import { countOf, merge, type Tally, tallyOf } from "@/lib/domain/metering/tally";
import { checkEvent, type EventProperties } from "@/lib/domain/metering/usage-event";
import { dayWindow } from "@/lib/domain/time/day-window";
import { localDays } from "@/lib/domain/time/local-days";
import type { Step, Unit } from "./histories";

type Effective = { eventName: string; at: number; properties: EventProperties };
type DayOfUnit = { tally: Tally | null; seen: Set<string> };

const anyTime = { earliest: new Date(0), latest: new Date("2100-01-01T00:00:00Z") };

/** One of each zone, as the product keeps it for each of its tenants. */
const daysIn = new Map<string, (instantMs: number) => string>();
const lists = new Map<string, string[]>();

function listed(from: string, to: string): string[] {
  if (from === to) return [from];
  const known = lists.get(`${from} ${to}`) ?? daysOf({ from, to });
  lists.set(`${from} ${to}`, known);
  return known;
}

/**
 * The product's rules without its database. New events are added to the rows of their days. A correction
 * counts its days again from their events. A period merges its days. Every rule is the domain's own function.
 */
export class Model {
  readonly #events = new Map<number, Effective | null>();
  readonly #sent = new Map<number, Effective>();
  readonly #days = new Map<string, DayOfUnit>();
  readonly #dayOf: (instantMs: number) => string;

  constructor(
    readonly timeZone: string,
    readonly units: readonly Unit[],
    readonly keyOf: (event: number) => string,
  ) {
    this.#dayOf = daysIn.get(timeZone) ?? localDays(timeZone);
    daysIn.set(timeZone, this.#dayOf);
  }

  take(step: Step): void {
    const sent = this.#sent.get(step.event);
    if (step.kind === "send") {
      if (sent) return;
      const checked = checkEvent(
        {
          event_id: this.keyOf(step.event),
          customer_id: "t",
          event_name: step.eventName,
          timestamp: new Date(step.at).toISOString(),
          metadata: step.properties,
        },
        new Date(0),
        anyTime,
      );
      if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
      const { eventName, occurredAt, properties } = checked.value;
      const event = { eventName, at: occurredAt.getTime(), properties };
      this.#sent.set(step.event, event);
      this.#events.set(step.event, event);
      this.#add(step.event, event, this.#dayOf(event.at));
      return;
    }
    if (!sent) return;
    const before = this.#events.get(step.event) ?? null;
    const present = before ?? sent;
    const after = step.kind === "void" ? null : { ...present, ...given(step) };
    this.#events.set(step.event, after);
    for (const each of [before, after]) if (each) this.#recount(this.#dayOf(each.at));
  }

  count(unit: Unit, from: string, to: string): string {
    const days = this.#between(from, to).flatMap((day) => this.#days.get(`${unit.unitName} ${day}`) ?? []);
    if (unit.aggregation === "unique") return String(new Set(days.flatMap(({ seen }) => [...seen])).size);
    const tallies = days.flatMap(({ tally }) => tally ?? []);
    const total = tallies.reduce<Tally | null>((sum, each) => (sum ? merge(sum, each) : each), null);
    return countOf(total, unit.aggregation);
  }

  /** A short range is listed day by day; of a long one only the days that have events. */
  #between(from: string, to: string): string[] {
    if (from === to || lengthOf({ from, to }) <= 31) return listed(from, to);
    const known = [...this.#days.keys()].map((place) => place.slice(-10));
    return [...new Set(known)].filter((day) => day >= from && day <= to);
  }

  #add(event: number, { eventName, at, properties }: Effective, day: string): void {
    if (eventName !== "data") return;
    for (const unit of this.units) {
      const rule = { ...unit, eventName, isUnique: unit.aggregation === "unique" };
      const contribution = contributionOf(rule, properties);
      if (contribution === null) continue;
      if ("error" in contribution) throw new Error(JSON.stringify(contribution.error));
      const place = `${unit.unitName} ${day}`;
      const known = this.#days.get(place) ?? { tally: null, seen: new Set() };
      this.#days.set(place, known);
      if ("seen" in contribution) known.seen.add(contribution.seen);
      else {
        const tally = tallyOf(contribution.value, new Date(at), this.keyOf(event));
        known.tally = known.tally ? merge(tally, known.tally) : tally;
      }
    }
  }

  #recount(day: string): void {
    for (const unit of this.units) this.#days.delete(`${unit.unitName} ${day}`);
    const { start, end } = dayWindow(day, this.timeZone);
    for (const [event, effective] of this.#events)
      if (effective && effective.at >= start.getTime() && effective.at < end.getTime())
        this.#add(event, effective, day);
  }
}

const given = (step: { at?: number; properties?: EventProperties }) => ({
  ...(step.at === undefined ? {} : { at: step.at }),
  ...(step.properties === undefined ? {} : { properties: step.properties }),
});
