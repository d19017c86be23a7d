import { Hono } from "hono";
import { expect, test } from "vitest";
import { guard } from "./guard";

const app = new Hono().use("*", guard("http://stripe.test:12111")).get("/", (c) => c.text("shown"));

test("only requests to this machine's names and to the public name are answered", async () => {
  const statusAt = async (origin: string) => (await app.request(`${origin}/`)).status;
  expect(await statusAt("http://127.0.0.1:12111")).toBe(200);
  expect(await statusAt("http://localhost:12111")).toBe(200);
  expect(await statusAt("http://stripe.test:12111")).toBe(200);
  expect(await statusAt("http://rebound.example:12111")).toBe(421);
});
