import { afterEach, beforeEach, expect, test, vi } from "vitest";

const complete = { DATABASE_URL: "postgres://db/choba", AUTH_SECRET: "x".repeat(32) };
const earnest = { CHOBA_URL: "https://billing.example", SMTP_URL: "smtp://mail.example" };

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllEnvs();
  // Files share a thread: the next one reads an environment of its own.
  vi.resetModules();
});

/** What a process says that is started with this environment. */
async function problemsOf(given: Record<string, string>): Promise<string> {
  const cleared = {
    CHOBA_DEMO: "",
    CHOBA_URL: "",
    SMTP_URL: "",
    STRIPE_SECRET_KEY: "",
    STRIPE_WEBHOOK_SECRET: "",
    HOST: "127.0.0.1",
  };
  for (const [name, value] of Object.entries({ VITEST: "", ...cleared, ...complete, ...given }))
    vi.stubEnv(name, value);
  const { env } = await import("./env");
  try {
    env();
    return "";
  } catch (error) {
    return String(error);
  }
}

test("what is not the demo needs its address and mail, whatever NODE_ENV says", async () => {
  for (const NODE_ENV of ["production", "development", "test", "staging"]) {
    expect(await problemsOf({ NODE_ENV })).toMatch(/CHOBA_URL[\s\S]*SMTP_URL/);
    vi.resetModules();
    expect(await problemsOf({ NODE_ENV, ...earnest })).toBe("");
    vi.resetModules();
  }
});

test("no process runs the demo with a live key, or for others without a word about it", async () => {
  const demo = { CHOBA_DEMO: "1", STRIPE_WEBHOOK_SECRET: "whsec_x" };
  for (const STRIPE_SECRET_KEY of ["sk_live_x", "rk_live_x"]) {
    expect(await problemsOf({ ...demo, STRIPE_SECRET_KEY })).toMatch(/live Stripe key/);
    vi.resetModules();
  }
  expect(await problemsOf({ ...demo, HOST: "0.0.0.0" })).toMatch(/CHOBA_DEMO_PUBLIC/);
  vi.resetModules();
  expect(await problemsOf({ ...demo, CHOBA_URL: "https://choba.example" })).toMatch(/CHOBA_DEMO_PUBLIC/);
  vi.resetModules();
  expect(await problemsOf({ ...demo, HOST: "0.0.0.0", CHOBA_DEMO_PUBLIC: "1" })).toBe("");
  vi.resetModules();
  expect(await problemsOf(demo)).toBe("");
});
