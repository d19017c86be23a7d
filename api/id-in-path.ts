import { Refused } from "@/lib/domain/errors";
import { type Id, type IdKind, isId } from "@/lib/domain/ids";

/** An id of ours in an address. Text of another form names nothing, so it is as unknown as an id that nobody has. */
export function idInPath<K extends IdKind>(kind: K, text: string | undefined): Id<K> {
  if (text === undefined || !isId(kind, text)) throw new Refused("not_found");
  return text;
}
