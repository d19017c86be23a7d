import { Refused } from "@/lib/domain/errors";
import { type Id, type IdKind, isId } from "@/lib/domain/ids";

/** The cursor of a list by ids. Text that is no id of this kind is refused rather than read as the beginning. */
export function afterId<K extends IdKind>(kind: K, after: string | undefined): { after?: Id<K> } {
  if (after === undefined) return {};
  if (!isId(kind, after))
    throw new Refused("invalid_input", { fields: [{ field: "after", rule: "not_a_cursor" }] });
  return { after };
}
