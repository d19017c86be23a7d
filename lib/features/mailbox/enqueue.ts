import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { MailTemplate } from "@/lib/mail/templates";
import { enqueueMessage } from "../outbox/enqueue-message";
import type { Context, Locale } from "../shared/context";

export type Mail = {
  to: string;
  locale: Locale;
  template: MailTemplate;
  values: Record<string, string>;
  /** The page the mail's link opens, from the root. */
  path: string;
};

/** The wish for a mail, committed with the change it tells of. */
export const enqueueMail = (tx: Transaction, ctx: Context, tenantId: Id<"tenant">, mail: Mail) =>
  enqueueMessage(tx, ctx, tenantId, "mail.send", mail, "worker");
