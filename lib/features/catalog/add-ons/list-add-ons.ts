import { asc } from "drizzle-orm";
import { z } from "zod";
import { addOns } from "@/drizzle/schema";
import type { AddonComponent } from "@/lib/domain/catalog/component";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";

/** An add-on that the plan editor copies into plans; plans do not refer to it afterwards. */
export type AddOnView = {
  id: Id<"addOn">;
  key: string;
  definition: AddonComponent;
  /** ISO 8601; null while it is offered to the editor. */
  archivedAt: string | null;
};

/** Every add-on by key, archived ones too. */
export const listAddOns = useCase(staff("catalog.view"), {
  input: z.strictObject({}),
  async read({ tx }): Promise<AddOnView[]> {
    const rows = await tx.select().from(addOns).orderBy(asc(addOns.key));
    return rows.map(({ id, key, definition, archivedAt }) => ({
      id,
      key,
      definition,
      archivedAt: archivedAt?.toISOString() ?? null,
    }));
  },
});
