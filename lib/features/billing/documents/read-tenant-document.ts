import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { documents } from "@/drizzle/schema";
import { id } from "@/lib/features/foundation/input/id";
import { tenant } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { type KeptFile, readKeptFile } from "./kept-file";

/** A tenant's own document, as it was kept: Stripe is not asked for it. */
export const readTenantDocument = useCase(tenant("invoices.view"), {
  input: z.strictObject({ id: id("document") }),
  read: ({ input, tx, tenantId }): Promise<KeptFile> =>
    readKeptFile(tx, and(eq(documents.tenantId, tenantId), eq(documents.id, input.id))),
});
