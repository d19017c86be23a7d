import { describe } from "vitest";
import { confirmBillingDetails } from "@/lib/features/payers/billing-details/confirm-billing-details";
import { resolveBillingDetailConflict } from "@/lib/features/payers/billing-details/resolve-conflict";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
import { setPaymentTerms } from "@/lib/features/payers/payment-terms/set-payment-terms";
import { readTaxTreatment } from "@/lib/features/payers/tax/read-tax-treatment";
import { setReverseCharge } from "@/lib/features/payers/tax/set-reverse-charge";
import { setTaxExemption } from "@/lib/features/payers/tax/set-tax-exemption";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

describe("entering and deciding", () => {
  refuses(
    {
      saveBillingDetails: (ctx, tenantId) => saveBillingDetails(ctx, tenantId, { companyName: "X" }),
      resolveBillingDetailConflict: (ctx, tenantId) =>
        resolveBillingDetailConflict(ctx, tenantId, { field: "phone", keep: "ours", theirs: "" }),
    },
    {
      forbidden: ["admin", "member", "another rep", "staff support", "key read", "key ingest", "key manage"],
      notFound: ["stranger"],
    },
  );
});

describe("confirming, which only the tenant's payers may do", () => {
  refuses(
    {
      confirmBillingDetails: (ctx, tenantId) =>
        confirmBillingDetails(ctx, tenantId, {
          fields: [{ field: "companyName", enteredAt: ctx.now.toISOString() }],
        }),
    },
    {
      forbidden: ["admin", "member", "rep", "another rep", "staff admin", "staff support", "key manage"],
      notFound: ["stranger"],
    },
  );
});

describe("tax exemptions and payment terms, which are the SaaS's to decide", () => {
  refuses(
    {
      setPaymentTerms: (ctx, tenantId) => setPaymentTerms(ctx, tenantId, { terms: null }),
      setTaxExemption: (ctx, tenantId) =>
        setTaxExemption(ctx, tenantId, { from: "2026-12-01", isExempt: true, reason: "Embassy" }),
      setReverseCharge: (ctx, tenantId) =>
        setReverseCharge(ctx, tenantId, { from: "2026-12-01", ruling: "applies", reason: "Checked" }),
    },
    {
      forbidden: ["owner", "payer", "admin", "member", "another rep", "staff support", "key manage"],
      notFound: ["stranger"],
    },
  );
});

describe("reading how a tenant is taxed", () => {
  refuses(
    { readTaxTreatment: (ctx, tenantId) => readTaxTreatment(ctx, tenantId, {}) },
    { forbidden: ["member", "key read", "key manage"], notFound: ["stranger"] },
  );
});
