import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { forgetEnvironment } from "@/lib/env";
import { bundlePrograms, Program } from "@/tests/support/killing/program";
import type { Installation } from "../metering/installation";
import { meterRequests, type RequestMeter } from "./request-meter";

/** Web, worker and the Stripe stand-in as processes of their own, all requests between them metered. Time stands still. */
export type Processes = {
  meter: RequestMeter;
  worker: {
    start(perSecond: number | null): Promise<void>;
    stop(): Promise<void>;
    megabytes(): Promise<number>;
  };
  /** Moves all clocks. Resolves when Stripe has done what is due by then. */
  moveTo(instant: Date): Promise<void>;
  stop(): Promise<void>;
};

const webhookSecret = "whsec_of_the_bench";

export async function startProcesses({ sql, environment }: Installation, now: Date): Promise<Processes> {
  const bundle = await bundlePrograms();
  let sandbox: Program | undefined;
  const meter = await meterRequests(() => sandbox?.url ?? "");
  const shared = {
    ...environment,
    CHOBA_DEMO: "1",
    // Mails go to the demo's mailbox.
    SMTP_URL: "",
    STRIPE_SECRET_KEY: "sk_test_bench",
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: meter.url,
    STRIPE_TIMEOUT_MS: "20000",
    // The stand-in's clock is moved by the bench, which knows its address.
    CHOBA_CLOCK_URL: `${meter.url}/_control/clock`,
    PORT: "0",
  };
  Object.assign(process.env, shared);
  forgetEnvironment();
  const freeze = (instant: Date) => sql`
    insert into demo_clock (id, frozen_at) values (1, ${instant.toISOString()})
    on conflict (id) do update set frozen_at = excluded.frozen_at`;
  await freeze(now);
  const web = new Program(bundle.fileOf("web"), shared);
  await web.start();
  sandbox = new Program(bundle.fileOf("sandbox"), {
    SANDBOX_DATABASE_URL: environment.DATABASE_URL ?? "",
    SANDBOX_PORT: "0",
    SANDBOX_NOW: String(now.getTime() / 1000),
    SANDBOX_WEBHOOK_URL: `${web.url}/api/stripe/webhook`,
    SANDBOX_WEBHOOK_SECRET: webhookSecret,
    SANDBOX_TAX_ROUNDING: "invoice",
  });
  await sandbox.start();
  let worker: Program | undefined;
  return {
    meter,
    worker: {
      async start(perSecond) {
        const STRIPE_REQUESTS_PER_SECOND = perSecond === null ? "" : String(perSecond);
        worker = new Program(bundle.fileOf("worker"), { ...shared, STRIPE_REQUESTS_PER_SECOND });
        await worker.start();
      },
      stop: async () => worker?.kill(),
      megabytes: async () => {
        const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(worker?.pid)]);
        return Number(stdout) / 1024;
      },
    },
    async moveTo(instant) {
      await freeze(instant);
      const answer = await fetch(`${sandbox.url}/_control/clock`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ advance_to: instant.getTime() / 1000 }),
      });
      if (!answer.ok) throw new Error(`the stand-in's clock does not move: ${await answer.text()}`);
    },
    async stop() {
      await Promise.all([worker?.kill(), web.kill(), sandbox.kill()]);
      await meter.close();
      await bundle.remove();
    },
  };
}
