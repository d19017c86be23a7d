import { expect, test } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, openBilling, signInAs } from "./support/acts";

type State = {
  state: string;
  slug: string;
  payer: string;
  says: RegExp;
  /** Ends by itself as the clock moves on, and the phone's turn comes after other specs have moved it by months. */
  passes?: boolean;
};

/** The demo's tenants, each in a state of its own, and what its payer must read there. */
const states: State[] = [
  { state: "no payment account", slug: "kaede", payer: "ren@kaede.example", says: /Create payment account/ },
  {
    state: "payment account created",
    slug: "sakura",
    payer: "misaki@sakura.example",
    says: /Purchase license/,
  },
  { state: "paid", slug: "hoshino", payer: "mio@hoshino.example", says: /License update/ },
  {
    state: "payment failed",
    slug: "yuki",
    payer: "kai@yuki.example",
    says: /The payment for Starter has failed/,
    passes: true,
  },
  {
    state: "downgrade reserved",
    slug: "aoba",
    payer: "nao@aoba.example",
    says: /License to be updated next month/,
    passes: true,
  },
  {
    state: "renewal stopped",
    slug: "minato",
    payer: "tomo@minato.example",
    says: /Starter can be used until/,
    passes: true,
  },
  {
    state: "authentication needed",
    slug: "tsubame",
    payer: "shota@tsubame.example",
    says: /Your bank asks for authentication/,
    passes: true,
  },
  { state: "expired", slug: "fuji", payer: "rin@fuji.example", says: /Purchase license/ },
  { state: "sales-led", slug: "ginza", payer: "mei@ginza.example", says: /looked after by Ken Mori/ },
];

for (const { state, slug, payer, says, passes } of states)
  for (const device of passes ? [""] : ["", " @phone"])
    test(`${state}: the dashboard says so, and axe finds nothing${device}`, async ({ page }) => {
      await signInAs(page, { email: payer });
      await openBilling(page, { slug });
      await expect(page.getByText(says).first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });

for (const [path, email] of [
  ["/t/hoshino", "mio@hoshino.example"],
  ["/t/hoshino/members", "mio@hoshino.example"],
  ["/t/hoshino/billing/plans", "mio@hoshino.example"],
  ["/console", "admin@choba.example"],
] as const)
  for (const device of ["", " @phone"])
    test(`${path} is accessible and fits its screen, in light and dark${device}`, async ({ page }) => {
      await signInAs(page, { email });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
