import { eq } from "drizzle-orm";
import { z } from "zod";
import { embeddingSettings } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { brandColourProblem } from "@/lib/domain/access/brand-colour";
import { siteOrigin } from "@/lib/domain/access/site-origin";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type EmbeddingSettings = { origins: string[]; brandColour: string | null };

const theOneRow = 1;

/** Every policy is sent with each page, so it must stay short. */
const mostOrigins = 20;

/** As entered last. Every transaction may read it. */
export async function embeddingSettingsOf(tx: Transaction): Promise<EmbeddingSettings> {
  const [row] = await tx
    .select({ origins: embeddingSettings.origins, brandColour: embeddingSettings.brandColour })
    .from(embeddingSettings)
    .where(eq(embeddingSettings.id, theOneRow));
  return row ?? { origins: [], brandColour: null };
}

export const readEmbeddingSettings = useCase(staff("embedding.view"), {
  input: z.strictObject({}),
  read: ({ tx }) => embeddingSettingsOf(tx),
});

/** One site on each line, as people type them. */
const origins = z
  .string()
  .max(mostOrigins * 300)
  .transform((text, check): string[] => {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const found = lines.map(siteOrigin).filter((origin) => origin !== null);
    if (found.length < lines.length || found.length > mostOrigins)
      check.addIssue({ code: "custom", params: { rule: "site_origin" } });
    return [...new Set(found)];
  });

const colour = z
  .string()
  .trim()
  .toLowerCase()
  .superRefine((text, check) => {
    const rule = text === "" ? null : brandColourProblem(text);
    if (rule) check.addIssue({ code: "custom", params: { rule } });
  })
  .transform((text) => text || null);

/** Says which sites may show billing pages, and in which colour. A site that is taken away shows none any more. */
export const saveEmbeddingSettings = useCase(staff("embedding.edit"), {
  input: z.strictObject({ origins, brandColour: colour }),
  async write({ input, tx, audit }): Promise<EmbeddingSettings> {
    const before = await embeddingSettingsOf(tx);
    const after: EmbeddingSettings = input;
    if (JSON.stringify(before) === JSON.stringify(after)) return before;
    await tx
      .insert(embeddingSettings)
      .values({ id: theOneRow, ...after })
      .onConflictDoUpdate({ target: embeddingSettings.id, set: after });
    await audit({ action: "embedding.save", before, after });
    return after;
  },
});
