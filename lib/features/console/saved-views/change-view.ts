import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { savedViews, users } from "@/drizzle/schema";
import { viewQuery } from "@/lib/domain/saved-views/view-query";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { SavedView } from "./list-saved-views";
import { lockOwnView, ownerOf, requireFreeName, viewAddress, viewId, viewName } from "./own-views";

/** Gives one of the asker's views another name, or lets it show what the list shows now. */
export const changeView = useCase(staff("saved_views.manage"), {
  input: z.strictObject({ id: viewId, name: viewName.optional(), query: viewAddress.optional() }),
  async write({ ctx, input: { id, ...wanted }, tx, audit }): Promise<SavedView> {
    const userId = ownerOf(ctx);
    await tx.execute(sql`select 1 from ${users} where ${users.id} = ${userId} for update`);
    const before = await lockOwnView(tx, ctx, id);
    const query = wanted.query === undefined ? before.query : viewQuery(before.list, wanted.query);
    const after = { name: wanted.name ?? before.name, query };
    if (after.name === before.name && after.query === before.query) return { id, ...after };
    await requireFreeName(tx, userId, before.list, after.name, id);
    await tx.update(savedViews).set(after).where(eq(savedViews.id, id));
    await audit({
      action: "saved_view.changed",
      before: { name: before.name, query: before.query },
      after,
    });
    return { id, ...after };
  },
});
