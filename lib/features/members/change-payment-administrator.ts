import { eq } from "drizzle-orm";
import { z } from "zod";
import { tenants } from "@/drizzle/schema";
import { Refused } from "@/lib/domain/errors";
import { type Id, isId } from "@/lib/domain/ids";
import { enqueueMail } from "../mailbox/enqueue";
import { command } from "../shared/command";
import { lockTenant } from "../tenants/lock";
import { findMember, paymentAdministratorOf } from "./queries";

/** Names another member as payment administrator; the new one and the old one are told by e-mail. */
export const changePaymentAdministrator = command({
  action: "payment_administrator.change",
  input: z.strictObject({
    userId: z.custom<Id<"user">>((value) => typeof value === "string" && isId("user", value), {
      params: { rule: "not_a_member" },
    }),
  }),
  async run({ ctx, input, tx, tenantId, audit }) {
    await lockTenant(tx, tenantId);
    const { tenant, user: before } = await paymentAdministratorOf(tx, tenantId);
    const after = await findMember(tx, tenantId, input.userId);
    if (!after) throw new Refused("invalid_input", { fields: [{ field: "userId", rule: "not_a_member" }] });
    if (after.id === before.id) return { changed: false };
    await tx.update(tenants).set({ paymentAdministratorId: after.id }).where(eq(tenants.id, tenantId));
    await audit({
      action: "payment_administrator.change",
      before: { name: before.name, email: before.email },
      after: { name: after.name, email: after.email },
    });
    const values = { tenant: tenant.name, before: before.name, after: after.name };
    const path = `/t/${tenant.slug}/billing`;
    await enqueueMail(tx, ctx, tenantId, {
      to: after.email,
      locale: after.locale,
      template: "payment_administrator_you",
      values: { ...values, name: after.name },
      path,
    });
    await enqueueMail(tx, ctx, tenantId, {
      to: before.email,
      locale: before.locale,
      template: "payment_administrator_no_longer_you",
      values: { ...values, name: before.name },
      path,
    });
    return { changed: true };
  },
});
