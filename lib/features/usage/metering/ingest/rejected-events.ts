import { z } from "zod";
import { selfManaged } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { checkEvents, largestBatch, type RejectedEvent } from "./ingest-events";
import { noteIngest } from "./ingest-statistics";

const schema = z.strictObject({ events: z.array(z.unknown()).min(1).max(largestBatch) });

/** Which of these events would be refused now, and why, without taking any of them. */
export const rejectedEvents = useCase(selfManaged("usage.ingest"), {
  input: schema,
  checksText: true,
  async run({ ctx, input: { events } }): Promise<RejectedEvent[]> {
    const { rejected } = await checkEvents(ctx, events, false);
    const rejectedRules = rejected.map(({ errors }) => errors[0]?.rule ?? "invalid");
    noteIngest({
      at: ctx.now,
      new: [],
      known: 0,
      conflicts: 0,
      rejectedRules,
      uncountedNames: [],
      unread: [],
    });
    return rejected;
  },
});
