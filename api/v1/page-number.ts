import { Refused } from "@/lib/domain/errors";

/** The cursor of a list that is read by the number of its page. */
export function pageNumber(after: string | undefined): number {
  if (after === undefined) return 1;
  if (!/^[1-9]\d{0,3}$/.test(after))
    throw new Refused("invalid_input", { fields: [{ field: "after", rule: "not_a_cursor" }] });
  return Number(after);
}
