import { may, type Role, type TenantAction } from "./actions";

/**
 * What may still be done with a tenant that is closed: to read it, to settle what the books need, to forget a person, and
 * to take it back. Everything else waits until it is open again.
 */
const stillAllowed: ReadonlySet<TenantAction> = new Set<TenantAction>([
  "tenant.view",
  "tenant.close",
  "license.view",
  "payment_account.view",
  "billing_details.view",
  "members.view",
  "contract.view",
  "quotes.view",
  "on_demand.view",
  "invoices.view",
  "statements.view",
  "timeline.view",
  "notes.view",
  "registrations.view",
  "usage.view",
  "stripe_difference.view",
  "close.manage",
  "stripe_difference.decide",
  "invoices.remind",
  "invoices.write_off",
  "balance.apply",
  "statements.link",
  "notes.write",
  "mau.erase",
]);

/** Whether these roles meet a closed tenant at all: its own people do not. Choba itself goes on as ever. */
export const seesClosed = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === "system" || role.startsWith("staff:") || role.startsWith("key:"));

export const mayWhenClosed = (roles: readonly Role[], action: TenantAction): boolean =>
  roles.includes("system") || (seesClosed(roles) && stillAllowed.has(action));

/** Whether these roles may do it with this tenant as it is, open or closed; for pages that offer it. */
export const mayNow = (
  roles: readonly Role[],
  action: TenantAction,
  { closedAt }: { closedAt: Date | null },
): boolean => may(roles, action) && (closedAt === null || mayWhenClosed(roles, action));
