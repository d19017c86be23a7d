import { demoClock } from "@/drizzle/schema";
import { singleRead } from "./transaction";

export type ClockSetting = { frozenAt: Date | null; offsetMs: number };

/**
 * The setting of the demo's clock: it stands still at an instant, or is ahead of the machine's clock by an
 * offset.
 */
export async function readClockSetting(): Promise<ClockSetting> {
  const [setting] = await singleRead((db) => db.select().from(demoClock));
  return setting ?? { frozenAt: null, offsetMs: 0 };
}
