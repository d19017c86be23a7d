import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { savedViews } from "@/drizzle/schema";
import type { Transaction } from "@/lib/db/transaction";
import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import { type ViewList, viewLists } from "@/lib/domain/saved-views/view-query";
import type { Context } from "@/lib/features/foundation/context/context";
import { id } from "@/lib/features/foundation/input/id";
import { requiredLine } from "@/lib/features/foundation/input/input-rules";

export const viewName = requiredLine(60);
/** The list's address, or its query; what belongs to no view is dropped when it is kept. */
export const viewAddress = z.string().max(4_000);
export const viewList = z.enum(viewLists).default("tenants");
export const viewId = id("savedView", "not_offered");

/** Views are people's: Choba itself and keys have none. */
export function ownerOf({ actor }: Context): Id<"user"> {
  if (actor.kind !== "user") throw new Refused("forbidden");
  return actor.userId;
}

/** The asker's own view, locked; somebody else's does not exist. */
export async function lockOwnView(tx: Transaction, ctx: Context, id: Id<"savedView">) {
  const [view] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, id), eq(savedViews.userId, ownerOf(ctx))))
    .for("update");
  if (!view) throw new Refused("not_found");
  return view;
}

/** Refuses a name that the person has given to another of their views of the list; however it is written, large or small. */
export async function requireFreeName(
  tx: Transaction,
  userId: Id<"user">,
  list: ViewList,
  name: string,
  except?: Id<"savedView">,
): Promise<void> {
  const [taken] = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.userId, userId),
        eq(savedViews.list, list),
        sql`lower(${savedViews.name}) = lower(${name})`,
      ),
    );
  if (taken && taken.id !== except)
    throw new Refused("invalid_input", { fields: [{ field: "name", rule: "key_taken" }] });
}
