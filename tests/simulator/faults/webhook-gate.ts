import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Random } from "../random";

type Webhook = { id: string; headers: IncomingHttpHeaders; body: string; waits: number };

/** How likely a webhook is lost, comes twice, or comes late, each of a hundred; and whether they come in disorder. */
export type Weather = { lost: number; twice: number; late: number; isShuffled: boolean };
export const fair: Weather = { lost: 0, twice: 0, late: 0, isShuffled: false };

/**
 * Stripe's webhooks wait here until they are delivered, so that they never come in the midst of something else: that would
 * be other than before when a seed is repeated.
 */
export class WebhookGate {
  private server: Server | null = null;
  private target = "";
  private waiting: Webhook[] = [];
  weather: Weather = fair;
  /** Events that Choba has acknowledged. */
  readonly acknowledged = new Set<string>();

  constructor(private readonly random: Random) {}

  async listen(target: string): Promise<string> {
    this.target = target;
    this.server = createServer(async (incoming, outgoing) => {
      const body = await text(incoming);
      this.take({ id: JSON.parse(body).id, headers: incoming.headers, body, waits: 0 });
      outgoing.writeHead(200).end();
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Hands on what is here. What Choba does not take is tried again the next time, as by Stripe. */
  async deliver(): Promise<void> {
    const due = this.waiting.filter(({ waits }) => waits <= 0);
    this.waiting = this.waiting.filter(({ waits }) => waits > 0);
    for (const each of this.waiting) each.waits--;
    if (this.weather.isShuffled) due.sort(() => this.random(3) - 1);
    for (const webhook of due) if (!(await this.send(webhook))) this.waiting.push({ ...webhook, waits: 0 });
  }

  /** Whatever is late comes now. */
  clear(): void {
    this.weather = fair;
    for (const each of this.waiting) each.waits = 0;
  }

  close(): Promise<void> {
    this.server?.closeAllConnections();
    return new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }

  private take(webhook: Webhook): void {
    const { lost, twice, late } = this.weather;
    const drawn = this.random(100);
    if (drawn < lost) return;
    this.waiting.push(drawn < lost + late ? { ...webhook, waits: 1 + this.random(6) } : webhook);
    if (drawn >= 100 - twice) this.waiting.push({ ...webhook, waits: this.random(4) });
  }

  private async send({ id, headers, body }: Webhook): Promise<boolean> {
    const signature = String(headers["stripe-signature"]);
    const answer = await fetch(this.target, {
      method: "POST",
      headers: { "content-type": "application/json", "stripe-signature": signature },
      body,
    }).catch(() => null);
    if (answer?.ok) this.acknowledged.add(id);
    return answer?.ok ?? false;
  }
}
