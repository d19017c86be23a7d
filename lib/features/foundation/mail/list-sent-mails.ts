import { desc } from "drizzle-orm";
import { sentMails } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { env } from "@/lib/env";

export type SentMail = { recipient: string; subject: string; body: string; sentAt: string };

/** The demo's mailbox: what Choba sent, newest first. It exists only in the demo, where no mail leaves the machine. */
export async function listSentMails(limit = 50): Promise<SentMail[]> {
  if (!env().CHOBA_DEMO) throw new Refused("not_found");
  const rows = await acrossTenants((tx) =>
    tx.select().from(sentMails).orderBy(desc(sentMails.seq)).limit(limit),
  );
  return rows.map((row) => ({
    recipient: row.recipient,
    subject: row.subject,
    body: row.body,
    sentAt: row.sentAt.toISOString(),
  }));
}
