import { and, eq } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { SwitchedOffReason } from "@/lib/domain/events/delivery";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import type { Context } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import { staffOf } from "@/lib/features/people/staff/queries";

type Endpoint = Pick<typeof webhookEndpoints.$inferSelect, "id" | "url" | "switchedOffAt">;

/**
 * Switches an endpoint off, whose row is locked. What is on its way to it is dropped; it can be delivered once it is on again.
 * Unless an administrator did it, all of them are told.
 */
export async function switchOff(
  tx: Transaction,
  ctx: Context,
  { id, url, switchedOffAt }: Endpoint,
  reason: SwitchedOffReason,
): Promise<void> {
  if (switchedOffAt) return;
  await tx
    .update(webhookEndpoints)
    .set({ switchedOffAt: ctx.now, switchedOffReason: reason })
    .where(eq(webhookEndpoints.id, id));
  await tx
    .update(webhookDeliveries)
    .set({ state: "dropped", closedAt: ctx.now })
    .where(and(eq(webhookDeliveries.endpointId, id), eq(webhookDeliveries.state, "pending")));
  await recordAudit(tx, ctx, backOffice, {
    action: "webhook_endpoint.switch_off",
    after: { endpoint: url, reason },
  });
  if (reason === "by_admin") return;
  const admins = (await staffOf(tx)).filter(({ role }) => role === "admin");
  for (const { name, email, locale } of admins)
    await enqueueMail(tx, ctx, backOffice, {
      to: email,
      locale,
      template: reason === "gone" ? "webhook_gone" : "webhook_failing",
      values: { name, url },
      path: `/console/webhooks/${id}`,
    });
}
