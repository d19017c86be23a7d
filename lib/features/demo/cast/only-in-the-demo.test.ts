import { expect, test } from "vitest";
import { Refused } from "@/lib/domain/errors";
import { moveDemoClock, readDemoClock } from "@/lib/features/demo/clock/move-demo-clock";
import { listSentMails } from "@/lib/features/foundation/mail/list-sent-mails";
import { asSystem } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { readCast } from "./cast";

useDatabase({ CHOBA_DEMO: "0" });

test.each([
  ["the people to sign in as", () => readCast()],
  ["the clock", () => readDemoClock(null)],
  ["moving the clock", () => moveDemoClock(asSystem(), "day", null)],
  ["the mailbox", () => listSentMails()],
])("outside the demo there is no such thing as %s", async (_, action) => {
  await expect(action()).rejects.toThrow(Refused);
});
