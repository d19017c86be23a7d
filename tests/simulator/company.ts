import { sql } from "drizzle-orm";
import { acrossTenants } from "@/lib/db/transaction";
import { createWorld, type World } from "../support/world";
import { Storm } from "./faults/storm";
import { type Random, streamOf } from "./random";
import { Tenant } from "./tenant";

/** Everything begins at this instant, a Tuesday in the middle of a month. */
const beginning = new Date("2026-11-10T03:00:00Z");

/** A company whose tenants live through bad days. Everything that chance decides comes from its seed. */
export class Company {
  readonly tenants: Tenant[] = [];
  /** What happened, for whoever reads a failure. */
  readonly story: string[] = [];

  private constructor(
    readonly world: World,
    readonly storm: Storm,
    readonly random: Random,
  ) {}

  static async open(seed: number, tenants: number): Promise<Company> {
    const storm = new Storm(streamOf(seed, "faults"), streamOf(seed, "webhooks"));
    const world = await createWorld(beginning, {
      database: (url) => storm.database.listen(url),
      stripe: (url) => storm.stripe.listen(url),
      webhooks: (url) => storm.webhooks.listen(url),
      deliver: () => storm.webhooks.deliver(),
    });
    storm.sandbox = world.sandbox;
    const company = new Company(world, storm, streamOf(seed, "acts"));
    await world.settle();
    for (let number = 0; number < tenants; number++)
      company.tenants.push(await Tenant.arrive(company, number));
    return company;
  }

  /** Moves the clocks on while the workers work and something may fail; interrupted, they go on where they were. */
  async moveTo(instant: Date): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const moved = await this.storm.around(() => this.world.advanceTo(instant, 3).then(() => true));
      if (moved.fault) this.story.push(`  ${moved.fault}${moved.value ? "" : ": interrupted"}`);
      await this.buryTheDead();
      if (moved.value) return;
      if (attempt > 20) throw new Error("the clock does not move");
    }
  }

  /**
   * Nobody else carries out anything here, so what is claimed is claimed by a dead process. Its claim need not be waited
   * for, nor the pauses between attempts.
   */
  async buryTheDead(): Promise<void> {
    await acrossTenants(async (tx) => {
      await tx.execute(sql`reset role`);
      await tx.execute(sql`update outbox_messages set claimed_until = null, next_attempt_at = null
        where state = 'pending' and (claimed_until is not null or next_attempt_at is not null)`);
      await tx.execute(sql`update stripe_events set next_attempt_at = null, received_at = received_at - interval '20 seconds'
        where processed_at is null`);
      await tx.execute(
        sql`update reconciliation_rounds set claimed_until = null where claimed_until is not null`,
      );
      await tx.execute(sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null
        where locked_at is not null`);
      await tx.execute(sql`update graphile_worker._private_job_queues set locked_at = null, locked_by = null
        where locked_at is not null`);
    });
  }

  async close(): Promise<void> {
    this.storm.end();
    await this.world.close();
    await this.storm.database.close();
    await this.storm.stripe.close();
    await this.storm.webhooks.close();
  }
}
