import { expect, test } from "vitest";
import { allAuditActions } from "../activity/audit-actions";
import { eventOfAudit } from "./event-of-audit";
import { eventTypes } from "./event-types";
import { type InvoiceState, invoiceEvents } from "./invoice-events";
import { mostAttempts, nextTry } from "./retry-schedule";

const now = new Date("2026-12-01T00:00:00Z");

test("an entry of the log is told if the SaaS is concerned by it, and drafts never are", () => {
  expect(eventOfAudit({ action: "license.renewed" })).toBe("license.renewed");
  expect(eventOfAudit({ action: "members.left" })).toBe("member.removed");
  expect(eventOfAudit({ action: "note.add" })).toBeNull();
  expect(eventOfAudit({ action: "quote.withdraw", before: { state: "sent" } })).toBe("quote.withdrawn");
  expect(eventOfAudit({ action: "quote.withdraw", before: { state: "draft" } })).toBeNull();
});

test("every type is told by some entry, or noted where its fact is committed", () => {
  const told = new Set(allAuditActions.map((action) => eventOfAudit({ action })));
  expect(eventTypes.filter((type) => !told.has(type))).toEqual([
    "invoice.upcoming",
    "invoice.finalized",
    "invoice.paid",
    "invoice.voided",
    "invoice.uncollectible",
    "payment.succeeded",
    "payment.failed",
    "usage.threshold",
    "mau.threshold",
  ]);
});

test("a delivery is tried ten times in three days, ever later, and then given up", () => {
  let at = now;
  for (let attempts = 1; attempts < mostAttempts; attempts++) {
    const next = nextTry(attempts, at, 0);
    if (!next) throw new Error("it is tried again");
    at = next;
  }
  expect((at.getTime() - now.getTime()) / 3_600_000).toBeCloseTo(75.585, 2);
  expect(nextTry(mostAttempts, at, 0)).toBeNull();
  expect(nextTry(1, now, 1)?.getTime()).toBe(now.getTime() + 5_500);
});

test("of an invoice is told what is new of it, and nothing of old ones that are read for the first time", () => {
  const draft: InvoiceState = {
    status: "draft",
    finalizedAt: null,
    paidMinor: 0n,
    attempts: 0,
    isSent: false,
  };
  const open: InvoiceState = { ...draft, status: "open", finalizedAt: now, attempts: 1 };
  const paid: InvoiceState = { ...open, status: "paid", paidMinor: 100n };
  const types = (before: InvoiceState | null, after: InvoiceState, at = now) =>
    invoiceEvents(before, after, at).map(({ type }) => type);
  expect(types(null, draft)).toEqual([]);
  expect(types(draft, open)).toEqual(["invoice.finalized", "payment.failed"]);
  expect(types(open, paid)).toEqual(["payment.succeeded", "invoice.paid"]);
  expect(types(paid, paid)).toEqual([]);
  expect(types(null, paid)).toEqual(["invoice.finalized", "payment.succeeded", "invoice.paid"]);
  expect(types(null, paid, new Date("2027-01-01T00:00:00Z"))).toEqual([]);
  expect(types(open, { ...open, status: "void" })).toEqual(["invoice.voided"]);
});
