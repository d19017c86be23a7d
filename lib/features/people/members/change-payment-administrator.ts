import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { handOverPayments } from "./hand-over-payments";
import { findMember, paymentAdministratorOf } from "./queries";

/** Names another member as payment administrator; the new one and the old one get an e-mail. */
export const changePaymentAdministrator = useCase(tenant("payment_administrator.change", { locks: true }), {
  input: z.strictObject({
    userId: id("user", "not_a_member"),
  }),
  async write({ ctx, input, tx, tenantId, audit }) {
    const { tenant, user: from } = await paymentAdministratorOf(tx, tenantId);
    const to = await findMember(tx, tenantId, input.userId);
    if (!to) throw new Refused("invalid_input", { fields: [{ field: "userId", rule: "not_a_member" }] });
    if (to.id === from.id) return { changed: false };
    await handOverPayments(tx, ctx, tenant, { from, to }, audit);
    return { changed: true };
  },
});
