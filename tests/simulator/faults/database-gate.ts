import type { AddressInfo } from "node:net";
import { createConnection, createServer, type Server, type Socket } from "node:net";

/**
 * `cut_before`: the connection is lost before the message reaches the database. `cut_after`: it got there, and nobody learns
 * what became of it, as of a commit. `dead`: the process ends there, and nothing of it gets through any more.
 */
export type DatabaseFault = { kind: "cut_before" | "cut_after" | "dead"; at: number };

/** Stands between Choba and its database, and cuts a connection at a chosen message. */
export class DatabaseGate {
  private server: Server | null = null;
  private readonly open = new Set<Socket>();
  private fault: DatabaseFault | null = null;
  private passed = 0;
  private isDead = false;

  /** Called when the process dies here: it dies everywhere. */
  onDeath: () => void = () => {};

  async listen(target: string): Promise<string> {
    const { hostname: host, port } = new URL(target);
    this.server = createServer((client) => this.connect(client, { host, port: Number(port) }));
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    const url = new URL(target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  arm(fault: DatabaseFault): void {
    this.fault = fault;
    this.passed = 0;
  }

  /** All that is open ends, and whoever comes is turned away, until it is revived. */
  die(): void {
    this.isDead = true;
    for (const socket of this.open) socket.destroy();
  }

  revive(): void {
    this.fault = null;
    this.isDead = false;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }

  private connect(client: Socket, target: { host: string; port: number }): void {
    if (this.isDead) {
      turnAway(client);
      return;
    }
    const server = createConnection(target);
    let isSilent = false;
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.open.add(one);
      one.setNoDelay(true);
      one.on("error", () => {});
      one.on("close", () => {
        this.open.delete(one);
        other.destroy();
      });
    }
    client.on("data", (message) => {
      const struck = this.strike();
      if (struck === "dead") this.onDeath();
      else if (struck === "cut_before") client.destroy();
      else server.write(message);
      isSilent ||= struck === "cut_after";
    });
    server.on("data", (answer) => {
      if (isSilent) client.destroy();
      else client.write(answer);
    });
  }

  private strike(): DatabaseFault["kind"] | null {
    if (!this.fault || this.passed++ !== this.fault.at) return null;
    const { kind } = this.fault;
    this.fault = null;
    return kind;
  }
}

/**
 * As a server does that accepts nobody: not as one that restarts, for which Choba waits some seconds. The first message of
 * the protocol is read before, or the client would find the connection broken.
 */
function turnAway(client: Socket): void {
  client.on("error", () => {});
  client.once("data", () => {
    const fields = Buffer.from("SERROR\0VERROR\0C28000\0Mthe process is dead\0\0");
    const length = Buffer.alloc(4);
    length.writeInt32BE(fields.length + 4);
    client.end(Buffer.concat([Buffer.from("E"), length, fields]));
  });
}
