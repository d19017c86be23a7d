import { sql } from "drizzle-orm";
import { acrossTenants } from "@/lib/db/transaction";
import { createCoupon } from "@/lib/features/catalog/coupons/create-coupon";
import { publishPlan } from "@/lib/features/catalog/plans/publication/publish-plan";
import { sweep } from "@/server/sweep";
import { makeUnit } from "../metering/units";
import { value } from "../support/buyer";
import { meteredPlan } from "../support/metered";
import { createWorld, type World } from "../support/world";
import { Storm } from "./faults/storm";
import { type Random, streamOf } from "./random";
import { Tenant } from "./tenant";
import { callsUnit } from "./usage-book";

/** Everything begins at this instant, a Tuesday in the middle of a month. */
const beginning = new Date("2026-11-10T03:00:00Z");

const anybody = { plans: [], components: null, oncePerTenant: false, firstDay: null, lastDay: null };
const coupons = [
  {
    code: "TENTH",
    name: { en: "A tenth", ja: "1割引" },
    value: { type: "percent" as const, percent: "10" },
    months: 2,
    maximumUses: 2,
    ...anybody,
  },
  {
    code: "YEN500",
    name: { en: "500 yen", ja: "500円引" },
    value: { type: "amount" as const, amountMinor: "500", currency: "JPY" },
    months: null,
    maximumUses: null,
    ...anybody,
  },
];

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
      sweep,
      patienceMs: 0,
    });
    storm.sandbox = world.sandbox;
    const company = new Company(world, storm, streamOf(seed, "acts"));
    await company.sell();
    for (let number = 0; number < tenants; number++)
      company.tenants.push(await Tenant.arrive(company, number));
    company.tenants.push(await Tenant.led(company, tenants));
    await world.settle();
    return company;
  }

  /** Beside the demo's plans one with usage, and coupons. */
  private async sell(): Promise<void> {
    await makeUnit(callsUnit);
    const definition = meteredPlan("Metered", { month: "3000", year: "30000" });
    await publishPlan(await this.world.asSystem(), { key: "metered", rank: 11, definition });
    for (const coupon of coupons) value(await createCoupon(await this.world.asSystem(), coupon));
    await this.world.settle();
  }

  /** Does something while something may fail. What it leaves behind is left by a process that is gone. */
  async inStorm<T>(work: () => Promise<T>) {
    const outcome = await this.storm.around(work);
    if (outcome.fault) await this.buryTheDead();
    return outcome;
  }

  /** Moves the clocks on while the workers work and something may fail; interrupted, they go on where they were. */
  async moveTo(instant: Date, mostDays: number): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const moved = await this.inStorm(() => this.restless(() => this.world.advanceTo(instant, mostDays)));
      if (moved.fault) this.story.push(`  ${moved.fault}${moved.value ? "" : ": interrupted"}`);
      if (moved.value) return;
    }
    throw new Error("the clock does not move");
  }

  /** What does not come to rest meanwhile may do so later; at the end an invariant says what it was. False: not yet. */
  private async restless(move: () => Promise<void>): Promise<boolean> {
    try {
      await move();
      return true;
    } catch (error) {
      if (!String(error).includes("come to rest")) throw error;
      this.story.push("  the world does not come to rest");
      await this.buryTheDead();
      return false;
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

  /** A text with tenants by their numbers: their ids are others each time. */
  named(text: string): string {
    return this.tenants.reduce(
      (said, { tenantId, number }) => said.replaceAll(tenantId, `tenant ${number}`),
      text,
    );
  }

  async close(): Promise<void> {
    this.storm.end();
    await this.world.close();
    await this.storm.database.close();
    await this.storm.stripe.close();
    await this.storm.webhooks.close();
  }
}
