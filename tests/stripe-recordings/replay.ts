import type { Harness } from "@/sandbox/testing/harness";
import { at } from "@/sandbox/testing/instants";
import { type Facts, readFacts, type Told } from "./facts";
import type { Flow, Step } from "./flow";
import { ALWAYS } from "./flows/always";

/** Where the sandbox answers otherwise than Stripe did. */
export interface Difference {
  /** Kind of object and field, without places in lists: `invoice.amount_due`. */
  where: string;
  /** Flow, request and both values, for the reader. */
  what: string;
}

type Answer = { [key: string]: unknown };

const always = new Map(readFacts(ALWAYS).map(({ path, facts }) => [path, facts]));

/** Recorded instants and ours may differ by so much: a request at Stripe takes its seconds. */
const LEEWAY_S = 5;

/** Plays a flow at the sandbox and compares each answer with the recorded one. */
export class Replay {
  readonly differences: Difference[] = [];
  private readonly known = new Map<string, Facts>();
  private readonly begins: number;

  /** `names`: the ids that `{name}` stands for; those of the flow's own objects are added as they appear. */
  constructor(
    private readonly harness: Harness,
    private readonly flow: Flow,
    private readonly names: Map<string, string>,
  ) {
    this.begins = at(flow.begins);
  }

  async run(): Promise<Difference[]> {
    let now = -1;
    for (const step of this.flow.steps) {
      const then = step.at ?? Math.max(now, 0);
      if (then > now) await this.harness.advanceTo(this.begins + then);
      now = Math.max(now, then);
      const { status, answer } = await this.send(step);
      if (status !== (step.answers ?? 200)) {
        const error = answer.error as Answer | undefined;
        this.differ(
          `${step.ask} answers ${status}`,
          `${step.answers ?? 200} became ${JSON.stringify(error?.message)}`,
        );
        // What follows needs what this step should have made.
        break;
      }
      if (step.says) this.compareAnswer(step, answer);
      else this.learnIds(answer);
    }
    await this.leave();
    return this.differences;
  }

  /** Deletes the customer, so that its subscriptions do not renew on the way to the next flow. */
  private async leave(): Promise<void> {
    if (this.names.has("customer")) await this.send({ ask: "DELETE customers/{customer}" });
  }

  private async send({ ask, sends = "", expands = "" }: Step): Promise<{ status: number; answer: Answer }> {
    const [method = "", path = ""] = ask.split(" ");
    const form = new URLSearchParams();
    for (const pair of sends.split(" ").filter(Boolean)) {
      const [, key = "", value = ""] = /^(.*?)=(.*)$/.exec(pair) ?? [];
      form.append(key, this.filled(value.replaceAll("+", " ")));
    }
    for (const [index, field] of expands.split(" ").filter(Boolean).entries())
      form.append(`expand[${index}]`, field);
    const url = new URL(`${this.harness.recordedUrl}/v1/${this.filled(path)}`);
    const isPost = method === "POST";
    if (!isPost) url.search = form.toString();
    const response = await fetch(url, {
      method,
      headers: { Authorization: "Bearer sk_test_recordings" },
      ...(isPost ? { body: form } : {}),
    });
    return { status: response.status, answer: (await response.json()) as Answer };
  }

  /** With ids for names, and instants for `@seconds`. */
  private filled(text: string): string {
    return text
      .replace(/\{(\w+)\}/g, (_, name: string) => this.names.get(name) ?? `unknown_${name}`)
      .replace(/^@(\d+)$/, (_, seconds: string) => String(this.begins + Number(seconds)));
  }

  /** The ids of what a step without facts has made. */
  private learnIds(answer: Answer): void {
    const items = valueAt(answer, "items.data.0.id");
    const name = { customer: "customer", payment_method: "card", subscription: "subscription" }[
      String(answer.object)
    ];
    if (name) this.names.set(name, String(answer.id));
    if (typeof items === "string") this.names.set("item", items);
    if (typeof answer.latest_invoice === "string") this.names.set("invoice", answer.latest_invoice);
  }

  private compareAnswer(step: Step, answer: Answer): void {
    for (const told of readFacts(step.says ?? "")) {
      const object = valueAt(answer, told.path);
      const type = String((object as Answer | undefined)?.object ?? told.path);
      for (const [field, value] of this.expected(told, type)) {
        const found = field === "length" ? (object as unknown[])?.length : valueAt(object, field);
        if (this.isSame(value, found)) continue;
        const where = `${type}.${field}`.replace(/\.\d+(?=\.|$)|^\./g, "");
        this.differ(where, `${step.ask}: ${told.path} ${field} ${value} became ${JSON.stringify(found)}`);
      }
    }
  }

  /** All that holds of an object now: what is always so, what was said before, and what is said here. */
  private expected({ facts, unsaid }: Told, type: string): Facts {
    const id = facts.get("id");
    const key = id?.startsWith("{") ? `${type} ${id}` : null;
    const before = new Map(key ? this.known.get(key) : []);
    for (const field of unsaid) before.delete(field);
    const all = new Map([...before, ...facts]);
    if (key) this.known.set(key, all);
    return new Map([...(always.get(type) ?? []), ...all]);
  }

  private isSame(value: string | null, found: unknown): boolean {
    if (value === null) return found === null;
    if (found === null || found === undefined) return false;
    const own = typeof found === "object" ? (found as Answer).id : found;
    const name = /^\{(\w+)\}$/.exec(value)?.[1];
    if (name) {
      // A name that is new stands for what is found.
      if (!this.names.has(name)) this.names.set(name, String(own));
      return this.names.get(name) === own;
    }
    if (value.startsWith("@"))
      return Math.abs(Number(own) - this.begins - Number(value.slice(1))) <= LEEWAY_S;
    if (typeof own === "boolean") return value === (own ? "yes" : "no");
    return value === String(own === "" ? "''" : own);
  }

  private differ(where: string, what: string): void {
    this.differences.push({ where, what: `${this.flow.title}, ${what}` });
  }
}

/** `lines.0.amount` of an invoice: in Stripe's lists the place stands in `data`. */
function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const key of path.split(".").filter(Boolean)) {
    if (value === null || typeof value !== "object") return undefined;
    const isList = "data" in value && (value as Answer).object === "list" && key !== "data";
    const inner = isList ? (value as { data: unknown }).data : value;
    value = (inner as Answer)[key];
  }
  return value;
}
