import { afterAll, beforeAll, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness";
import { submit, typedCard, visit } from "../testing/visitor";

let harness: Harness;
let customer: string;
const SUCCESS = "http://127.0.0.1:9/done";
const CANCEL = "http://127.0.0.1:9/cancelled";

beforeAll(async () => {
  harness = await startHarness();
  customer = (await harness.stripe.customers.create({ name: "Harbour Goods" })).id;
});
afterAll(() => harness.close());

async function newSession(locale?: "ja" | "en") {
  const session = await harness.stripe.checkout.sessions.create({
    mode: "setup",
    currency: "jpy",
    customer,
    success_url: SUCCESS,
    cancel_url: CANCEL,
    ...(locale ? { locale } : {}),
  });
  return { id: session.id, url: session.url ?? "", setup: session.setup_intent as string };
}

const statusOf = async (id: string) => (await harness.stripe.checkout.sessions.retrieve(id)).status;
const cards = async () => (await harness.stripe.customers.listPaymentMethods(customer)).data.length;

test("a card that works completes the session and leads to the success address, once", async () => {
  const session = await newSession();
  const before = await cards();
  await harness.newTypes();
  const first = await submit(session.url, typedCard("4242 4242 4242 4242"));
  expect(first).toMatchObject({ status: 303, location: SUCCESS });
  expect(await harness.newTypes()).toContain("checkout.session.completed");
  const second = await submit(session.url, typedCard("4242 4242 4242 4242"));
  expect(second).toMatchObject({ status: 303, location: SUCCESS });
  expect(await cards()).toBe(before + 1);
  expect(await harness.newTypes()).toEqual([]);
  const again = await visit(session.url);
  expect(again.html).toContain("The card is saved");
  expect(again.html).toContain(`href="${SUCCESS}"`);
});

test("two concurrent submits save one card, and both succeed", async () => {
  const session = await newSession();
  const before = await cards();
  const both = await Promise.all([
    submit(session.url, typedCard("4242424242424242")),
    submit(session.url, typedCard("4242424242424242")),
  ]);
  expect(both.map(({ location }) => location)).toEqual([SUCCESS, SUCCESS]);
  expect(await cards()).toBe(before + 1);
});

test("the button of a test card needs no typed fields", async () => {
  const session = await newSession();
  const answer = await submit(session.url, { fill: "4000 0000 0000 0341", number: "", expiry: "", cvc: "" });
  expect(answer.location).toBe(SUCCESS);
});

test("a declined card is reported, and the page stays usable", async () => {
  const session = await newSession("ja");
  const declined = await submit(session.url, typedCard("4000000000000002"));
  expect(declined.status).toBe(422);
  expect(declined.html).toContain("カードが拒否されました。");
  expect(await statusOf(session.id)).toBe("open");
  expect((await submit(session.url, typedCard("4242424242424242"))).location).toBe(SUCCESS);
});

test("3-D Secure: a failed challenge leads back to the page, a passed one to the success address", async () => {
  const session = await newSession();
  const asked = await submit(session.url, typedCard("4000 0025 0000 3155"));
  expect(asked.location).toMatch(`/challenge/${session.setup}`);
  const challenge = `${harness.sandbox.url}${asked.location}`;
  const page = await visit(challenge);
  expect(page.html).toContain("Complete authentication");
  expect(page.headers.get("Content-Security-Policy")).toContain(
    `form-action 'self' ${new URL(SUCCESS).origin}`,
  );

  const failed = await submit(challenge, { answer: "fail" });
  expect(failed.location).toBe(`/checkout/${session.id}?notice=authentication_failed`);
  expect((await visit(`${harness.sandbox.url}${failed.location}`)).html).toContain(
    "The authentication failed",
  );
  expect(await statusOf(session.id)).toBe("open");

  await submit(session.url, typedCard("4000 0025 0000 3155"));
  expect((await submit(challenge, { answer: "complete" })).location).toBe(SUCCESS);
  expect(await statusOf(session.id)).toBe("complete");
  expect((await submit(challenge, { answer: "complete" })).location).toBe(SUCCESS);
});

test("a challenge returns to a path of these pages, never to a foreign address", async () => {
  for (const [wish, end] of [
    ["/portal/bps_1?a=1", "/portal/bps_1?a=1"],
    ["//evil.example/", SUCCESS],
    ["https://evil.example/", SUCCESS],
    ["/\\evil.example/", SUCCESS],
  ] as const) {
    const session = await newSession();
    await submit(session.url, typedCard("4000002500003155"));
    const address = `${harness.sandbox.url}/challenge/${session.setup}?return_to=${encodeURIComponent(wish)}`;
    expect((await submit(address, { answer: "complete" })).location).toBe(end);
  }
});

test("every wrong field has its error at the field", async () => {
  const { url } = await newSession();
  const empty = await submit(url, { number: "", expiry: "13/30", cvc: "1" });
  expect(empty.status).toBe(422);
  for (const id of ["number-error", "expiry-error", "cvc-error"]) expect(empty.html).toContain(`id="${id}"`);
  const past = await submit(url, { ...typedCard("4242424242424242"), expiry: "01/20" });
  expect(past.html).toContain("This date is in the past.");
  const unknown = await submit(url, typedCard("4111111111111111"));
  expect(unknown.html).toContain('id="number-error"');
});

test("typed values are shown again as text, never as markup, and the CVC never", async () => {
  const { url } = await newSession();
  const answer = await submit(url, {
    number: "",
    expiry: "",
    cvc: "987",
    name: '"><script>alert(1)</script>',
  });
  expect(answer.html).not.toContain("<script");
  expect(answer.html).toContain("&lt;script&gt;");
  expect(answer.html).not.toContain("987");
});

test("an expired session shows that it expired and accepts no card", async () => {
  const session = await newSession();
  await harness.stripe.checkout.sessions.expire(session.id);
  const page = await visit(session.url);
  expect(page.html).toContain("This page has expired");
  expect(page.html).toContain(`href="${CANCEL}"`);
  expect((await submit(session.url, typedCard("4242424242424242"))).status).toBe(303);
  expect(await statusOf(session.id)).toBe("expired");
});

test("unknown addresses are not found, in the reader's language", async () => {
  const page = await visit(`${harness.sandbox.url}/checkout/cs_none`, { "Accept-Language": "ja,en;q=0.5" });
  expect(page.status).toBe(404);
  expect(page.html).toContain('<html lang="ja">');
  expect((await visit(`${harness.sandbox.url}/challenge/pi_none`)).html).toContain("Not found");
});

test("forms from another site are refused", async () => {
  const session = await newSession();
  const card = typedCard("4242424242424242");
  for (const [name, value] of [
    ["Origin", "https://evil.example"],
    ["Origin", "null"],
    ["Referer", "https://evil.example/page"],
  ] as const) {
    expect((await submit(session.url, card, { [name]: value })).status).toBe(403);
  }
  expect(await statusOf(session.id)).toBe("open");
  const own = { Origin: harness.sandbox.url };
  expect((await submit(session.url, card, own)).location).toBe(SUCCESS);
});

test("what the seller says beside the button is shown, and is no markup", async () => {
  const session = await harness.stripe.checkout.sessions.create({
    mode: "setup",
    currency: "jpy",
    customer,
    success_url: SUCCESS,
    custom_text: { submit: { message: "On 26 November, <b>¥833</b> is charged." } },
  });
  expect(session.custom_text.submit).toEqual({ message: "On 26 November, <b>¥833</b> is charged." });
  expect((await visit(session.url ?? "")).html).toContain(
    "On 26 November, &lt;b&gt;¥833&lt;/b&gt; is charged.",
  );
  const tooLong = { submit: { message: "a".repeat(1201) } };
  const refused = harness.stripe.checkout.sessions.create({
    mode: "setup",
    currency: "jpy",
    customer,
    success_url: SUCCESS,
    custom_text: tooLong,
  });
  await expect(refused).rejects.toMatchObject({ param: "custom_text[submit][message]" });
});
