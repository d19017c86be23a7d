import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { sellerLogos, sellerSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import { bearer, staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { logoOf } from "@/lib/pdf/logo-image";
import { sellerOf, theOneRow } from "./seller-of";

export type Logo = { contentType: "image/png" | "image/jpeg"; bytes: Buffer };

const largestBytes = 200 * 1024;

/** The picture that a document names, or null. */
export async function findLogo(tx: Transaction, hash: string | null): Promise<Logo | null> {
  if (hash === null) return null;
  const [row] = await tx.select().from(sellerLogos).where(eq(sellerLogos.hash, hash));
  return row ? { contentType: row.contentType, bytes: row.bytes } : null;
}

/** Puts a picture on documents, or takes it away (empty). It is refused here if a document could not show it. */
export const saveLogo = useCase(staff("seller.edit"), {
  input: z.strictObject({
    image: z
      .base64()
      .max(Math.ceil(largestBytes / 3) * 4, { abort: true })
      .or(z.literal("")),
  }),
  async write({ input, tx, audit }): Promise<{ logoHash: string | null }> {
    const before = await sellerOf(tx);
    const bytes = Buffer.from(input.image, "base64");
    const hash = bytes.length === 0 ? null : createHash("sha256").update(bytes).digest("hex");
    if (hash === before.logoHash) return { logoHash: hash };
    if (hash !== null) {
      const picture = logoOf(bytes);
      if (!picture) throw new Refused("invalid_input", { fields: [{ field: "image", rule: "not_a_logo" }] });
      await tx
        .insert(sellerLogos)
        .values({ hash, contentType: picture.contentType, bytes })
        .onConflictDoNothing();
    }
    await tx
      .insert(sellerSettings)
      .values({ id: theOneRow, ...before, logoHash: hash })
      .onConflictDoUpdate({ target: sellerSettings.id, set: { logoHash: hash } });
    await audit({
      action: "seller.save_logo",
      before: { logo: before.logoHash !== null },
      after: { logo: hash !== null, contentHash: hash ?? "" },
    });
    return { logoHash: hash };
  },
});

/** The picture that a document names, for anyone who may read the document: the hash is on it. */
export const readDocumentLogo = useCase(bearer(), {
  input: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  async read({ tx, input }): Promise<Logo> {
    const logo = await findLogo(tx, input.hash);
    if (!logo) throw new Refused("not_found");
    return logo;
  },
});
