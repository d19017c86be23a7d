import type { MemberRole, Role } from "./actions";

/** Staff who look after a tenant stand beside its owners; a tenant's admin stands below them. */
const managesOwners = (roles: readonly Role[]): boolean => stands(roles, ["tenant:rep", ...fullManagers]);

const fullManagers = ["tenant:owner", "staff:admin", "system"] as const satisfies readonly Role[];

/**
 * True for a sales rep whose tenant has somebody of its own to decide: the desk brings in the first people, and from the
 * first owner on the customer says who has a say. Nobody of sales may then have one by an address of their own.
 */
export const bringsInMembersOnly = (roles: readonly Role[], ownerIsHere: boolean): boolean =>
  ownerIsHere && roles.includes("tenant:rep") && !stands(roles, fullManagers);

const stands = (roles: readonly Role[], wanted: readonly Role[]): boolean =>
  roles.some((role) => wanted.includes(role));

/** The roles that somebody with these roles may give. `ownerIsHere`: some owner has come in. */
export function rolesToGive(roles: readonly Role[], ownerIsHere: boolean): readonly MemberRole[] {
  if (bringsInMembersOnly(roles, ownerIsHere)) return ["member"];
  return managesOwners(roles) ? ["owner", "admin", "member"] : ["admin", "member"];
}

export type MembershipChange = {
  by: readonly Role[];
  /** People may always leave by themselves, unless nobody else owns the tenant. */
  isOwnDeparture: boolean;
  from: MemberRole;
  /** Null: they go. */
  to: MemberRole | null;
  isPaymentAdministrator: boolean;
  owners: number;
  /** Some owner has come in. */
  ownerIsHere: boolean;
};

/**
 * Why a member's role may not become another one, or null if it may. An admin neither makes nor removes owners; the sales
 * rep, once an owner is here, touches nobody who has a say; and a tenant is never without an owner.
 */
export function membershipRefusal(
  change: MembershipChange,
): "owner_is_here" | "owners_only" | "last_owner" | null {
  const { by, from, to, owners, ownerIsHere, isOwnDeparture, isPaymentAdministrator } = change;
  if (!isOwnDeparture) {
    const hasSay = from !== "member" || (to ?? "member") !== "member" || isPaymentAdministrator;
    if (hasSay && bringsInMembersOnly(by, ownerIsHere)) return "owner_is_here";
    if ((from === "owner" || to === "owner") && !managesOwners(by)) return "owners_only";
  }
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
