import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { savedViews } from "@/drizzle/schema";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { ownerOf, viewId } from "./own-views";

/** Forgets one of the asker's views. One that is gone already is no mistake. */
export const deleteView = useCase(staff("saved_views.manage"), {
  input: z.strictObject({ id: viewId }),
  async write({ ctx, input: { id }, tx, audit }): Promise<{ deleted: boolean }> {
    const [gone] = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, id), eq(savedViews.userId, ownerOf(ctx))))
      .returning({ name: savedViews.name, query: savedViews.query });
    if (gone) await audit({ action: "saved_view.deleted", before: gone });
    return { deleted: gone !== undefined };
  },
});
