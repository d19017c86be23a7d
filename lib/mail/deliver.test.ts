import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetEnvironment } from "@/lib/env";
import { sampleValues } from "@/lib/features/console/mails/sample-values";
import { OutsideUnreachable } from "@/lib/http/outside";
import { deliver } from "./deliver";
import { renderMail } from "./render";
import { mailFactNames, mailTemplates } from "./templates";

const from = { name: "Choba", address: "billing@choba.example" };
const received: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, done) {
    let text = "";
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    stream.on("end", () => {
      received.push(text);
      done();
    });
  },
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@127.0.0.1/none",
    AUTH_SECRET: "a secret of the tests, long enough",
    SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
  });
  forgetEnvironment();
});
afterAll(() => {
  server.close();
});

test("a mail reaches SMTP with sender, receiver, subject and an id of its own", async () => {
  await deliver({
    from,
    to: "ren@kaede.example",
    subject: "Hello",
    text: "World\n",
    html: "<p>World</p>",
    messageId: "eff_1",
  });
  expect(received).toHaveLength(1);
  for (const part of [
    "From: Choba <billing@choba.example>",
    "To: ren@kaede.example",
    "Subject: Hello",
    "<eff_1@choba>",
    "World",
  ])
    expect(received[0]).toContain(part);
});

test("a refusing server has not sent the mail, so the outbox tries again", async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  const sent = deliver({
    from,
    to: "ren@kaede.example",
    subject: "Hello",
    text: "World",
    html: "<p>World</p>",
    messageId: "eff_2",
  });
  await expect(sent).rejects.toBeInstanceOf(OutsideUnreachable);
});

test.each(mailTemplates)("%s is complete in both languages", async (template) => {
  const sender = ["Choba Inc.", "1-2-3 Ginza"];
  for (const locale of ["en", "ja"] as const) {
    const facts = mailFactNames.map((name) => ({ name, value: `value of ${name}` }));
    const { subject, text, html } = await renderMail({
      locale,
      template,
      values: sampleValues[locale],
      facts,
      path: "/t/kaede/billing",
      sender,
    });
    expect(`${subject}${text}${html}`).not.toMatch(/\{|\}|mail\./);
    for (const part of ["/t/kaede/billing", ...sender, ...facts.map(({ value }) => value)]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
    expect(html).toContain(`lang="${locale}"`);
  }
});

test("what people typed is text in the HTML, too", async () => {
  const { html } = await renderMail({
    locale: "en",
    template: "member_removed",
    values: { name: "Ren", tenant: '<img src=x onerror="alert(1)">' },
    facts: [],
    path: "/",
    sender: ["<b>Choba</b>"],
  });
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<b>");
});
