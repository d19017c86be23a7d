import { Refused } from "@/lib/domain/errors";
import type { Id } from "@/lib/domain/ids";
import type { Writing } from "@/lib/features/foundation/use-case/use-case";
import { findHold, type Hold, holdsNow, updateHold } from "@/lib/features/license/holds/queries";
import type { RegistrationKind } from "./registration-kinds";

type Scope = Omit<Writing<unknown>, "input">;

/**
 * The hold whose place a registration takes; null if it names none, or one that has ended: then it asks for a place as
 * any other does. The count of its kind must be locked.
 */
export async function placeOfHold(
  { ctx, tx, tenantId }: Scope,
  kind: RegistrationKind,
  holdId: Id<"hold"> | undefined,
): Promise<Hold | null> {
  if (holdId === undefined) return null;
  const hold = await findHold(tx, tenantId, holdId);
  if (hold?.subject !== kind)
    throw new Refused("invalid_input", { fields: [{ field: "holdId", rule: "unknown_hold" }] });
  return holdsNow(hold, ctx.now) ? hold : null;
}

/** Takes one of its places; with the last one it is confirmed. */
export async function takePlaceOf({ ctx, tx }: Scope, hold: Hold): Promise<void> {
  const used = hold.used + 1;
  const ended = used === hold.quantity ? { outcome: "confirmed" as const, closedAt: ctx.now } : {};
  await updateHold(tx, hold, { used, ...ended });
}
