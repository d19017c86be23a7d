import { z } from "zod";
import { sentMails } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { deliver } from "@/lib/mail/deliver";
import { mailTemplates, renderMail } from "@/lib/mail/render";
import { operation } from "../outbox/operation";

/**
 * Sends one mail. A crash between SMTP's answer and our note of it sends it again: at least once, with the same
 * Message-ID, which mail programs show once.
 */
export const mailSend = operation({
  name: "mail.send",
  parameters: z.object({
    to: z.string(),
    locale: z.enum(["en", "ja"]),
    template: z.enum(mailTemplates),
    values: z.record(z.string(), z.string()),
    path: z.string(),
  }),
  async execute(mail, effect, ctx) {
    const { subject, body } = renderMail(mail);
    await deliver({ to: mail.to, subject, body, messageId: effect.id });
    await acrossTenants((tx) =>
      tx
        .insert(sentMails)
        // Only the demo's mailbox shows bodies; elsewhere a sign-in link must not be readable in the database.
        .values({
          effectId: effect.id,
          recipient: mail.to,
          subject,
          body: env().CHOBA_DEMO ? body : "",
          sentAt: ctx.now,
        })
        .onConflictDoNothing(),
    );
  },
  forgetsParameters: true,
  async settle() {},
  async refuse() {},
});
