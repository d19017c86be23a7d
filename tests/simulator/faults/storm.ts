import type { Sandbox } from "@/sandbox/server";
import { oneOf, type Random } from "../random";
import { DatabaseGate } from "./database-gate";
import { type StripeFault, StripeGate } from "./stripe-gate";
import { fair, WebhookGate } from "./webhook-gate";

const ofDatabase = ["cut_before", "cut_after", "dead", "dead"] as const;
const ofStripe = ["unavailable", "unavailable", "too_many", "unreached", "lost", "lost", "dead"] as const;
const ofCards = ["decline", "three_d_secure"] as const;

/** What came of something done in bad weather: its value, or null where a fault ended it. */
export type Outcome<T> = { value: T } | { value: null; error: unknown };

/** Every way of failing, each at a moment that chance chooses. */
export class Storm {
  readonly database = new DatabaseGate();
  readonly stripe = new StripeGate();
  readonly webhooks: WebhookGate;
  sandbox: Sandbox | null = null;
  /** True: nothing fails any more. */
  isOver = false;

  constructor(
    private readonly random: Random,
    webhooks: Random,
  ) {
    this.webhooks = new WebhookGate(webhooks);
    const die = () => {
      this.database.die();
      this.stripe.die();
    };
    this.database.onDeath = die;
    this.stripe.onDeath = die;
  }

  /** Does something while something may fail, and says what. Afterwards all processes are alive again. */
  async around<T>(work: () => Promise<T>): Promise<Outcome<T> & { fault: string }> {
    const fault = this.isOver ? "" : this.draw();
    try {
      return { value: await work(), fault };
    } catch (error) {
      if (!fault) throw error;
      return { value: null, error, fault };
    } finally {
      this.revive();
    }
  }

  end(): void {
    this.isOver = true;
    this.webhooks.clear();
    this.revive();
  }

  private revive(): void {
    this.database.revive();
    this.stripe.revive();
    this.sandbox?.failures.clear();
  }

  /** Often nothing fails. */
  private draw(): string {
    const { random } = this;
    if (random(4) === 0) this.changeWeather();
    switch (random(8)) {
      case 0:
      case 1: {
        const fault = { kind: oneOf(random, ofDatabase), at: random(60) };
        this.database.arm(fault);
        return `database ${fault.kind} at ${fault.at}`;
      }
      case 2:
      case 3: {
        const isSlow = random(20) === 0;
        const kind: StripeFault["kind"] = isSlow ? "hangs" : oneOf(random, ofStripe);
        const fault = { kind, at: random(12), times: isSlow ? 1 : 1 + random(4) };
        this.stripe.arm(fault);
        return `Stripe ${kind} ${fault.times} times at ${fault.at}`;
      }
      case 4: {
        const kind = oneOf(random, ofCards);
        this.sandbox?.failures.add({ kind, match: {}, times: 1 + random(2), delayMs: 0 });
        return `card ${kind}`;
      }
      default:
        return "";
    }
  }

  private changeWeather(): void {
    const { random } = this;
    this.webhooks.weather =
      random(2) === 0
        ? fair
        : { lost: random(40), twice: random(30), late: random(40), isShuffled: random(2) === 0 };
  }
}
