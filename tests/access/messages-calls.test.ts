import { usualRetention } from "@/lib/domain/messages/retention";
import { countFailed } from "@/lib/features/console/messages/count-failed";
import { listMessages } from "@/lib/features/console/messages/list-messages";
import { readAway } from "@/lib/features/console/messages/read-away";
import { readMessage } from "@/lib/features/console/messages/read-message";
import { readRetention, saveRetention } from "@/lib/features/console/messages/retention-settings";
import { retryMessage } from "@/lib/features/console/messages/retry-message";
import { skipMessage } from "@/lib/features/console/messages/skip-message";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

const strangers = [
  "owner",
  "payer",
  "admin",
  "member",
  "stranger",
  "key read",
  "key ingest",
  "key manage",
] as const;
const one = { direction: "sent", id: "msg_0190000000007000" } as const;

refuses(
  {
    listMessages: (ctx) => listMessages(ctx, { direction: "received" }),
    readMessage: (ctx) => readMessage(ctx, one),
    readAway: (ctx) => readAway(ctx, {}),
    readRetention: (ctx) => readRetention(ctx, {}),
  },
  { forbidden: strangers, notFound: [] },
);

refuses(
  {
    countFailed: (ctx) => countFailed(ctx, {}),
    saveRetention: (ctx) => saveRetention(ctx, usualRetention),
    retryMessage: (ctx) => retryMessage(ctx, one),
    skipMessage: (ctx) => skipMessage(ctx, { ...one, reason: "x" }),
  },
  { forbidden: [...strangers, "rep", "another rep", "staff support"], notFound: [] },
);
