import { beforeAll, expect, test } from "vitest";
import { caller } from "@/tests/support/api-caller";
import { makeKey } from "@/tests/support/factories";
import { type Document, schemaChecker } from "@/tests/support/openapi-operations";
import { makeSalesLedTenant, sentQuote } from "@/tests/support/quotes";
import { useDatabase } from "@/tests/support/use-database";
import { createApi } from "./app";

useDatabase();

let host: ReturnType<typeof caller>;
beforeAll(async () => {
  host = caller(createApi(), (await makeKey("read")).secret);
});

test("a quote tells its lines, discount, tax and totals as its document does", async () => {
  const tenant = await makeSalesLedTenant();
  const { quoteId } = await sentQuote(tenant, { quantities: { usage: { mau: "1500" } } });
  const path = `/api/v1/tenants/${tenant.tenantId}/quotes`;
  const { status, body } = await host.get(`${path}/${quoteId}`);
  expect(status).toBe(200);
  // 10,000 and 500 users at 10, less 10 %, plus 10 % tax.
  expect(body).toMatchObject({
    total: "14850",
    yearly: null,
    first_year_minor: "178200",
    monthly: {
      subtotal_minor: "15000",
      discounts: [{ name: "Discount", percent: "10", amount_minor: "1500" }],
      discount_minor: "1500",
      taxes: [{ key: "jp10", name: "Consumption tax", taxable_minor: "13500", amount_minor: "1350" }],
      tax_minor: "1350",
      total_minor: "14850",
    },
  });
  const { lines } = (body as { monthly: { lines: { component: string; amount_minor: string }[] } }).monthly;
  expect(lines.filter((line) => line.amount_minor !== "0")).toMatchObject([
    { component: "base", amount_minor: "10000" },
    { component: "mau", quantity: "500", unit_amount_minor: "10", amount_minor: "5000" },
  ]);
  expect((await host.get(path)).body).toMatchObject({ data: [{ id: quoteId, total: "14850" }] });
  const misfits = schemaChecker((await host.get("/api/openapi.json")).body as Document);
  const route = ["paths", "/api/v1/tenants/{tenant}/quotes/{quote}", "get", "responses", "200"];
  expect(misfits([...route, "content", "application/json", "schema"], body)).toEqual([]);
});
