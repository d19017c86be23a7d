import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/features/foundation/audit/record-audit";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { enqueueMessage } from "@/lib/features/foundation/outbox/enqueue-message";
import { handler } from "@/lib/features/foundation/outbox/handler";
import { processMessage } from "@/lib/features/foundation/outbox/process-message";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { createAccountTaxId, listAccountTaxIds } from "@/lib/stripe/account-tax-ids";
import { sellerOf } from "./seller-of";

/** Enters the seller's registration number at Stripe, so that invoices show it as the seller's own. */
export const registerAtStripe = useCase(staff("seller.edit"), {
  input: z.strictObject({}),
  async write({ ctx, tx, audit }) {
    const { registrationNumber: number } = await sellerOf(tx);
    if (number === "") throw new Refused("not_found");
    await audit({ action: "seller.register_at_stripe", after: { registrationNumber: number } });
    return enqueueMessage(tx, ctx, backOffice, "stripe.tax_id.create", { number });
  },
  async afterCommit({ ctx }, message) {
    await processMessage(ctx, message);
    return {};
  },
});

export const stripeTaxIdCreate = handler("stripe.tax_id.create", {
  async execute({ number }, message) {
    const taxIds = await listAccountTaxIds();
    if (!taxIds.some(({ value }) => value === number)) await createAccountTaxId(number, message.id);
  },
  async settle() {},
  async refuse(tx, ctx, _message, { number }, reason) {
    await recordAudit(tx, ctx, backOffice, {
      action: "seller.refused_by_stripe",
      after: { registrationNumber: number, reason },
    });
  },
});
