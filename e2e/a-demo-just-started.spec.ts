import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, signInAs } from "./support/acts";

/*
 * States of the demo that end by themselves as its clock moves on, some with the running month. Specs run in the order of
 * their names, and this is the first one, so no other has moved the clock: on the last day of a month one day is enough.
 */
const states = [
  { state: "payment failed", slug: "yuki", payer: "kai", says: /The payment for Starter has failed/ },
  { state: "downgrade reserved", slug: "aoba", payer: "nao", says: /License to be updated next month/ },
  { state: "renewal stopped", slug: "minato", payer: "tomo", says: /Starter can be used until/ },
  {
    state: "authentication needed",
    slug: "tsubame",
    payer: "shota",
    says: /Your bank asks for authentication/,
  },
];

for (const { state, slug, payer, says } of states)
  test(`${state}: the billing dashboard says so, and axe finds nothing`, async ({ page }) => {
    await signInAs(page, { email: `${payer}@${slug}.example` });
    await page.goto(`/t/${slug}/billing`);
    await expect(page.getByText(says).first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
