import { v7 as uuid } from "uuid";
import { type Id, type IdKind, idPrefixes } from "@/lib/domain/ids";

/** A new id, ordered by time (UUIDv7), so that indexes grow at their end. */
export function newId<K extends IdKind>(kind: K): Id<K> {
  return `${idPrefixes[kind]}_${uuid().replaceAll("-", "")}` as Id<K>;
}
