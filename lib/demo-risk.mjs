// What must be true before the demo may run, asked by `npm start` before anything is built and by each process again.

const loopback = /^(localhost|127(?:\.\d+){3}|\[?::1\]?)$/i;

/**
 * The demo lets anyone sign in as anyone and read all mail. So it never meets real money, and it is open to others only if
 * somebody has said so.
 * @param {Record<string, string | undefined>} env
 * @returns {{ variable: string, problem: string } | null} what is wrong with the environment of a demo
 */
export function demoRisk(env) {
  if (/^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? ""))
    return {
      variable: "CHOBA_DEMO",
      problem: "the demo and a live Stripe key do not go together: in the demo anyone signs in as anyone",
    };
  if (env.CHOBA_DEMO_PUBLIC === "1") return null;
  const open = [env.HOST, hostOf(env.CHOBA_URL)].find((host) => host && !loopback.test(host));
  return open
    ? {
        variable: "CHOBA_DEMO_PUBLIC",
        problem: `must be 1 for a demo that others reach (${open}): in it anyone signs in as anyone and reads all mail`,
      }
    : null;
}

function hostOf(address) {
  return address && URL.canParse(address) ? new URL(address).hostname : undefined;
}
