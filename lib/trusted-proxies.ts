import { compile } from "proxy-addr";

/** Whether an address may say from whom it got the request; `hop` counts from 0, the peer of the connection. */
export type Trust = (address: string, hop: number) => boolean;

/** The setting as a rule: a number of proxies, or their addresses and networks with commas between. Without it, nobody. */
export function trustOf(proxies: string | undefined): Trust {
  if (!proxies) return () => false;
  const count = /^\d{1,2}$/.test(proxies.trim()) ? Number(proxies) : undefined;
  if (count !== undefined) return (_address, hop) => hop < count;
  return compile(proxies.split(",").map((one) => one.trim()));
}

export function areProxies(text: string): boolean {
  try {
    trustOf(text);
    return true;
  } catch {
    return false;
  }
}
