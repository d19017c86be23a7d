import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { stripeEvents } from "@/drizzle/schema";
import { acrossTenants } from "@/lib/db/transaction";
import { expectAccessible, expectNoSidewaysScroll, readIn, sheetOf, signInAs } from "./support/acts";

const admin = { email: "admin@choba.example" };
const support = { email: "support@choba.example" };

/** Events that Stripe did not know what they are about, as the worker leaves them. */
async function refusedEvents(): Promise<string[]> {
  const ids = [1, 2].map(() => `evt_e2e${randomUUID().slice(0, 8)}`);
  const now = new Date();
  await acrossTenants((tx) =>
    tx.insert(stripeEvents).values(
      ids.map((id) => ({
        id,
        type: "invoice.upcoming",
        objectId: "in_gone",
        payload: { id, type: "invoice.upcoming", data: { object: {} } },
        receivedAt: now,
        state: "refused" as const,
        processedAt: now,
        attempts: 1,
        lastError: "No such invoice: 'in_gone'",
      })),
    ),
  );
  return ids;
}

test("staff see what failed and why; an admin tries one again and skips the other with a reason", async ({
  page,
}) => {
  const [first = "", second = ""] = await refusedEvents();
  await signInAs(page, admin);
  await page.goto("/console");
  const onToday = page.getByRole("link", { name: /events? from Stripe/ });
  await expect(onToday).toBeVisible();
  await onToday.click();
  await expect(page).toHaveURL(/messages\?state=failed/);
  await expect(page.getByRole("heading", { name: "Messages", level: 1 })).toBeVisible();
  const rows = page.getByRole("row").filter({ hasText: "invoice.upcoming" });
  await expect(rows.first()).toContainText("Stripe does not know what it is about");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByRole("button", { name: `Try again: invoice.upcoming ${first}` }).click();
  await sheetOf(page).getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("It is processed now.")).toBeVisible();
  await expect(page.getByRole("button", { name: `Skip invoice.upcoming ${first}` })).toHaveCount(0);

  await page.getByRole("button", { name: `Skip invoice.upcoming ${second}` }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel("Reason").fill("The invoice was deleted");
  await sheet.getByRole("button", { name: "Skip the message" }).click();
  await expect(page.getByText("The message is skipped")).toBeVisible();

  await page.goto(`/console/messages/received/${second}`);
  await expect(page.getByText("The invoice was deleted")).toBeVisible();
  await expect(page.getByText('"id"').first()).toBeVisible();
  await expectAccessible(page);
});

test("in Japanese support reads it, with nothing to press", async ({ page }) => {
  const [id = ""] = await refusedEvents();
  await signInAs(page, support);
  await readIn(page, "ja");
  await page.goto("/console/messages?state=failed");
  await expect(page.getByRole("heading", { name: "送受信", level: 1 })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "invoice.upcoming" }).first()).toContainText(
    "対象がStripeに見つかりません",
  );
  await expect(page.getByRole("button", { name: /スキップ/ })).toHaveCount(0);
  await page.goto(`/console/messages/received/${id}`);
  await expect(page.getByText("No such invoice")).toBeVisible();
});
