import { describe } from "vitest";
import { cancelScheduled } from "@/lib/features/license/contracts/agreement/cancel-scheduled";
import { previewContract } from "@/lib/features/license/contracts/agreement/preview-contract";
import { readContracts } from "@/lib/features/license/contracts/agreement/read-contracts";
import { setContract } from "@/lib/features/license/contracts/agreement/set-contract";
import { endContract } from "@/lib/features/license/contracts/course/end-contract";
import type { ContractTermsInput } from "@/lib/features/license/contracts/terms/contract-terms-schema";
import { useDatabase } from "../support/use-database";
import { refuses, type Somebody } from "./everybody";

useDatabase();

const terms: ContractTermsInput = {
  planVersionId: "pv_00000000",
  interval: "month",
  invoicing: { by: "stripe_dashboard" },
};
const keys: Somebody[] = ["key read", "key ingest", "key manage"];

describe("what only the rep and SaaS admins may do", () => {
  refuses(
    {
      setContract: (ctx, tenantId) => setContract(ctx, tenantId, terms),
      previewContract: (ctx, tenantId) => previewContract(ctx, tenantId, terms),
      cancelScheduled: (ctx, tenantId) => cancelScheduled(ctx, tenantId, {}),
      endContract: (ctx, tenantId) => endContract(ctx, tenantId, { reason: "because" }),
    },
    {
      forbidden: ["owner", "payer", "admin", "member", "another rep", "staff support", ...keys],
      notFound: ["stranger"],
    },
  );
});

describe("what was agreed", () => {
  refuses(
    { readContracts: (ctx, tenantId) => readContracts(ctx, tenantId, {}) },
    { forbidden: ["member", ...keys], notFound: ["stranger"] },
  );
});
