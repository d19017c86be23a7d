import fc, { type Arbitrary } from "fast-check";
import type { Aggregation, FilterCondition } from "@/lib/domain/catalog/meter-unit";
import type { EventProperties } from "@/lib/domain/metering/usage-event";

/** What can happen to a tenant's usage. Events are named by a small number, so that repeats are frequent. */
export type Sent = {
  kind: "send";
  event: number;
  eventName: string;
  at: number;
  properties: EventProperties;
};
export type Step =
  | Sent
  | { kind: "void"; event: number }
  | { kind: "amend"; event: number; at?: number; properties?: EventProperties };
export type History = { timeZone: string; steps: Step[] };

export type Unit = {
  unitName: string;
  aggregation: Aggregation;
  property: string | null;
  filter: FilterCondition[];
};

/** One of each aggregation; filters that accept some events and exclude others. */
export const units: Unit[] = [
  { unitName: "volume", aggregation: "sum", property: "bytes", filter: [] },
  {
    unitName: "largest",
    aggregation: "max",
    property: "bytes",
    filter: [{ property: "region", operator: "is", values: ["eu", "us"] }],
  },
  { unitName: "calls", aggregation: "count", property: null, filter: [] },
  {
    unitName: "newest",
    aggregation: "last",
    property: "bytes",
    filter: [{ property: "paid", operator: "is_not", values: ["false"] }],
  },
  {
    unitName: "regions",
    aggregation: "unique",
    property: "region",
    filter: [{ property: "paid", operator: "is", values: ["true"] }],
  },
];

const timeZones = ["Asia/Tokyo", "America/New_York", "Pacific/Apia"];

/** Instants around which days, months and offsets change in these zones. */
const recentEdges = [
  "2026-11-20T00:00:00Z",
  "2026-11-01T05:00:00Z",
  "2026-10-31T15:00:00Z",
  "2026-10-31T10:00:00Z",
  "2026-03-08T06:30:00Z",
  "2026-02-28T15:00:00Z",
  "2026-02-28T11:00:00Z",
  "2025-12-31T15:00:00Z",
];
/** A leap day, and the day that Apia skipped. */
const oldEdges = ["2024-02-29T15:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"];

const hourMs = 3_600_000;
const instants = (edges: string[]): Arbitrary<number> =>
  fc
    .tuple(
      fc.constantFrom(...edges),
      fc.oneof(
        fc.constantFrom(-1, 0, 1, hourMs - 1, hourMs, -hourMs),
        fc.integer({ min: -26 * hourMs, max: 3 * hourMs }),
      ),
    )
    .map(([edge, offset]) => Date.parse(edge) + offset);

const amounts = fc.oneof(
  fc.integer({ min: -20, max: 1_000 }),
  fc.constantFrom("0", "0.1", "0.2", "-0.000000000001", "999999999999999999.999999999999", "1.50"),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(tenBillionths),
);

function tenBillionths(n: bigint): string {
  const digits = (n < 0n ? -n : n).toString().padStart(11, "0");
  return `${n < 0n ? "-" : ""}${digits.slice(0, -10)}.${digits.slice(-10)}`;
}

const properties: Arbitrary<EventProperties> = fc.record(
  { bytes: amounts, region: fc.constantFrom("eu", "us", "jp", "1"), paid: fc.boolean() },
  { requiredKeys: [], noNullPrototype: true },
) as Arbitrary<EventProperties>;

const mostEvents = 6;
const eventNumber = fc.nat(mostEvents - 1);

/** Histories of up to `mostSteps` steps; `isRecent`: only of times at which events are accepted now. */
export function histories(mostSteps: number, isRecent: boolean): Arbitrary<History> {
  const at = instants(isRecent ? recentEdges : [...recentEdges, ...oldEdges]);
  const send = fc.record({
    kind: fc.constant("send" as const),
    event: eventNumber,
    eventName: fc.constantFrom("data", "data", "data", "other"),
    at,
    properties,
  });
  const step: Arbitrary<Step> = fc.oneof(
    { weight: 5, arbitrary: send },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("void" as const), event: eventNumber }) },
    {
      weight: 2,
      arbitrary: fc.record(
        { kind: fc.constant("amend" as const), event: eventNumber, at, properties },
        { requiredKeys: ["kind", "event"], noNullPrototype: true },
      ) as Arbitrary<Step>,
    },
  );
  return fc
    .record({
      timeZone: fc.constantFrom(...timeZones),
      first: fc.array(send, { minLength: 1, maxLength: 3 }),
      steps: fc.array(step, { maxLength: mostSteps - 3 }),
      again: fc.array(fc.nat(), { maxLength: 2 }),
    })
    .map(({ timeZone, first, steps, again }) => {
      const all = [...first, ...steps];
      // Some are sent again, word for word, after everything else.
      const sends = all.filter((each) => each.kind === "send");
      return { timeZone, steps: [...all, ...again.map((n) => sends[n % sends.length] as Sent)] };
    });
}
