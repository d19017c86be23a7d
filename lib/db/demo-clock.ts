import { demoClock } from "@/drizzle/schema";
import { singleRead } from "./transaction";

/**
 * The setting of the demo's clock: it stands still at an instant, or is ahead of the machine's clock by an
 * offset.
 */
export async function readClockSetting(): Promise<{ frozenAt: Date | null; offsetMs: number }> {
  const [setting] = await singleRead((db) => db.select().from(demoClock));
  return setting ?? { frozenAt: null, offsetMs: 0 };
}
