import type { Id } from "../ids";
import type { ApiScope, MemberRole, Role, StaffRole } from "./actions";

/** Who acts. Which tenant roles a user has is asked of the database inside each command, never carried in a session. */
export type Actor =
  | { kind: "user"; userId: Id<"user">; name: string; staffRole: StaffRole | null }
  | { kind: "api_key"; keyId: Id<"apiKey">; scopes: readonly ApiScope[] }
  | { kind: "system"; process: string };

/** A user's standing in one tenant. */
export type Membership = { role: MemberRole; isPaymentAdministrator: boolean };

/** What ties people to one tenant: the asker's membership, and who looks after it for the SaaS. */
export type Ties = { membership: Membership | null; salesRepId: Id<"user"> | null };

/** All roles an actor has towards a tenant; without `ties`, those that need no tenant. */
export function rolesOf(actor: Actor, ties: Ties | null): Role[] {
  if (actor.kind === "system") return ["system"];
  if (actor.kind === "api_key") return actor.scopes.map((scope) => `key:${scope}` as const);
  const roles: Role[] = [];
  if (actor.staffRole) roles.push(`staff:${actor.staffRole}`);
  if (ties && isRep(actor, ties.salesRepId)) roles.push("tenant:rep");
  if (ties?.membership) roles.push(`tenant:${ties.membership.role}`);
  if (ties?.membership?.isPaymentAdministrator) roles.push("tenant:payer");
  return roles;
}

/** A tenant that nobody looks after is open to every sales rep, so that no customer waits for an assignment. */
const isRep = (actor: Actor & { kind: "user" }, salesRepId: Id<"user"> | null): boolean =>
  actor.staffRole === "sales" && (salesRepId === null || salesRepId === actor.userId);

/** Text for the audit log: `user:usr_…`, `key:key_…`, `system:worker`. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "user") return `user:${actor.userId}`;
  if (actor.kind === "api_key") return `key:${actor.keyId}`;
  return `system:${actor.process}`;
}
