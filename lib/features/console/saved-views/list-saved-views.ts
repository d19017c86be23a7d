import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { savedViews } from "@/drizzle/schema";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { ownerOf, viewList } from "./own-views";

export type SavedView = { id: Id<"savedView">; name: string; query: string };

/** The asker's own views of a list, by name. */
export const listSavedViews = useCase(staff("saved_views.manage"), {
  input: z.strictObject({ list: viewList }),
  async read({ ctx, tx, input }): Promise<SavedView[]> {
    return tx
      .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
      .from(savedViews)
      .where(and(eq(savedViews.userId, ownerOf(ctx)), eq(savedViews.list, input.list)))
      .orderBy(asc(savedViews.name), asc(savedViews.id));
  },
});
