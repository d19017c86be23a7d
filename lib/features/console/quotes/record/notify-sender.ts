import type { Transaction } from "@/lib/db/transaction";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import type { Quote } from "./queries";

/** Mails the sender of a quote, in their language, what the customer has decided. */
export async function notifySender(
  tx: Transaction,
  ctx: Context,
  { id, tenantId, number, language, subject, frozen }: Quote,
  tenant: { name: string; slug: string },
  template: "quote_accepted" | "quote_declined",
  reason = "",
): Promise<void> {
  if (!frozen?.contact) return;
  const { name, email } = frozen.contact;
  await enqueueMail(tx, ctx, tenantId, {
    to: email,
    locale: language,
    template,
    values: { name, tenant: tenant.name, number: number ?? "", subject, reason },
    path: `/console/tenants/${tenant.slug}/quotes/${id}`,
  });
}
