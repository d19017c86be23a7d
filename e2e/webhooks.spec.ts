import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { expectAccessible, expectNoSidewaysScroll, readIn, sheetOf, signInAs } from "./support/acts";

type Received = { headers: IncomingHttpHeaders; body: string };

const admin = { email: "admin@choba.example" };

/** A server of the SaaS's own that accepts everything and keeps it. */
async function receiver() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    received.push({ headers: request.headers, body });
    response.end("taken");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/choba`, received, end: () => server.close() };
}

async function makeEndpoint(page: Page, url: string): Promise<string> {
  await page.getByRole("button", { name: "New endpoint" }).click();
  await sheetOf(page).getByLabel("Address").fill(url);
  await sheetOf(page).getByRole("button", { name: "Make the endpoint" }).click();
  const secret = page.getByRole("dialog", { name: "The endpoint is ready" }).getByText(/^whsec_/);
  await expect(secret).toBeVisible();
  return (await secret.textContent())?.trim() ?? "";
}

test("an admin makes an endpoint, sees its secret once, and watches the signed test event arrive", async ({
  page,
}) => {
  const { url, received, end } = await receiver();
  await signInAs(page, admin);
  await page.goto("/console/webhooks");
  await expectAccessible(page);
  const secret = await makeEndpoint(page, url);
  await expectAccessible(page);
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: url })).toBeVisible();
  await expect(page.getByText("Nothing sent yet")).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole("button", { name: "Send a test event" }).click();
  // Nobody reads the page again: it shows by itself what came of it.
  await expect(page.getByRole("listitem").filter({ hasText: "webhook.test" })).toContainText("Accepted");
  expect(received).toHaveLength(1);
  const { headers, body } = received[0] as Received;
  const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(verified).toMatchObject({ type: "webhook.test" });
  expect(() => new Webhook(secret).verify(`${body} `, headers as Record<string, string>)).toThrow();
  await expectAccessible(page);

  await readIn(page, "ja");
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "webhook.test" })).toContainText("受理");
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "削除" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "削除" }).click();
  await expect(page).toHaveURL(/\/console\/webhooks$/);
  await expect(page.getByText(url)).toHaveCount(0);
  end();
});
