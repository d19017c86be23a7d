import { z } from "zod";
import { Refused } from "@/lib/domain/errors";
import { foreignId } from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { downloadInvoicePdf, type InvoicePdf } from "@/lib/stripe/invoice-pdf";
import { getPayment } from "./read-payments";

/** The invoice of a payment, as Stripe prints it. Not found before there is one. */
export const readInvoicePdf = useCase(staff("payments.view"), {
  input: z.strictObject({ id: foreignId }),
  async read({ tx, input }) {
    const { invoice } = await getPayment(tx, input.id);
    if (!invoice) throw new Refused("not_found");
    return invoice;
  },
  async outside({ found: { id, number } }): Promise<InvoicePdf & { number: string }> {
    const pdf = await downloadInvoicePdf(id);
    if (!pdf) throw new Refused("not_found");
    return { ...pdf, number: number ?? id };
  },
});
