import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Context, Locale } from "@/lib/features/foundation/context/context";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import type { MailFact, MailTemplate } from "@/lib/mail/templates";
import type { MailSubject } from "./undelivered";

export type Mail = {
  to: string;
  locale: Locale;
  template: MailTemplate;
  values: Record<string, string>;
  /** What stands in a table below the text. */
  facts?: MailFact[];
  /** The page the mail's link opens, from the root. */
  path: string;
  /** What it is about, for the page that asks for it and says if it does not arrive. */
  subject?: MailSubject;
};

/** Enqueues a mail in the transaction of the change that it is about. */
export const enqueueMail = (
  tx: Transaction,
  ctx: Context,
  tenantId: Id<"tenant">,
  { subject, ...mail }: Mail,
) => enqueueMessage(tx, ctx, tenantId, "mail.send", { facts: [], ...mail }, "worker", subject);
