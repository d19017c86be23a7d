/**
 * Who may do what: the one table of roles and actions. Pages hide what it forbids, use-cases refuse it, and a
 * test tries every cell.
 */
export const staffRoles = ["admin", "sales", "support"] as const;
export type StaffRole = (typeof staffRoles)[number];

export const memberRoles = ["owner", "admin", "member"] as const;
export type MemberRole = (typeof memberRoles)[number];

export const apiScopes = ["ingest", "read", "manage"] as const;
export type ApiScope = (typeof apiScopes)[number];

/**
 * A role in this table. `payer` is the tenant's payment administrator, whatever their member role is. `rep`
 * is the sales rep who looks after the tenant; while nobody does, every sales rep has this role.
 */
export type Role =
  | `staff:${StaffRole}`
  | `tenant:${MemberRole}`
  | "tenant:payer"
  | "tenant:rep"
  | `key:${ApiScope}`
  /** Choba itself: worker, webhooks, seed. */
  | "system";

const staff = ["staff:admin", "staff:sales", "staff:support"] as const;
const payers = ["tenant:owner", "tenant:payer"] as const;
/** Staff who act for the SaaS on one tenant. Other sales reps may read, but change nothing. */
const tenantStaff = ["staff:admin", "tenant:rep"] as const;
const members = ["tenant:owner", "tenant:admin", "tenant:member", "tenant:payer"] as const;

/** Actions on one tenant. */
export const tenantActions = {
  "tenant.view": [...members, ...staff, "key:read", "key:manage"],
  "tenant.edit": [...tenantStaff],
  // Parts from a tenant for good, or takes it back.
  "tenant.close": [...tenantStaff, "key:manage"],
  "tenant.change_sales_model": [...tenantStaff],
  // A rep takes a tenant that nobody looks after, and hands over one of their own.
  "tenant.assign_rep": [...tenantStaff],
  "license.view": [...members, ...staff, "key:read", "key:manage"],
  "license.change": [...payers, "key:manage"],
  // To charge a change otherwise than its plan says, or not at all, is the SaaS's decision.
  "license.choose_change_mode": [...tenantStaff, "key:manage"],
  // In a mode of the caller's choice, and without a preview to confirm.
  "license.request_change": ["key:manage"],
  "payment_account.view": [...payers, "tenant:admin", ...staff],
  "payment_account.create": [...payers, ...tenantStaff],
  // What the SaaS's own servers say of a customer, and what it needs before they order for it.
  "customer.edit": ["key:manage"],
  "payment_account.link": [...tenantStaff],
  "payment_account.open_portal": [...payers, "key:manage"],
  "payment_account.send_portal_link": [...tenantStaff],
  "billing_details.view": [...payers, "tenant:admin", ...staff],
  "billing_details.edit": [...payers, ...tenantStaff],
  // Staff enter details on a tenant's behalf. Only those who pay confirm them.
  "billing_details.confirm": [...payers],
  // Whether a tenant pays tax is decided by the SaaS, which owes it.
  "tax_exemption.set": [...tenantStaff],
  "payment_terms.set": [...tenantStaff],
  // The SaaS's own servers say who their customer's people are: they know them from their own sign-in.
  "payment_administrator.change": ["tenant:owner", "tenant:admin", "key:manage"],
  "members.view": [...members, ...staff, "key:read", "key:manage"],
  "members.manage": ["tenant:owner", "tenant:admin", ...tenantStaff, "key:manage"],
  // Made members at once, on the word of the SaaS's servers, without an invitation.
  "members.add": ["key:manage"],
  // The SaaS's own server sends one of the tenant's people to a page of theirs.
  "dashboard_session.create": ["key:manage"],
  "contract.view": [...payers, "tenant:admin", ...staff],
  "contract.manage": [...tenantStaff],
  // Another plan at its published terms, for a tenant that sales looks after.
  "contract.agree_plan": ["key:manage"],
  "quotes.view": [...payers, "tenant:admin", ...staff, "key:read", "key:manage"],
  "quotes.manage": [...tenantStaff],
  "quotes.answer": [...payers],
  // Work, or an amount, that is charged beside the plan.
  "on_demand.charge": [...tenantStaff, "key:manage"],
  "on_demand.view": [...payers, "tenant:admin", ...staff, "key:read", "key:manage"],
  // What an invoice waits for, and whether it is tried again.
  "close.manage": ["staff:admin"],
  // What people changed at Stripe: whether it stays, is taken over, or is put right there.
  "stripe_difference.view": [...staff],
  "stripe_difference.decide": [...tenantStaff],
  "invoices.view": [...payers, "tenant:admin", ...staff, "key:read", "key:manage"],
  // A mail to the payer about what is not paid.
  "invoices.remind": [...tenantStaff],
  // What nobody will pay any more, or what a bank took of a transfer: it leaves the books.
  "invoices.write_off": ["staff:admin"],
  // Money on the customer's balance at Stripe, for an invoice that is open.
  "balance.apply": [...tenantStaff],
  // The usage that people invoice in Stripe's dashboard, and which invoice carries it.
  "statements.view": [...staff],
  "statements.link": [...tenantStaff],
  "notes.view": [...staff],
  "notes.write": ["staff:admin", "staff:sales"],
  "timeline.view": [...payers, "tenant:admin", ...staff],
  "registrations.view": [...members, ...staff, "key:read", "key:manage"],
  "registrations.change": ["key:manage"],
  "mau.record": ["key:ingest", "key:manage"],
  "mau.erase": ["staff:admin", "key:manage"],
  "usage.view": [...members, ...staff, "key:read", "key:manage"],
  // From where on the tenant is told what it uses.
  "usage_alerts.set": [...payers, ...tenantStaff, "key:manage"],
  // Sets the value at a timestamp, as an event would record it.
  "usage.record": ["staff:admin", "key:ingest", "key:manage"],
  // Events are facts. To correct one is an action of the SaaS, with author and reason.
  "usage.correct": ["staff:admin", "key:manage"],
  // Changes the bounds of the tenant's days.
  "tenant.change_time_zone": ["staff:admin"],
} as const satisfies Record<string, readonly Role[]>;

