import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import type { TestClock } from "../shapes/test-clock";
import { moveClockTo, readClock } from "../store/base-clock";
import { mutate } from "../store/transaction";
import type { Environment } from "../store/unit";
import type { Deliveries } from "../webhooks/deliveries";
import { nextDue, runDue } from "./run-due";

/** Lets time pass: by itself on the flowing clock, by request on every clock. Does one thing at a time. */
export class TimeDriver {
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;
  private loop: Promise<void> | null = null;
  private readonly stopper = new AbortController();

  constructor(
    private readonly sql: Sql,
    private readonly environment: Environment,
    private readonly deliveries: Deliveries,
    private readonly tickMs: number,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopper.abort();
    await this.loop;
    await this.queue.catch(() => {});
  }

  /** Moves the base clock. Resolves when everything due is done and its webhooks were attempted. */
  advanceBase(targetMs: number): Promise<void> {
    return this.exclusively(async () => {
      await this.runUntil(null, Math.floor(targetMs / 1000));
      await moveClockTo(this.sql, targetMs);
    });
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      try {
        await this.exclusively(() => this.tick());
      } catch (error) {
        if (!this.closed) console.error("sandbox: the clock cannot advance:", error);
      }
      await sleep(this.tickMs, undefined, { signal: this.stopper.signal }).catch(() => {});
    }
  }

  private async tick(): Promise<void> {
    const clock = await readClock(this.sql);
    if (clock.mode === "flowing") await this.runUntil(null, Math.floor(clock.nowMs / 1000));
    const advancing = await this.sql<{ id: string; data: TestClock }[]>`
      SELECT id, data FROM sandbox.objects
      WHERE kind = 'test_helpers.test_clock' AND NOT deleted AND data->>'status' = 'advancing' ORDER BY seq`;
    for (const { id, data } of advancing) {
      const target = data.status_details.advancing?.target_frozen_time;
      if (target !== undefined) await this.finishAdvance(id, target);
    }
  }

  private async finishAdvance(id: string, target: number): Promise<void> {
    await this.runUntil(id, target);
    await mutate(
      this.sql,
      this.environment,
      { id: null, idempotencyKey: null, method: "", path: "" },
      async (unit) => {
        const row = await unit.find("test_helpers.test_clock", id);
        if (!row) return;
        row.data.frozen_time = target;
        row.data.status = "ready";
        row.data.status_details = {};
        await unit.save(row);
        await unit.emit("test_helpers.test_clock.ready", row);
      },
    );
    await this.deliveries.flush();
  }

  /** Does each due thing at its instant. Sends its webhooks before the next, as a listener may change what follows. */
  private async runUntil(clock: string | null, until: number): Promise<void> {
    while (!this.closed) {
      const due = await nextDue(this.sql, clock, until);
      if (!due) break;
      await runDue(this.sql, this.environment, clock, due);
      await this.deliveries.flush();
    }
  }

  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work, work);
    this.queue = result.catch(() => {});
    return result;
  }
}
