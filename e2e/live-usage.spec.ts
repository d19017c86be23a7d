import { readFileSync } from "node:fs";
import path from "node:path";
import { env } from "node:process";
import { expect, test } from "@playwright/test";
import { licenseCard, openBilling, signInAs } from "./support/acts";
import { endTenants, newTenant } from "./support/tenant";

test.afterAll(endTenants);

test("an authentication told by the SaaS's server shows on the open dashboard, without reloading", async ({
  page,
  request,
}) => {
  const tenant = await newTenant();
  await signInAs(page, tenant.member);
  await openBilling(page, tenant);
  const number = licenseCard(page).getByText(/^0$/).first();
  await expect(number).toBeVisible();

  const { apiKeys } = JSON.parse(readFileSync(path.join(env.CHOBA_TEST_DATA_DIR ?? "", "demo.json"), "utf8"));
  for (const user of ["one", "two", "one"]) {
    const answer = await request.post(`/api/v1/tenants/${tenant.slug}/authentications`, {
      headers: { authorization: `Bearer ${apiKeys[0].key}` },
      data: { user_id: user },
    });
    expect(answer.ok()).toBe(true);
  }
  // Two users, however often each authenticated.
  await expect(licenseCard(page).getByText(/^2$/).first()).toBeVisible();
});
