import type { Id } from "../ids";
import type { ApiScope, MemberRole, Role, StaffRole } from "./actions";

/**
 * Who acts. A user's tenant roles are read from the database inside each command. A session never carries
 * them.
 */
export type Actor =
  | {
      kind: "user";
      userId: Id<"user">;
      name: string;
      staffRole: StaffRole | null;
      /** Who came from the SaaS through a dashboard session acts in this tenant, and nowhere else. */
      onlyIn?: Id<"tenant">;
    }
  | {
      kind: "api_key";
      keyId: Id<"apiKey">;
      scopes: readonly ApiScope[];
      /** The tenants that the key reaches; null: all. */
      tenantIds: readonly Id<"tenant">[] | null;
    }
  | { kind: "system"; process: string }
  /** Somebody who is not signed in and holds a link: to a quote, to an invitation. */
  | { kind: "visitor" };

/** A person as the one who acts. */
export const userActor = ({
  id,
  name,
  staffRole,
  onlyIn,
}: {
  id: Id<"user">;
  name: string;
  staffRole: StaffRole | null;
  onlyIn?: Id<"tenant">;
}): Actor & { kind: "user" } => ({
  kind: "user",
  userId: id,
  name,
  // A dashboard session never makes anybody staff.
  staffRole: onlyIn ? null : staffRole,
  ...(onlyIn ? { onlyIn } : {}),
});

/** A user's membership of one tenant. */
export type Membership = { role: MemberRole; isPaymentAdministrator: boolean };

/** What ties people to one tenant: the caller's membership, and the sales rep who looks after it. */
export type Ties = { membership: Membership | null; salesRepId: Id<"user"> | null };

/**
 * All roles of an actor towards a tenant; without `ties`, the roles that need no tenant. Staff are not
 * customers: while somebody is staff, a membership gives them no role.
 */
export function rolesOf(actor: Actor, ties: Ties | null): Role[] {
  if (actor.kind === "system") return ["system"];
  if (actor.kind === "visitor") return [];
  if (actor.kind === "api_key") return actor.scopes.map((scope) => `key:${scope}` as const);
  if (actor.staffRole) {
    const staff = `staff:${actor.staffRole}` as const;
    return ties && isRep(actor, ties.salesRepId) ? [staff, "tenant:rep"] : [staff];
  }
  const roles: Role[] = [];
  if (ties?.membership) roles.push(`tenant:${ties.membership.role}`);
  if (ties?.membership?.isPaymentAdministrator) roles.push("tenant:payer");
  return roles;
}

/**
 * While nobody looks after a tenant, every sales rep may act on it, so that no customer waits for an
 * assignment.
 */
const isRep = (actor: Actor & { kind: "user" }, salesRepId: Id<"user"> | null): boolean =>
  actor.staffRole === "sales" && (salesRepId === null || salesRepId === actor.userId);

/** False for a key that was made for other tenants: for it this one does not exist. */
export const reaches = (actor: Actor, tenantId: Id<"tenant">): boolean =>
  actor.kind !== "api_key" || actor.tenantIds === null || actor.tenantIds.includes(tenantId);

/** A key that was made for chosen tenants. */
export const isOfChosenTenants = (actor: Actor): boolean =>
  actor.kind === "api_key" && actor.tenantIds !== null;

/** Text for the audit log: `user:usr_…`, `key:key_…`, `system:worker`, `visitor`. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "user") return `user:${actor.userId}`;
  if (actor.kind === "api_key") return `key:${actor.keyId}`;
  if (actor.kind === "visitor") return "visitor";
  return `system:${actor.process}`;
}
