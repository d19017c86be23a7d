import { eq } from "drizzle-orm";
import { tenants } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { Id } from "@/lib/domain/ids";
import type { Audit } from "@/lib/features/foundation/audit/record-audit";
import type { Context, Locale } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";

type Person = { id: Id<"user">; name: string; email: string; locale: Locale };

/** Makes another member the payment administrator, in the caller's transaction; both get an e-mail. */
export async function handOverPayments(
  tx: Transaction,
  ctx: Context,
  tenant: Pick<typeof tenants.$inferSelect, "id" | "name" | "slug">,
  { from: before, to: after }: { from: Person; to: Person },
  audit: (entry: Audit) => Promise<void>,
): Promise<void> {
  await tx.update(tenants).set({ paymentAdministratorId: after.id }).where(eq(tenants.id, tenant.id));
  await audit({
    action: "payment_administrator.change",
    before: { name: before.name, email: before.email },
    after: { name: after.name, email: after.email },
  });
  const values = { tenant: tenant.name, before: before.name, after: after.name };
  const path = `/t/${tenant.slug}/billing`;
  await enqueueMail(tx, ctx, tenant.id, {
    to: after.email,
    locale: after.locale,
    template: "payment_administrator_you",
    values: { ...values, name: after.name },
    path,
  });
  await enqueueMail(tx, ctx, tenant.id, {
    to: before.email,
    locale: before.locale,
    template: "payment_administrator_no_longer_you",
    values: { ...values, name: before.name },
    path,
  });
}
