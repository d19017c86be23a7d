export type FormValue = string | FormValue[] | { [key: string]: FormValue };

/**
 * Reads a body or query as Stripe does: `items[0][price]=x` and `expand[]=y` nest. It is written separately
 * and not shared with the sandbox, so that both cannot contain the same mistake.
 */
export function readForm(text: string): { [key: string]: FormValue } {
  const root = new Map<string, Node>();
  for (const [key, value] of new URLSearchParams(text)) {
    const [, name = "", rest = ""] = /^([^[]*)(.*)$/.exec(key) ?? [];
    const steps = [name, ...[...rest.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "")];
    const last = steps.pop() ?? "";
    let node = root;
    for (const step of steps) node = childOf(node, step);
    node.set(last === "" ? String(node.size) : last, value);
  }
  return Object.fromEntries([...root].map(([key, node]) => [key, toValue(node)]));
}

type Node = string | Map<string, Node>;

function childOf(node: Map<string, Node>, step: string): Map<string, Node> {
  const key = step === "" ? String(node.size) : step;
  const known = node.get(key);
  if (known instanceof Map) return known;
  const made = new Map<string, Node>();
  node.set(key, made);
  return made;
}

function toValue(node: Node): FormValue {
  if (typeof node === "string") return node;
  const entries = [...node].map(([key, child]) => [key, toValue(child)] as const);
  return entries.every(([key], index) => key === String(index))
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries);
}
