import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";
import { OutsideRefused, OutsideUnreachable } from "@/lib/http/outside";

let transport: Transporter | undefined;

/**
 * Hands one mail to SMTP, as text and HTML. Without SMTP, which only the demo may be, nothing leaves the machine; the mailbox page
 * shows the caller's record of it. Throws `OutsideUnreachable` so that the outbox tries again.
 */
export async function deliver(mail: {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}): Promise<void> {
  const { SMTP_URL } = env();
  if (!SMTP_URL) return;
  transport ??= createTransport(SMTP_URL);
  try {
    await transport.sendMail({
      from: mail.from,
      // As an object: a local part in quotes may contain a comma.
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.messageId}@choba>`,
    });
  } catch (error) {
    // SMTP's 5xx are final (RFC 5321, 4.2.1): no such mailbox, or refused.
    const code = (error as { responseCode?: number }).responseCode ?? 0;
    if (code >= 500) throw new OutsideRefused(`smtp_${code}`, String(error));
    throw new OutsideUnreachable(`mail: ${error instanceof Error ? error.message : String(error)}`);
  }
}
