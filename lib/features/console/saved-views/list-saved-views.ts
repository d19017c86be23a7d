import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { savedViews } from "@/drizzle/schema";
import type { Id } from "@/lib/domain/ids";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import { ownerOf } from "./own-views";

export type SavedView = { id: Id<"savedView">; name: string; query: string };

/** The asker's own views, by name. */
export const listSavedViews = useCase(staff("saved_views.manage"), {
  input: z.strictObject({}),
  async read({ ctx, tx }): Promise<SavedView[]> {
    return tx
      .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
      .from(savedViews)
      .where(eq(savedViews.userId, ownerOf(ctx)))
      .orderBy(asc(savedViews.name), asc(savedViews.id));
  },
});
