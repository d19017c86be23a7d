import { describe } from "vitest";
import { changeSalesModel, previewSalesModel } from "@/lib/features/console/sales-model/change-sales-model";
import { changeTimeZone } from "@/lib/features/console/tenant-time-zone/change-time-zone";
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

describe("what only SaaS admins do", () => {
  refuses(
    { changeTimeZone: (ctx, tenantId) => changeTimeZone(ctx, tenantId, { timeZone: "UTC" }) },
    { forbidden: [...everybodyElse, "rep"], notFound: ["stranger"] },
  );
});
