import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { savedViews, users } from "@/drizzle/schema";
import { newId } from "@/lib/db/ids";
import { Refused } from "@/lib/domain/errors";
import { viewQuery } from "@/lib/domain/saved-views/view-query";
import { staff } from "@/lib/features/foundation/use-case/scopes";
import { useCase } from "@/lib/features/foundation/use-case/use-case";
import type { SavedView } from "./list-saved-views";
import { ownerOf, requireFreeName, viewAddress, viewList, viewName } from "./own-views";

const mostViews = 50;

/** Keeps the list as it stands under a name of the asker's own. */
export const saveView = useCase(staff("saved_views.manage"), {
  input: z.strictObject({ list: viewList, name: viewName, query: viewAddress }),
  async write({ ctx, input: { list, name, query: address }, tx, audit }): Promise<SavedView> {
    const userId = ownerOf(ctx);
    const query = viewQuery(list, address);
    // One saving of a person at a time: two of the same name must not both find it free.
    await tx.execute(sql`select 1 from ${users} where ${users.id} = ${userId} for update`);
    await requireFreeName(tx, userId, list, name);
    const have = await tx.$count(savedViews, eq(savedViews.userId, userId));
    if (have >= mostViews) throw new Refused("limit_reached", { params: { maximum: mostViews } });
    const view: SavedView = { id: newId("savedView"), name, query };
    await tx.insert(savedViews).values({ ...view, list, userId, createdAt: ctx.now });
    await audit({ action: "saved_view.saved", after: { name, query } });
    return view;
  },
});
