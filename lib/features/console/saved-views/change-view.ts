import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { savedViews, users } from "@/drizzle/schema";
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
    const after = { name: wanted.name ?? before.name, query: wanted.query ?? before.query };
    if (after.name === before.name && after.query === before.query) return { id, ...after };
    await requireFreeName(tx, userId, after.name, id);
    await tx.update(savedViews).set(after).where(eq(savedViews.id, id));
    await audit({
      action: "saved_view.changed",
      before: { name: before.name, query: before.query },
      after,
    });
    return { id, ...after };
  },
});
