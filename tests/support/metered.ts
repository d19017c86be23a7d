import type { UsageComponent } from "@/lib/domain/catalog/component";
import type { PlanDefinition } from "@/lib/domain/catalog/plan";
import { ingestEvents } from "@/lib/features/usage/metering/ingest/ingest-events";
import { type Buyer, value } from "./buyer";
import { asKey } from "./factories";
import type { Stage } from "./world";

const both = (text: string) => ({ en: text, ja: text });

/** API calls at ¥2 beyond 1,000. */
export const callsComponent = (more: Partial<UsageComponent> = {}): UsageComponent => ({
  kind: "usage",
  key: "calls",
  name: both("API calls"),
  meter: "api_calls",
  unit: both("calls"),
  scale: null,
  included: "1000",
  includedPerSeat: "0",
  price: { model: "per_unit", unitAmountMinor: "2", per: "1" },
  capMinor: null,
  minimumMinor: null,
  ...more,
});

/** A base fee in yen and API calls. */
export const meteredPlan = (
  name: string,
  fee: { month: string | null; year: string | null },
  calls = callsComponent(),
): PlanDefinition => ({
  name: both(name),
  summary: both(name),
  features: [],
  currency: "JPY",
  limits: { registeredRps: null, registeredUsers: null },
  components: [{ kind: "base", key: "base", name: both("Base fee"), amountMinor: fee }, calls],
});

let number = 0;
/** Reports API calls of a buyer's tenant, as one event, whose id it answers. */
export async function reportCalls(
  buyer: Pick<Buyer<Stage>, "tenantId" | "world">,
  timestamp: string,
  calls: number | string,
): Promise<string> {
  const event_id = `event-${number++}`;
  const event = {
    event_id,
    tenant_id: buyer.tenantId,
    event_name: "called",
    timestamp,
    metadata: { calls },
  };
  const key = asKey(["manage"], (await buyer.world.asSystem()).now);
  value(await ingestEvents(key, { events: [event] }));
  return event_id;
}
