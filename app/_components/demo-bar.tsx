import { moveClock } from "@/app/demo/clock/actions";
import { ClockBar } from "@/components/demo/clock-bar";
import type { Id } from "@/lib/domain/ids";
import { readDemoClock } from "@/lib/features/demo/clock/move-demo-clock";

/** The clock bar, as seen from a tenant or, without one, from the console. Only in the demo. */
export async function DemoBar({ tenant }: { tenant?: { id: Id<"tenant">; slug: string } }) {
  const { now, timeZone, periodEnd } = await readDemoClock(tenant?.id ?? null);
  return (
    <ClockBar
      now={now}
      timeZone={timeZone}
      periodEnd={periodEnd}
      tenantSlug={tenant?.slug ?? null}
      move={moveClock}
    />
  );
}
