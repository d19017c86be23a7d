/**
 * What the writes of Choba's own API are about: each takes an `Idempotency-Key`. Not the dialects, whose clients have their
 * own rules, and not what is ingested, whose events have ids of their own.
 */
export const ownResources = ["tenants"];

export const isOwnWrite = (method: string, path: string): boolean =>
  !["GET", "HEAD"].includes(method.toUpperCase()) &&
  ownResources.some((resource) => `${path}/`.startsWith(`/api/v1/${resource}/`));
