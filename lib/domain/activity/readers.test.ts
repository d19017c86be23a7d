import { expect, test } from "vitest";
import { type AuditArea, allAuditActions } from "./audit-actions";
import { activityKinds } from "./kinds";
import { actionsForTenants, areasForTenants, forTenant } from "./readers";

const entry = (action: string, after: unknown = null, before: unknown = null) => ({ action, before, after });

const areas = new Set<string>(Object.values<readonly AuditArea[]>(activityKinds).flat());

/** Every action that a tenant's log can hold. */
const known = allAuditActions.filter((action) => areas.has(action.slice(0, action.indexOf("."))));

test("exactly these are for staff only: the author of an action decides who reads it", () => {
  expect(known.filter((action) => !forTenant(entry(action))).sort()).toEqual([
    "billing_details.save_memo",
    "contract.invoiced",
    "contract.refused_by_stripe",
    "invoice.balance_applied",
    "invoice.balance_not_applied",
    "invoice.paid_after_write_off",
    "invoice.reminded",
    "invoice.write_off_undone",
    "invoice.written_off",
    "message.mail_not_delivered",
    "message.retried",
    "message.skipped",
    "note.add",
    "note.delete",
    "note.edit",
    "note.pin",
    "note.unpin",
    "on_demand.refused_by_stripe",
    "quote.revise",
    "quote.save_draft",
    "stripe_difference.adopt",
    "stripe_difference.leave",
    "stripe_difference.put_right",
    "tenant.metadata_changed",
    "tenant.rep_assigned",
    "tenant.rep_handed_over",
  ]);
});

test.each(["note", "quote", "contract", "tenant", "billing_details", "unheard_of", "constructor"])(
  "a new action of the area %s is hidden until somebody decides who reads it",
  (area) => {
    expect(forTenant(entry(`${area}.something_new`))).toBeNull();
    expect(areasForTenants).not.toContain(area);
  },
);

test("every action that is listed singly can be in a tenant's log", () => {
  expect(actionsForTenants.filter((action) => !known.includes(action))).toEqual([]);
});

test.each(["quote.withdraw", "quote.accept_on_paper", "contract.terminate", "contract.end_scheduled"])(
  "%s is told without the desk's words",
  (action) => {
    const words = { note: "Order 4711", reason: "Competitor" };
    expect(forTenant(entry(action, { state: "x", ...words }, words))).toEqual(
      entry(action, { state: "x" }, {}),
    );
  },
);

test("a customer's own reason to decline stays, and so does Stripe's reason for an order", () => {
  for (const action of ["quote.decline", "order.failed"])
    expect(forTenant(entry(action, { reason: "Too dear" }))).toEqual(entry(action, { reason: "Too dear" }));
});

test("only staff see that a draft was thrown away", () => {
  expect(forTenant(entry("quote.withdraw", null, { state: "draft" }))).toBeNull();
  expect(forTenant(entry("quote.withdraw", null, { state: "sent" }))).not.toBeNull();
});
