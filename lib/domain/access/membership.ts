import type { MemberRole, Role } from "./actions";

/** Staff who look after a tenant stand beside its owners; a tenant's admin stands below them. */
export const managesOwners = (roles: readonly Role[]): boolean =>
  roles.some((role) => ["tenant:owner", "tenant:rep", "staff:admin", "system"].includes(role));

/**
 * Who may make somebody an owner. The sales rep brings in the first one; from then on the customer's owners are for the
 * customer to name, so that nobody of sales answers for them. `ownerIsHere`: some owner has come in.
 */
const makesOwners = (roles: readonly Role[], ownerIsHere: boolean): boolean =>
  managesOwners(ownerIsHere ? roles.filter((role) => role !== "tenant:rep") : roles);

/** The roles that somebody with these roles may give. */
export const rolesToGive = (roles: readonly Role[], ownerIsHere: boolean): readonly MemberRole[] =>
  makesOwners(roles, ownerIsHere) ? ["owner", "admin", "member"] : ["admin", "member"];

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
  /** Some owner has come in. */
  ownerIsHere: boolean;
}): "owners_only" | "last_owner" | null {
  const { by, from, to, owners, ownerIsHere, isOwnDeparture } = change;
  const touchesOwners = from === "owner" || to === "owner";
  if (touchesOwners && !isOwnDeparture && !managesOwners(by)) return "owners_only";
  if (to === "owner" && !makesOwners(by, ownerIsHere)) return "owners_only";
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
