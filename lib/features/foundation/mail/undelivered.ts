import { desc, inArray } from "drizzle-orm";
import { outboxMessages } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";

/** A mail that its recipient did not get. */
export type Undelivered = {
  to: string;
  /** What the mail server answered, such as `550`; null: staff skipped it. */
  smtpCode: string | null;
};

/** Names what a mail is about, so that the page that asked for it finds what became of it. */
export type MailSubject = `${"invitation" | "quote" | "reminder"}:${string}`;

/** Of these subjects those whose newest mail was refused for good or skipped. */
export async function undeliveredAbout(
  tx: Transaction,
  subjects: readonly MailSubject[],
): Promise<ReadonlyMap<string, Undelivered>> {
  if (subjects.length === 0) return new Map();
  const newest = await tx
    .selectDistinctOn([outboxMessages.subject])
    .from(outboxMessages)
    .where(inArray(outboxMessages.subject, [...subjects]))
    .orderBy(outboxMessages.subject, desc(outboxMessages.createdAt), desc(outboxMessages.id));
  return new Map(
    newest
      .filter(({ state }) => state === "refused" || state === "skipped")
      .map(({ subject, parameters, lastError }) => [
        subject ?? "",
        {
          to: String((parameters as { to?: string }).to ?? ""),
          smtpCode: /^smtp_(\d+)$/.exec(lastError ?? "")?.[1] ?? null,
        },
      ]),
  );
}
