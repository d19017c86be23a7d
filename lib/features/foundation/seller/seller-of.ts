import { eq } from "drizzle-orm";
import { sellerSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LocalizedText } from "@/lib/domain/catalog/plan";
import { inLanguage, issuerIn, type Seller, unknownSeller } from "@/lib/domain/seller/seller";
import { publicUrl } from "@/lib/env";

export const theOneRow = 1;

/** Who sells, as it was entered last. Every transaction may read it. */
export async function sellerOf(tx: Transaction): Promise<Seller> {
  const [row] = await tx.select().from(sellerSettings).where(eq(sellerSettings.id, theOneRow));
  if (!row) return unknownSeller;
  const { id: _, ...seller } = row;
  return seller;
}

/** Whom mails come from. Sign-in links are mailed before anybody could enter an address: then it is one of Choba's own host. */
export function mailSenderOf({ mail, name }: Seller): { name: string; address: string } {
  return {
    name: mail.name || inLanguage(name, "en"),
    address: mail.address || `no-reply@${new URL(publicUrl()).hostname}`,
  };
}

/** Who stands at the foot of a mail, the name first. */
export function senderLines(seller: Seller, locale: keyof LocalizedText): string[] {
  const { name, address, phone } = issuerIn(seller, locale);
  return [name, ...address, phone].filter((line) => line !== "");
}
