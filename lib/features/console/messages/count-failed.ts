import { z } from "zod";
import { outboxMessages, stripeEvents } from "@/drizzle/schema";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { isFailedEvent, isFailedMessage } from "./message-conditions";

export type FailedCounts = { received: number; sent: number };

/** How many messages wait for somebody to look at them. */
export const countFailed = useCase(staff("messages.settle"), {
  input: z.strictObject({}),
  read: async ({ tx }): Promise<FailedCounts> => ({
    received: await tx.$count(stripeEvents, isFailedEvent),
    sent: await tx.$count(outboxMessages, isFailedMessage),
  }),
});
