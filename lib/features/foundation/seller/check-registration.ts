import { z } from "zod";
import { type RegistrationStanding, registrationStanding } from "@/lib/domain/seller/registration-check";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { listAccountTaxIds } from "@/lib/stripe/account-tax-ids";
import { stripeIntegration } from "@/lib/stripe/client";
import { sellerOf } from "./seller-of";

export type RegistrationCheck = { standing: RegistrationStanding; number: string; atStripe: string[] };

/** Compares the seller's registration number with Stripe's, which stands on invoices. Null while payments are off. */
export const checkRegistration = useCase(staff("seller.view"), {
  input: z.strictObject({}),
  read: async ({ tx }) => (await sellerOf(tx)).registrationNumber,
  async outside({ found: number }): Promise<RegistrationCheck | null> {
    if (!stripeIntegration()) return null;
    const taxIds = await listAccountTaxIds();
    const atStripe = taxIds.filter(({ type }) => type === "jp_trn").map(({ value }) => value);
    return { standing: registrationStanding(number, atStripe), number, atStripe };
  },
});
