import type { Env } from "./env";

type Variable = {
  /** What it does, in words that follow its name. */
  meaning: string;
  /**
   * What applies if it is not set. A literal value is the schema's own default; words describe what happens.
   */
  otherwise: { value: string } | { words: string };
};

const value = (text: string) => ({ value: text });
const words = (text: string) => ({ words: text });
const none = words("");

/** `npm start` sets it for its own processes; people never do. */
export const ownVariables = ["CHOBA_DEV", "CHOBA_CLOCK_URL"] as const;

/**
 * Every variable that people may set. `npm run env:write` makes `.env.example` and the README's table from
 * this list. The type ensures that no variable of the schema is missing.
 */
export const variables: Record<Exclude<keyof Env, (typeof ownVariables)[number]>, Variable> = {
  PORT: { otherwise: value("3000"), meaning: "the port of web and API" },
  HOST: { otherwise: value("127.0.0.1"), meaning: "the address to listen on" },
  CHOBA_URL: {
    otherwise: words("`http://localhost:PORT`"),
    meaning: "the address people open; needed outside the demo",
  },
  CHOBA_DATA_DIR: { otherwise: words("`.data`"), meaning: "where the demo keeps its database and logs" },
  CHOBA_DEMO: {
    otherwise: words("1 without `DATABASE_URL` and a live Stripe key, else 0"),
    meaning: "1 is the demo: people without passwords, mailbox, movable clock",
  },
  CHOBA_DEMO_PUBLIC: {
    otherwise: value("0"),
    meaning: "1 lets a demo run on an address that others reach, though anyone signs in as anyone there",
  },
  DATABASE_URL: {
    otherwise: words("an embedded PostgreSQL"),
    meaning: "any PostgreSQL from version 14; its user owns the tables",
  },
  DATABASE_POOL: { otherwise: value("10"), meaning: "connections per process" },
  CHOBA_KEEP_EVENTS_MONTHS: {
    otherwise: words("for ever"),
    meaning: "how long raw usage events stay before `npm run metering:archive` moves them to files",
  },
  CHOBA_ARCHIVE_DIR: { otherwise: words("`archive` in the data folder"), meaning: "where those files go" },
  STRIPE_SECRET_KEY: {
    otherwise: words("the stand-in in the demo, else payments are off"),
    meaning: "the key of your Stripe account",
  },
  STRIPE_WEBHOOK_SECRET: {
    otherwise: none,
    meaning: "signs Stripe's webhooks, needed with a key; the endpoint is `/api/stripe/webhook`",
  },
  STRIPE_API_BASE: { otherwise: words("Stripe"), meaning: "another server that speaks Stripe's API" },
  STRIPE_DASHBOARD_URL: { otherwise: words("Stripe"), meaning: "the dashboard of that server" },
  STRIPE_TIMEOUT_MS: { otherwise: value("10000"), meaning: "how long one request to Stripe may take" },
  STRIPE_REQUESTS_PER_SECOND: {
    otherwise: words("20 with a test key, 80 with a live one"),
    meaning:
      "how many requests a second all processes together send to Stripe, which refuses more than 25 and 100",
  },
  STRIPE_DEADLINE_MS: {
    otherwise: value("8000"),
    meaning: "how long a person's request waits for Stripe in all; then it says what happened",
  },
  STRIPE_PAUSE_MS: {
    otherwise: value("10000"),
    meaning: "how long nothing is asked of Stripe after five calls in a row without an answer",
  },
  CHOBA_SESSION_DAYS: {
    otherwise: value("30"),
    meaning: "days after which a session ends however much it is used",
  },
  CHOBA_SESSION_IDLE_HOURS: {
    otherwise: value("72"),
    meaning: "hours after which a session ends that is not used",
  },
  CHOBA_TRUSTED_PROXIES: {
    otherwise: words("nobody's `X-Forwarded-For` is believed"),
    meaning:
      "the proxies in front of Choba: how many (`1`), or their addresses and networks (`10.0.0.0/8, 192.0.2.7`)",
  },
  AUTH_SECRET: {
    otherwise: words("kept in the data folder in the demo"),
    meaning: "at least 32 characters; signs sign-in links and seals secrets. Needed in production",
  },
  AUTH_SECRET_BEFORE: {
    otherwise: none,
    meaning: "the former one while it is being changed: see [operations](docs/operations.md)",
  },
  AUTH_OIDC_ISSUER: { otherwise: none, meaning: "the issuer, for sign-in with OpenID Connect" },
  AUTH_OIDC_CLIENT_ID: { otherwise: none, meaning: "Choba's client id there" },
  AUTH_OIDC_CLIENT_SECRET: { otherwise: none, meaning: "its secret" },
  SMTP_URL: {
    otherwise: words("the demo's mailbox page"),
    meaning: "where mail goes; needed in production",
  },
};
