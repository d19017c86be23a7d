import { z } from "zod";
import { demoRisk } from "./demo-risk.mjs";
import { areProxies } from "./trusted-proxies";

/** Empty text in an environment file means "not set". */
const optional = z
  .string()
  .optional()
  .transform((text) => (text === "" ? undefined : text));
const optionalUrl = optional.pipe(z.url().optional());

/** Set by the test runner, whose files call use-cases in their own process. */
const isTested = process.env.VITEST === "true";

const schema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default("127.0.0.1"),
    CHOBA_URL: optionalUrl,
    CHOBA_DEMO: z
      .enum(["0", "1", ""])
      .default("0")
      .transform((text) => text === "1"),
    CHOBA_DEMO_PUBLIC: optional.pipe(z.enum(["0", "1"]).default("0")),
    CHOBA_DEV: z
      .enum(["0", "1", ""])
      .default("0")
      .transform((text) => text === "1"),
    CHOBA_CLOCK_URL: optionalUrl,
    CHOBA_DATA_DIR: optional,
    DATABASE_URL: z.url(),
    CHOBA_KEEP_EVENTS_MONTHS: optional.pipe(z.coerce.number<string>().int().min(1).max(1_200).optional()),
    CHOBA_ARCHIVE_DIR: optional,
    DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    STRIPE_SECRET_KEY: optional,
    STRIPE_WEBHOOK_SECRET: optional,
    STRIPE_API_BASE: optionalUrl,
    STRIPE_DASHBOARD_URL: optionalUrl,
    STRIPE_TIMEOUT_MS: z.coerce.number().int().min(100).max(20_000).default(10_000),
    STRIPE_REQUESTS_PER_SECOND: optional.pipe(z.coerce.number<string>().int().min(1).max(1_000).optional()),
    STRIPE_DEADLINE_MS: z.coerce.number().int().min(50).max(60_000).default(8_000),
    STRIPE_PAUSE_MS: z.coerce.number().int().min(0).max(600_000).default(10_000),
    CHOBA_SESSION_DAYS: z.coerce.number().int().min(1).max(400).default(30),
    CHOBA_SESSION_IDLE_HOURS: z.coerce.number().int().min(1).max(9_600).default(72),
    CHOBA_TRUSTED_PROXIES: optional.pipe(
      z.string().refine(areProxies, "is a number of proxies, or their addresses").optional(),
    ),
    AUTH_SECRET: z.string().min(32),
    AUTH_SECRET_BEFORE: optional.pipe(z.string().min(32).optional()),
    AUTH_OIDC_ISSUER: optionalUrl,
    AUTH_OIDC_CLIENT_ID: optional,
    AUTH_OIDC_CLIENT_SECRET: optional,
    SMTP_URL: optionalUrl,
  })
  .superRefine((env, check) => {
    const need = (name: string, why: string) =>
      check.addIssue({ code: "custom", path: [name], message: why });
    if (env.STRIPE_SECRET_KEY && !env.STRIPE_WEBHOOK_SECRET)
      need("STRIPE_WEBHOOK_SECRET", "is needed with STRIPE_SECRET_KEY");
    if (env.AUTH_OIDC_ISSUER && !(env.AUTH_OIDC_CLIENT_ID && env.AUTH_OIDC_CLIENT_SECRET))
      need("AUTH_OIDC_CLIENT_ID", "and AUTH_OIDC_CLIENT_SECRET are needed with AUTH_OIDC_ISSUER");
    const risk = env.CHOBA_DEMO ? demoRisk(process.env) : null;
    if (risk) need(risk.variable, risk.problem);
    // What is not the demo is in earnest, whatever else is said of it: a mail that nobody sends must not seem sent.
    if (!env.CHOBA_DEMO && !isTested) {
      if (!env.CHOBA_URL) need("CHOBA_URL", "is needed outside the demo: the address people open");
      if (!env.SMTP_URL) need("SMTP_URL", "is needed outside the demo: sign-in links are sent by mail");
    }
  });

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The checked environment. Throws once, at start, and names every problem. */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n${problems.join("\n")}`);
  }
  parsed = result.data;
  return parsed;
}

/**
 * Reads the environment again at the next use, for tests that set up several installations in one process.
 */
export function forgetEnvironment(): void {
  parsed = undefined;
}

/** The address under which people open Choba, without a trailing slash. */
export function publicUrl(): string {
  return (env().CHOBA_URL ?? `http://localhost:${env().PORT}`).replace(/\/$/, "");
}

/** next-auth reads its address from the environment only. */
export function shareAuthUrl(): void {
  process.env.NEXTAUTH_URL ??= publicUrl();
}
