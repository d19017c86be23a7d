import { z } from "zod";
import { type Result, succeeded } from "@/lib/domain/errors";
import type { Context } from "@/lib/features/foundation/context/context";
import { parseInput } from "@/lib/features/foundation/input/parse-input";
import { authoriseConsole } from "@/lib/features/foundation/use-case/authorise";
import { answerRefusal } from "@/lib/features/foundation/use-case/refusals";
import { checkEvents, largestBatch, type RejectedEvent } from "./ingest-events";
import { noteIngest } from "./ingest-statistics";

const schema = z.strictObject({ events: z.array(z.unknown()).min(1).max(largestBatch) });

/** Which of these events would be refused now, and why, without taking any of them. */
export async function rejectedEvents(
  ctx: Context,
  rawInput: z.input<typeof schema>,
): Promise<Result<RejectedEvent[]>> {
  try {
    authoriseConsole(ctx, "usage.ingest");
    const { events } = parseInput(schema, rawInput);
    const { rejected } = await checkEvents(ctx, events, false);
    const rejectedRules = rejected.map(({ errors }) => errors[0]?.rule ?? "invalid");
    noteIngest({ at: ctx.now, new: [], known: 0, conflicts: 0, rejectedRules, uncountedNames: [] });
    return succeeded(rejected);
  } catch (error) {
    return answerRefusal(error);
  }
}
