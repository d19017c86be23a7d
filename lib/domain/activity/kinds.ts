import type { AuditArea } from "./audit-actions";

/** What an entry of a tenant's log is about: the areas of its actions, grouped as people look for them. */
export const activityKinds = {
  license: ["license", "on_demand", "order", "reservation"],
  payments: ["payment_account", "invoice"],
  billing_details: ["billing_details"],
  members: ["members", "payment_administrator", "dashboard_session"],
  contract: ["contract", "quote", "tenant"],
  stripe: ["at_stripe", "stripe_difference"],
  messages: ["message"],
  notes: ["note"],
  usage: ["usage", "mau", "registration", "hold"],
} as const satisfies Record<string, readonly AuditArea[]>;

export type ActivityKind = keyof typeof activityKinds;

export const activityKindNames = Object.keys(activityKinds) as ActivityKind[];

export const isActivityKind = (text: string | undefined): text is ActivityKind =>
  text !== undefined && Object.hasOwn(activityKinds, text);
