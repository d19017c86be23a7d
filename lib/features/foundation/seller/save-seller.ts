import { z } from "zod";
import { sellerSettings } from "@/drizzle/schema";
import { readRegistrationNumber } from "@/lib/domain/seller/registration-number";
import type { Seller } from "@/lib/domain/seller/seller";
import {
  line,
  lines,
  optionalEmailAddress,
  organisationName,
} from "@/lib/features/foundation/input/input-rules";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { sellerOf, theOneRow } from "./seller-of";

const inBoth = <Text extends z.ZodType>(text: Text) => z.strictObject({ en: text, ja: text });

const registrationNumber = z
  .string()
  .max(40)
  .transform((text, check) => {
    if (text.trim() === "") return "";
    const { number, problem } = readRegistrationNumber(text);
    if (problem) check.addIssue({ code: "custom", params: { rule: problem, example: "T1180301018771" } });
    return number;
  });

export const readSeller = useCase(staff("seller.view"), {
  input: z.strictObject({}),
  read: ({ tx }): Promise<Seller> => sellerOf(tx),
});

/** Says who sells. What was sent before keeps what it says. */
export const saveSeller = useCase(staff("seller.edit"), {
  input: z.strictObject({
    name: inBoth(organisationName(100)).refine(({ en, ja }) => en !== "" || ja !== "", {
      path: ["en"],
      params: { rule: "required" },
    }),
    address: inBoth(lines(300)),
    phone: line(30),
    registrationNumber,
    bankDetails: inBoth(lines(500)),
    // Stripe takes 5,000 characters, and the reason of a missing tax stands there too.
    invoiceFooter: inBoth(lines(1000)),
    mail: z.strictObject({ name: organisationName(100), address: optionalEmailAddress }),
  }),
  async write({ input, tx, audit }): Promise<Seller> {
    const before = await sellerOf(tx);
    const after = { ...input, logoHash: before.logoHash };
    if (JSON.stringify(factsOf(before)) === JSON.stringify(factsOf(after))) return before;
    await tx
      .insert(sellerSettings)
      .values({ id: theOneRow, ...after })
      .onConflictDoUpdate({ target: sellerSettings.id, set: after });
    await audit({ action: "seller.save", before: factsOf(before), after: factsOf(after) });
    return after;
  },
});

/** Text by text, as the activity log shows it. */
const factsOf = ({ name, address, bankDetails, invoiceFooter, mail, phone, registrationNumber }: Seller) => ({
  nameEn: name.en,
  nameJa: name.ja,
  addressEn: address.en,
  addressJa: address.ja,
  phone,
  registrationNumber,
  bankDetailsEn: bankDetails.en,
  bankDetailsJa: bankDetails.ja,
  invoiceFooterEn: invoiceFooter.en,
  invoiceFooterJa: invoiceFooter.ja,
  mailSenderName: mail.name,
  mailSenderAddress: mail.address,
});
