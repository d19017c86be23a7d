import type { MemberRole, Role } from "./actions";

/** Staff who look after a tenant stand beside its owners; a tenant's admin stands below them. */
export const managesOwners = (roles: readonly Role[]): boolean =>
  roles.some((role) => ["tenant:owner", "tenant:rep", "staff:admin", "system"].includes(role));

/** The roles that somebody with these roles may give. */
export const rolesToGive = (roles: readonly Role[]): readonly MemberRole[] =>
  managesOwners(roles) ? ["owner", "admin", "member"] : ["admin", "member"];

/**
 * Why a member's role may not become another one (null: they go), or null if it may. An admin neither makes nor removes
 * owners, and a tenant is never without one.
 */
export function membershipRefusal(change: {
  by: readonly Role[];
  /** People may always leave by themselves, unless nobody else owns the tenant. */
  isOwnDeparture: boolean;
  from: MemberRole;
  to: MemberRole | null;
  owners: number;
}): "owners_only" | "last_owner" | null {
  const { by, from, to, owners, isOwnDeparture } = change;
  const touchesOwners = from === "owner" || to === "owner";
  if (touchesOwners && !isOwnDeparture && !managesOwners(by)) return "owners_only";
  if (from === "owner" && to !== "owner" && owners <= 1) return "last_owner";
  return null;
}

/**
 * Who acts on payments once the payment administrator has gone: whoever is named, else the owner of the longest standing.
 * `members` are those who stay; null only if no owner does.
 */
export function successorOf<Member extends { id: string; role: MemberRole; joinedAt: Date }>(
  members: readonly Member[],
  namedId: string | undefined,
): Member | null {
  if (namedId !== undefined) return members.find(({ id }) => id === namedId) ?? null;
  const owners = members.filter(({ role }) => role === "owner");
  const first = owners.sort(
    (a, b) => a.joinedAt.getTime() - b.joinedAt.getTime() || (a.id < b.id ? -1 : 1),
  )[0];
  return first ?? null;
}
