import type { MemberRole, Role } from "./actions";

/**
 * Staff who look after a tenant, and the SaaS's own servers, have the standing of an owner there. A tenant's admin stands below owners.
 */
const managesOwners = (roles: readonly Role[]): boolean => stands(roles, ["tenant:rep", ...fullManagers]);

const fullManagers = [
  "tenant:owner",
  "staff:admin",
  "key:manage",
  "system",
] as const satisfies readonly Role[];

/**
 * True for a sales rep whose tenant has an owner. The back office brings in the first people; from the first
 * owner on, the customer decides who may do what. Otherwise sales could give a role to an address of their
 * own.
 */
export const bringsInMembersOnly = (roles: readonly Role[], ownerIsHere: boolean): boolean =>
  ownerIsHere && roles.includes("tenant:rep") && !stands(roles, fullManagers);

const stands = (roles: readonly Role[], wanted: readonly Role[]): boolean =>
  roles.some((role) => wanted.includes(role));

/** The roles that somebody with these roles may give. `ownerIsHere`: at least one owner has come in. */
export function rolesToGive(roles: readonly Role[], ownerIsHere: boolean): readonly MemberRole[] {
  if (bringsInMembersOnly(roles, ownerIsHere)) return ["member"];
  return managesOwners(roles) ? ["owner", "admin", "member"] : ["admin", "member"];
}

export type MembershipChange = {
  by: readonly Role[];
  /** The member themselves leaves. They always may, unless nobody else owns the tenant. */
  isOwnDeparture: boolean;
  from: MemberRole;
  /** The new role; null: they leave. */
  to: MemberRole | null;
  isPaymentAdministrator: boolean;
  owners: number;
  /** At least one owner has come in. */
  ownerIsHere: boolean;
};

/**
 * Why a member's role may not change to another one, or null if it may. An admin neither makes nor removes
 * owners. Once there is an owner, the sales rep changes no owner, admin or payment administrator. A tenant is
 * never without an owner.
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
 * Who acts on payments once the payment administrator has gone: the member who is named, otherwise the owner
 * who joined first. `members` are those who stay. Null only if none of them is an owner.
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
