import { expect, test } from "vitest";
import { limitMs } from "@/server/bootstrap/machine.mjs";
import { reconciliation } from "./reconciliation";

test(
  "the reconciliation bench finds all that was changed at Stripe and nothing else",
  async () => {
    const figures = await reconciliation.run({ short: true });
    const figure = (part: string) => figures.find(({ name }) => name.includes(part))?.value ?? Number.NaN;
    expect(figure("planted")).toBe(50);
    expect(figure("busiest second")).toBeLessThan(25);
  },
  limitMs(240_000),
);
