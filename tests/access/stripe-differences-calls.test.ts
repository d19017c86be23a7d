import { readAtStripe } from "@/lib/features/console/at-stripe/read-at-stripe";
import { decideDifference } from "@/lib/features/license/differences/decide-difference";
import {
  readReconciliation,
  startReconciliation,
} from "@/lib/features/stripe/reconciliation/read-reconciliation";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();
const tenantsPeople = ["owner", "payer", "admin", "member"] as const;
const keys = ["key read", "key ingest", "key manage"] as const;

// What people did at Stripe is decided by those who act for the SaaS on that tenant.
refuses(
  { readAtStripe: (ctx, tenantId) => readAtStripe(ctx, tenantId, {}) },
  { forbidden: [...tenantsPeople, ...keys], notFound: ["stranger"] },
);
refuses(
  {
    decideDifference: (ctx, tenantId) =>
      decideDifference(ctx, tenantId, { differenceId: "dif_0190000000007000", decision: "put_right" }),
  },
  {
    forbidden: [...tenantsPeople, "another rep", "staff support", ...keys],
    notFound: ["stranger"],
  },
);
refuses(
  { readReconciliation: (ctx) => readReconciliation(ctx, {}) },
  { forbidden: [...tenantsPeople, "stranger", ...keys], notFound: [] },
);
refuses(
  { startReconciliation: (ctx) => startReconciliation(ctx, {}) },
  {
    forbidden: [...tenantsPeople, "stranger", "rep", "another rep", "staff support", ...keys],
    notFound: [],
  },
);
