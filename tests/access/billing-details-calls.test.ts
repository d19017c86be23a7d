import { describe } from "vitest";
import { confirmBillingDetails } from "@/lib/features/payers/billing-details/confirm-billing-details";
import { resolveBillingDetailConflict } from "@/lib/features/payers/billing-details/resolve-conflict";
import { saveBillingDetails } from "@/lib/features/payers/billing-details/save-billing-details";
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
