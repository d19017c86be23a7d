import { createHash } from "node:crypto";
import { and, eq, type SQL } from "drizzle-orm";
import { documentFiles, documents } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { invariant, Refused } from "@/lib/domain/errors";

export type KeptFile = { name: string; contentType: string; bytes: Buffer };

/** A document as it was kept. Bytes that are not those of then are never shown. */
export async function readKeptFile(tx: Transaction, where: SQL | undefined): Promise<KeptFile> {
  const [row] = await tx
    .select({ document: documents, file: documentFiles })
    .from(documents)
    .innerJoin(
      documentFiles,
      and(eq(documentFiles.tenantId, documents.tenantId), eq(documentFiles.documentId, documents.id)),
    )
    .where(where);
  if (!row) throw new Refused("not_found");
  const { bytes, contentType } = row.file;
  const hash = createHash("sha256").update(bytes).digest("hex");
  invariant(hash === row.document.contentHash, `document ${row.document.id} is as it was kept`);
  return { name: fileNameOf(row.document, contentType), contentType, bytes };
}

type Named = Pick<typeof documents.$inferSelect, "issuedOn" | "kind" | "number" | "id">;

/** By day, kind and number; the end of the id keeps two of one number apart. */
const fileNameOf = ({ issuedOn, kind, number, id }: Named, contentType: string): string =>
  `${issuedOn}_${kind}_${number.replace(/[^A-Za-z0-9-]+/g, "-")}_${id.slice(-6)}.${
    contentType.startsWith("application/pdf") ? "pdf" : "html"
  }`;
