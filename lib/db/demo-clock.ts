import { demoClock } from "@/drizzle/schema";
import { acrossTenants } from "./transaction";

/** How the demo's clock is set: standing still at an instant, or ahead of the machine's by an offset. */
export async function readClockSetting(): Promise<{ frozenAt: Date | null; offsetMs: number }> {
  const [setting] = await acrossTenants((tx) => tx.select().from(demoClock));
  return setting ?? { frozenAt: null, offsetMs: 0 };
}
