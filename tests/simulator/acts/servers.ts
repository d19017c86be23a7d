import type { Acts } from "./act";

/** What the SaaS's own servers do through the API. */
export const servers: Acts = {
  use: {
    often: 6,
    async act({ usage, random }) {
      const calls = Array.from({ length: 1 + random(3) }, () => random(2_000));
      await usage.report(calls);
      return `${calls.join(", ")} calls`;
    },
  },
  takeBack: { often: 1, act: ({ usage }) => usage.takeBack() },
};
