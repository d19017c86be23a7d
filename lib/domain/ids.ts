/**
 * Every kind of thing that has an id of ours, with its prefix. The prefix tells what an id names wherever it
 * is seen.
 */
export const idPrefixes = {
  user: "usr",
  session: "ses",
  dashboardSession: "dbs",
  invitation: "invite",
  tenant: "ten",
  plan: "plan",
  planVersion: "pv",
  meterUnit: "mtr",
  addOn: "addon",
  taxRate: "tax",
  coupon: "cpn",
  redemption: "rdm",
  license: "lic",
  licenseTerm: "term",
  order: "ord",
  checkout: "cks",
  promise: "prm",
  hold: "hld",
  charge: "chg",
  billedLine: "bln",
  billedUsage: "bus",
  usageWriteOff: "uwo",
  onDemandCharge: "odc",
  close: "cls",
  contract: "ctr",
  reservation: "rsv",
  message: "msg",
  audit: "aud",
  apiKey: "key",
  savedView: "view",
  quote: "quo",
  estimate: "est",
  note: "note",
  document: "doc",
  difference: "dif",
  event: "evt",
  webhookEndpoint: "whe",
  delivery: "dlv",
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = `${(typeof idPrefixes)[K]}_${string}`;

/** True for text of the right prefix and a plausible length. It does not say that the thing exists. */
export function isId<K extends IdKind>(kind: K, text: string): text is Id<K> {
  return new RegExp(`^${idPrefixes[kind]}_[0-9a-z]{8,40}$`).test(text);
}
