import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { documentFiles, documents } from "@/drizzle/schema";
import { invariant, Refused } from "@/lib/domain/errors";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

export type DocumentFile = { name: string; contentType: string; bytes: Buffer };

/** A document as it was kept. Bytes that are not those of then are never shown. */
export const readDocument = useCase(staff("invoices.list"), {
  input: z.strictObject({ id: id("document") }),
  async read({ input, tx }): Promise<DocumentFile> {
    const [row] = await tx
      .select({ document: documents, file: documentFiles })
      .from(documents)
      .innerJoin(
        documentFiles,
        and(eq(documentFiles.tenantId, documents.tenantId), eq(documentFiles.documentId, documents.id)),
      )
      .where(eq(documents.id, input.id));
    if (!row) throw new Refused("not_found");
    const { bytes, contentType } = row.file;
    const hash = createHash("sha256").update(bytes).digest("hex");
    invariant(hash === row.document.contentHash, `document ${input.id} is as it was kept`);
    return { name: fileNameOf(row.document, contentType), contentType, bytes };
  },
});

type Named = Pick<typeof documents.$inferSelect, "issuedOn" | "kind" | "number" | "id">;

/** By day, kind and number; the end of the id keeps two of one number apart. */
const fileNameOf = ({ issuedOn, kind, number, id: documentId }: Named, contentType: string): string =>
  `${issuedOn}_${kind}_${number.replace(/[^A-Za-z0-9-]+/g, "-")}_${documentId.slice(-6)}.${
    contentType.startsWith("application/pdf") ? "pdf" : "html"
  }`;
