import { type Id, type IdKind, idPrefixes } from "@/lib/domain/ids";

/** The tenant that the usage tables name by this UUID. */
export const tenantIdOf = (uuid: string): Id<"tenant"> => `${idPrefixes.tenant}_${uuid.replaceAll("-", "")}`;

/** The 16 bytes of an id as a UUID, without its prefix: how the usage tables name tenants and units. */
export function uuidOf(id: Id<IdKind>): string {
  const hex = id.slice(id.indexOf("_") + 1);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
