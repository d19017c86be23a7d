/** A sandbox of Stripe's allows 25 requests a second. Payers who wait come first, so less than half is used. */
const requestMs = 100;

/** When this process may ask again. Only one process compares at a time. */
let freeAt = 0;

/** Waits until so many requests may be made. */
export async function pace(requests: number): Promise<void> {
  const now = performance.now();
  const at = Math.max(now, freeAt);
  freeAt = at + requests * requestMs;
  if (at > now) await new Promise<void>((resolve) => setTimeout(resolve, at - now));
}

/** When the job after so many requests may run. Whoever enqueues them paces itself by as many. */
export const afterRequests = (requests: number): string => `${requests * requestMs} milliseconds`;
