import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Failures } from "../core/failures";

const TIMEOUT_MS = 10_000;

interface Pending {
  seq: string;
  event_id: string;
  attempts: number;
  url: string | null;
  secret: string | null;
  event: { [key: string]: unknown };
}

/** Stripe's signature of a body: https://docs.stripe.com/webhooks/signature */
function signature(secret: string, body: string, timestamp: number): string {
  const mac = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return `t=${timestamp},v1=${mac}`;
}

/** Sends pending deliveries in order of creation. Repeats failed ones a few times after short pauses. */
export class Deliveries {
  private running: Promise<void> | null = null;
  private again = false;
  private closed = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly stopper = new AbortController();

  constructor(
    private readonly sql: Sql,
    private readonly failures: Failures,
    private readonly retryMs: number[],
  ) {}

  /** Something was committed: starts sending unless it is running. */
  wake(): void {
    if (this.closed) return;
    this.again = true;
    this.running ??= this.sendPending().finally(() => {
      this.running = null;
    });
  }

  /** Resolves when every pending delivery was attempted. */
  async flush(): Promise<void> {
    this.wake();
    while (this.running) await this.running;
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.stopper.abort();
    await this.running;
  }

  private async sendPending(): Promise<void> {
    try {
      while (this.again && !this.closed) {
        this.again = false;
        for (let batch = await this.due(); batch.length > 0 && !this.closed; batch = await this.due()) {
          if (batch.length > 1 && this.failures.strike("webhook_shuffle")) batch.reverse();
          for (const pending of batch) if (!this.closed) await this.deliver(pending);
        }
      }
      await this.sleepUntilRetry();
    } catch (error) {
      if (!this.closed) console.error("sandbox: webhooks cannot be sent:", error);
    }
  }

  private due(): Promise<Pending[]> {
    return this.sql<Pending[]>`
      SELECT d.seq, d.event_id, d.attempts, e.data AS event,
             w.data->>'url' AS url, w.hidden->>'secret' AS secret
      FROM sandbox.deliveries d
      JOIN sandbox.objects e ON e.id = d.event_id
      LEFT JOIN sandbox.objects w ON w.id = d.endpoint_id AND NOT w.deleted AND w.data->>'status' = 'enabled'
      WHERE d.state = 'pending' AND d.next_attempt_ms <= ${Date.now()}
      ORDER BY d.seq LIMIT 100`;
  }

  private async deliver(pending: Pending): Promise<void> {
    if (!pending.url || !pending.secret) return this.settle(pending, "given_up");
    // It never arrives, so the event stays among those that were not delivered (`delivery_success=false`).
    if (this.failures.strike("webhook_drop")) return this.settle(pending, "given_up");
    const delay = this.failures.strike("webhook_delay");
    if (delay) await sleep(delay.delayMs, undefined, { signal: this.stopper.signal }).catch(() => {});
    const times = this.failures.strike("webhook_duplicate") ? 2 : 1;
    let isAccepted = false;
    for (let time = 0; time < times; time += 1) {
      isAccepted = await this.post(pending.url, pending.secret, pending.event);
    }
    if (this.closed && !isAccepted) return;
    if (isAccepted) return this.settle(pending, "delivered");
    const pauseMs = this.retryMs[pending.attempts];
    if (pauseMs === undefined) return this.settle(pending, "given_up");
    await this.sql`
      UPDATE sandbox.deliveries SET attempts = attempts + 1, next_attempt_ms = ${Date.now() + pauseMs}
      WHERE seq = ${pending.seq}`;
  }

  private async post(url: string, secret: string, event: object): Promise<boolean> {
    const body = JSON.stringify(event, null, 2);
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          // The SDK compares with the system's time. So the signature has that time, not the sandbox's.
          "Stripe-Signature": signature(secret, body, Math.floor(Date.now() / 1000)),
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.stopper.signal]),
      });
      await response.arrayBuffer();
      return response.status >= 200 && response.status < 300;
    } catch {
      return false;
    }
  }

  private async settle(pending: Pending, state: "delivered" | "given_up"): Promise<void> {
    await this
      .sql`UPDATE sandbox.deliveries SET state = ${state}, attempts = attempts + 1 WHERE seq = ${pending.seq}`;
    if (state === "given_up") return;
    await this.sql`
      UPDATE sandbox.objects
      SET data = jsonb_set(data, '{pending_webhooks}', to_jsonb(greatest(0, (data->>'pending_webhooks')::int - 1)))
      WHERE id = ${pending.event_id}`;
  }

  private async sleepUntilRetry(): Promise<void> {
    if (this.closed) return;
    const [row] = await this.sql<{ next: string | null }[]>`
      SELECT min(next_attempt_ms) AS next FROM sandbox.deliveries WHERE state = 'pending'`;
    if (!row?.next) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), Math.max(10, Number(row.next) - Date.now()));
    this.timer.unref();
  }
}
