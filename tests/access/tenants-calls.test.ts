import { describe } from "vitest";
import { editCustomer } from "@/lib/features/console/customers/edit-customer";
import { changeSalesModel, previewSalesModel } from "@/lib/features/console/sales-model/change-sales-model";
import { endTenancy, resumeTenancy } from "@/lib/features/console/tenant-records/end-tenancy";
import { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
import { addMember } from "@/lib/features/people/members/add-member";
import { editTenant } from "@/lib/features/people/tenants/edit-tenant";
import { useDatabase } from "../support/use-database";
import { refuses } from "./everybody";

useDatabase();

const everybodyElse = [
  "owner",
  "payer",
  "admin",
  "member",
  "another rep",
  "staff support",
  "key manage",
] as const;

describe("what staff do to a tenant", () => {
  refuses(
    {
      editTenant: (ctx, tenantId) => editTenant(ctx, tenantId, { name: "X", locale: "ja" }),
      previewSalesModel: (ctx, tenantId) => previewSalesModel(ctx, tenantId, {}),
      changeSalesModel: (ctx, tenantId) => changeSalesModel(ctx, tenantId, { to: "sales_led", effects: [] }),
    },
    { forbidden: everybodyElse, notFound: ["stranger"] },
  );
});

describe("what the SaaS's own servers do beside them", () => {
  const withoutKey = everybodyElse.filter((somebody) => somebody !== "key manage");
  refuses(
    {
      endTenancy: (ctx, tenantId) => endTenancy(ctx, tenantId, {}),
      resumeTenancy: (ctx, tenantId) => resumeTenancy(ctx, tenantId, {}),
    },
    { forbidden: [...withoutKey, "key read", "key ingest"], notFound: ["stranger"] },
  );
  refuses(
    {
      addMember: (ctx, tenantId) =>
        addMember(ctx, tenantId, { email: "x@example.com", name: "X", role: "owner" }),
      editCustomer: (ctx, tenantId) => editCustomer(ctx, tenantId, { externalId: "x" }),
    },
    { forbidden: [...withoutKey, "rep", "staff admin", "key read", "key ingest"], notFound: ["stranger"] },
  );
});

describe("what only SaaS admins do", () => {
  refuses(
    { changeTimeZone: (ctx, tenantId) => changeTimeZone(ctx, tenantId, { timeZone: "UTC" }) },
    { forbidden: [...everybodyElse, "rep"], notFound: ["stranger"] },
  );
});
