/**
 * Where tax is rounded. In Stripe this is a setting of the account. "line": the tax of each line is rounded to the nearest
 * unit, then added up (support.stripe.com/questions/rounding-rules-for-stripe-fees).
 * "invoice": the tax is rounded once for each rate, as Japan's qualified invoices require, and split among the lines.
 */
export type TaxRounding = "line" | "invoice";

/** All settings of the sandbox. They are read once from the environment. */
export interface SandboxOptions {
  databaseUrl: string;
  /** 0 picks a free port. */
  port: number;
  /** Origin of the links in objects (checkout, hosted invoice, …). When unset, the listening address. */
  publicUrl?: string;
  /** The accepted secret key. When unset, every `sk_test_…` key is accepted. */
  apiKey?: string;
  /** A webhook endpoint to register at start, or to update when it exists already. */
  webhook?: { url: string; secret: string };
  /** Unix seconds at which a new base clock is frozen. When unset, the clock flows. */
  frozenNow?: number;
  /** When unset, tax is rounded on each line. */
  taxRounding?: TaxRounding;
  /** How often the flowing clock looks for due work. */
  tickMs?: number;
  /** Pauses before each further attempt of a failed webhook delivery, in milliseconds of the system's clock. */
  webhookRetryMs?: number[];
}

export function optionsFromEnvironment(env: NodeJS.ProcessEnv = process.env): SandboxOptions {
  const databaseUrl = env.SANDBOX_DATABASE_URL;
  if (!databaseUrl) throw new Error("SANDBOX_DATABASE_URL must name the Postgres database of the sandbox");
  if (Boolean(env.SANDBOX_WEBHOOK_URL) !== Boolean(env.SANDBOX_WEBHOOK_SECRET)) {
    throw new Error("SANDBOX_WEBHOOK_URL and SANDBOX_WEBHOOK_SECRET belong together: set both or neither");
  }
  return {
    databaseUrl,
    port: wholeNumber("SANDBOX_PORT", env.SANDBOX_PORT) ?? 12111,
    publicUrl: env.SANDBOX_PUBLIC_URL?.replace(/\/$/, "") || undefined,
    apiKey: env.SANDBOX_API_KEY || undefined,
    webhook:
      env.SANDBOX_WEBHOOK_URL && env.SANDBOX_WEBHOOK_SECRET
        ? { url: env.SANDBOX_WEBHOOK_URL, secret: env.SANDBOX_WEBHOOK_SECRET }
        : undefined,
    frozenNow: instant(env.SANDBOX_NOW),
    taxRounding: rounding(env.SANDBOX_TAX_ROUNDING),
  };
}

function rounding(value: string | undefined): TaxRounding | undefined {
  if (!value) return undefined;
  if (value !== "line" && value !== "invoice")
    throw new Error(`SANDBOX_TAX_ROUNDING must be "line" or "invoice", not "${value}"`);
  return value;
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (!value) return undefined;
  if (!/^\d+$/.test(value)) throw new Error(`${name} must be a whole number, not "${value}"`);
  return Number(value);
}

/** Unix seconds, or anything Date understands ("2026-11-20T12:00:00Z"). */
function instant(value: string | undefined): number | undefined {
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.floor(Date.parse(value) / 1000);
  if (!Number.isSafeInteger(seconds)) throw new Error(`SANDBOX_NOW is not an instant: "${value}"`);
  return seconds;
}
