import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { InvalidSignature, verifyWebhook } from "./verify-webhook.js";

const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const other = `whsec_${Buffer.from("another secret, of somebody else").toString("base64")}`;
const body = JSON.stringify({
  id: "evt_1",
  type: "invoice.paid",
  timestamp: "2026-12-01T00:00:00Z",
  data: { a: "日" },
});

const signed = (text = body, at = new Date(), by = secret) => ({
  "webhook-id": "evt_1",
  "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
  "webhook-signature": new Webhook(by).sign("evt_1", at, text),
});

test("a message that the library of the standard signed is read, whatever form its headers have", async () => {
  const message = { type: "invoice.paid", data: { a: "日" } };
  expect(await verifyWebhook(body, signed(), secret)).toMatchObject(message);
  expect(await verifyWebhook(body, new Headers(signed()), secret)).toMatchObject(message);
  const upper = Object.fromEntries(
    Object.entries(signed()).map(([name, value]) => [name.toUpperCase(), [value]]),
  );
  expect(await verifyWebhook(body, upper, secret)).toMatchObject(message);
});

test("while a secret is replaced, either side may know both", async () => {
  const headers = signed();
  const both = {
    ...headers,
    "webhook-signature": `${signed(body, new Date(), other)["webhook-signature"]} ${headers["webhook-signature"]}`,
  };
  expect(await verifyWebhook(body, both, secret)).toMatchObject({ id: "evt_1" });
  expect(await verifyWebhook(body, headers, [other, secret])).toMatchObject({ id: "evt_1" });
});

test.each([
  ["changed", `${body} `, signed()],
  ["signed by another secret", body, signed(body, new Date(), other)],
  ["too old", body, signed(body, new Date(Date.now() - 600_000))],
  ["from the future", body, signed(body, new Date(Date.now() + 600_000))],
  ["without a signature", body, { ...signed(), "webhook-signature": "" }],
  ["with another version's signature", body, { ...signed(), "webhook-signature": "v2,AAAA" }],
  ["with something else", body, { ...signed(), "webhook-signature": "v1,%%%" }],
  ["without a time", body, { ...signed(), "webhook-timestamp": "soon" }],
])("a message that is %s is refused", async (_, text, headers) => {
  await expect(verifyWebhook(text, headers, secret)).rejects.toThrow(InvalidSignature);
});
