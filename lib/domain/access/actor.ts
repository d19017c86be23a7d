import type { Id } from "../ids";
import type { ApiScope, MemberRole, Role, StaffRole } from "./actions";

/** Who acts. Which tenant roles a user has is asked of the database inside each command, never carried in a session. */
export type Actor =
  | { kind: "user"; userId: Id<"user">; name: string; staffRole: StaffRole | null }
  | { kind: "api_key"; keyId: Id<"apiKey">; scopes: readonly ApiScope[] }
  | { kind: "system"; process: string };

/** A user's standing in one tenant. */
export type Membership = { role: MemberRole; isPaymentAdministrator: boolean };

/** All roles an actor has towards a tenant (`membership` null: none there). */
export function rolesOf(actor: Actor, membership: Membership | null): Role[] {
  if (actor.kind === "system") return ["system"];
  if (actor.kind === "api_key") return actor.scopes.map((scope) => `key:${scope}` as const);
  const roles: Role[] = [];
  if (actor.staffRole) roles.push(`staff:${actor.staffRole}`);
  if (membership) roles.push(`tenant:${membership.role}`);
  if (membership?.isPaymentAdministrator) roles.push("tenant:payer");
  return roles;
}

/** Text for the audit log: `user:usr_…`, `key:key_…`, `system:worker`. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "user") return `user:${actor.userId}`;
  if (actor.kind === "api_key") return `key:${actor.keyId}`;
  return `system:${actor.process}`;
}
