import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Answer, handOn, reply } from "../../support/killing/moments";

/**
 * `unavailable` and `too_many`: Stripe answers 503 or 429 and does nothing. `unreached`: the connection breaks before it.
 * `lost`: Stripe does it, and the answer never comes. `hangs`: nothing comes. `dead`: the process ends there.
 */
export type StripeFault = {
  kind: "unavailable" | "too_many" | "unreached" | "lost" | "hangs" | "dead";
  at: number;
  times: number;
};

/** Stands between Choba and Stripe, and fails chosen requests. */
export class StripeGate {
  private server: Server | null = null;
  private fault: StripeFault | null = null;
  private passed = 0;
  private isDead = false;

  onDeath: () => void = () => {};

  async listen(target: string): Promise<string> {
    this.server = createServer(async (incoming, outgoing) => {
      const sent = await buffer(incoming).catch(() => null);
      const struck = this.isDead ? "dead" : this.strike();
      if (!sent || struck === "unreached") return outgoing.destroy();
      if (struck === "dead") {
        this.onDeath();
        return outgoing.destroy();
      }
      if (struck === "hangs") return;
      if (struck === "unavailable" || struck === "too_many") return refuse(outgoing, struck);
      const answer: Answer | null = await handOn(incoming, sent, target).catch(() => null);
      if (!answer || struck === "lost" || this.isDead) return outgoing.destroy();
      reply(outgoing, answer);
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  arm(fault: StripeFault): void {
    this.fault = fault;
    this.passed = 0;
  }

  die(): void {
    this.isDead = true;
  }

  revive(): void {
    this.fault = null;
    this.isDead = false;
  }

  close(): Promise<void> {
    this.server?.closeAllConnections();
    return new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }

  private strike(): StripeFault["kind"] | null {
    if (!this.fault) return null;
    const now = this.passed++;
    const { kind, at, times } = this.fault;
    return now >= at && now < at + times ? kind : null;
  }
}

/** Without a word the SDK asks again at once; then the next request would be struck instead of this one. */
function refuse(outgoing: ServerResponse, kind: "unavailable" | "too_many"): void {
  const [status, type] = kind === "unavailable" ? [503, "api_error"] : [429, "rate_limit_error"];
  outgoing
    .writeHead(status as number, { "content-type": "application/json", "stripe-should-retry": "false" })
    .end(JSON.stringify({ error: { type, message: "as the simulator wants it" } }));
}
