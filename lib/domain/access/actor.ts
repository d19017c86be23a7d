import type { Id } from "../ids";
import type { ApiScope, MemberRole, Role, StaffRole } from "./actions";

/** Who acts. Which tenant roles a user has is asked of the database inside each command, never carried in a session. */
export type Actor =
  | { kind: "user"; userId: Id<"user">; name: string; staffRole: StaffRole | null }
  | { kind: "api_key"; keyId: Id<"apiKey">; scopes: readonly ApiScope[] }
  | { kind: "system"; process: string }
  /** Somebody who is not signed in and holds a link: to a quote, to an invitation. */
  | { kind: "visitor" };

/** A user's standing in one tenant. */
export type Membership = { role: MemberRole; isPaymentAdministrator: boolean };

/** What ties people to one tenant: the asker's membership, and who looks after it for the SaaS. */
export type Ties = { membership: Membership | null; salesRepId: Id<"user"> | null };

/**
 * All roles an actor has towards a tenant; without `ties`, those that need no tenant. Whoever works for the SaaS is no
 * customer of it: as long as they do, a membership gives them nothing.
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

/** A tenant that nobody looks after is open to every sales rep, so that no customer waits for an assignment. */
const isRep = (actor: Actor & { kind: "user" }, salesRepId: Id<"user"> | null): boolean =>
  actor.staffRole === "sales" && (salesRepId === null || salesRepId === actor.userId);

/** Text for the audit log: `user:usr_…`, `key:key_…`, `system:worker`, `visitor`. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "user") return `user:${actor.userId}`;
  if (actor.kind === "api_key") return `key:${actor.keyId}`;
  if (actor.kind === "visitor") return "visitor";
  return `system:${actor.process}`;
}
