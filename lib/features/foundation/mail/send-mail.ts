import { sentMails } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { mailSenderOf, sellerOf, senderLines } from "@/lib/features/foundation/seller/seller-of";
import { deliver } from "@/lib/mail/deliver";
import { renderMail } from "@/lib/mail/render";

/**
 * Sends one mail. A crash between SMTP's answer and our note of it sends it again: at least once, with the same
 * Message-ID, which mail programs show once.
 */
export const mailSend = handler("mail.send", {
  prepare: (tx) => sellerOf(tx),
  async execute(mail, message, ctx, seller) {
    const { subject, text, html } = await renderMail({ ...mail, sender: senderLines(seller, mail.locale) });
    await deliver({
      from: mailSenderOf(seller),
      to: mail.to,
      subject,
      text,
      html,
      messageId: message.id,
    });
    await acrossTenants((tx) =>
      tx
        .insert(sentMails)
        // Only the demo's mailbox shows bodies; elsewhere a sign-in link must not be readable in the database.
        .values({
          messageId: message.id,
          recipient: mail.to,
          subject,
          body: env().CHOBA_DEMO ? text : "",
          sentAt: ctx.now,
        })
        .onConflictDoNothing(),
    );
  },
  async settle() {},
  // Pages that asked for a mail say so themselves; the log says it of every mail.
  async refuse(tx, ctx, { tenantId }, { to, template }, reason) {
    await recordAudit(tx, ctx, tenantId, {
      action: "message.mail_not_delivered",
      after: { email: to, mail: template, reason },
    });
  },
});