/** Actions that belong to no tenant. */
export const consoleActions = {
  "console.view": [...staff],
  "tenants.list": [...staff],
  // The invoices of all tenants, and what they owe.
  "invoices.list": [...staff],
  // Messages from Stripe and to the outside. What they say is for those who explain what happened to a tenant.
  "messages.view": [...staff],
  "messages.read_payload": ["staff:admin", "staff:support"],
  // Tries one again, or gives it up.
  "messages.settle": ["staff:admin"],
  // A month that was exported to the books is locked.
  "books.lock": ["staff:admin"],
  // Everybody who is signed in may move the demo's clock. Time then passes in the name of Choba itself.
  "clock.advance": ["system"],
  "tenant.create": ["staff:admin", "staff:sales"],
  "tenants.import": ["staff:admin", "staff:sales"],
  "tenants.assign_rep": ["staff:admin"],
  // Comparing Choba with Stripe at once, beside the hourly one.
  "reconciliation.start": ["staff:admin"],
  // Everyone has their own saved views.
  "saved_views.manage": [...staff],
  "stripe_customers.search": ["staff:admin", "staff:sales"],
  "staff.view": [...staff],
  "staff.manage": ["staff:admin"],
  "money.view": [...staff],
  "catalog.view": [...staff],
  "catalog.edit": ["staff:admin"],
  // Who sells, as it stands on documents and mails.
  "seller.view": [...staff],
  "seller.edit": ["staff:admin"],
  // Which sites show billing pages in a frame, and in which colour.
  "embedding.view": [...staff],
  "embedding.edit": ["staff:admin"],
  // The SaaS's own servers define what they count and the tax they charge, as SaaSus's API lets them. They do
  // not define plans.
  "meter_units.view": [...staff, "key:read", "key:manage"],
  "meter_units.manage": ["staff:admin", "key:manage"],
  "tax_rates.view": [...staff, "key:read", "key:manage"],
  "tax_rates.manage": ["staff:admin", "key:manage"],
  // What is sold, to whom, and what they hold: the SaaS's own servers sell, as Dodo's API lets them.
  "products.view": [...staff, "key:read", "key:manage"],
  // A tenant with its owner and the SaaS's own ids, when somebody registers there.
  "tenants.register": ["key:manage"],
  "customers.view": ["key:read", "key:manage"],
  "customers.create": ["key:manage"],
  "checkouts.view": ["key:read", "key:manage"],
  "checkouts.create": ["key:manage"],
  "subscriptions.view": ["key:read", "key:manage"],
  "payments.view": ["key:read", "key:manage"],
  // Prices may be read by sales and by the SaaS's own servers.
  "estimates.make": [...staff, "key:read", "key:manage"],
  // Single events are shown to those who must explain what happened to a tenant.
  "usage.explore": [...staff, "key:read", "key:manage"],
  "usage.ingest": ["staff:admin", "key:ingest", "key:manage"],
  // Sends events that are older than others may send, compares counts with their events, and moves raw events
  // to files.
  "usage.backfill": ["staff:admin"],
  "usage.verify": ["staff:admin"],
  "usage.archive": ["system"],
  "api_keys.manage": ["staff:admin"],
  // Where the SaaS is told what happens. The log of deliveries says what is in them.
  "webhooks.view": ["staff:admin"],
  "webhooks.manage": ["staff:admin"],
  "events_log.view": ["key:read", "key:manage"],
} as const satisfies Record<string, readonly Role[]>;

/**
 * What a key of chosen tenants may do that belongs to no tenant: what shows and changes no other tenant's data. Of the
 * events that it sends, those of other tenants are refused; of what happened it reads its own tenants' only.
 */
export const actionsOfChosenTenantsKeys: readonly ConsoleAction[] = [
  "meter_units.view",
  "tax_rates.view",
  "products.view",
  "estimates.make",
  "usage.ingest",
  "events_log.view",
];

export type TenantAction = keyof typeof tenantActions;
export type ConsoleAction = keyof typeof consoleActions;
export type Action = TenantAction | ConsoleAction;

const allActions: Record<Action, readonly Role[]> = { ...tenantActions, ...consoleActions };

/** True if any of the roles may do the action. Choba itself may do everything. */
export function may(roles: readonly Role[], action: Action): boolean {
  const allowed = allActions[action];
  return roles.some((role) => role === "system" || allowed.includes(role));
}
