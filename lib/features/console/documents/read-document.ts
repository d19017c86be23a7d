import { eq } from "drizzle-orm";
import { z } from "zod";
import { documents } from "@/drizzle/schema";
import { type KeptFile, readKeptFile } from "@/lib/features/billing/documents/kept-file";
import { id } from "@/lib/features/foundation/input/id";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** A document of any tenant, also of one that is gone. */
export const readDocument = useCase(staff("invoices.list"), {
  input: z.strictObject({ id: id("document") }),
  read: ({ input, tx }): Promise<KeptFile> => readKeptFile(tx, eq(documents.id, input.id)),
});
