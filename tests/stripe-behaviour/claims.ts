import { afterAll, beforeAll, describe, test } from "vitest";
import { Shop } from "./shop";
import { type Opened, targets } from "./targets";

type Options = {
  /** Stripe's documentation does not settle it: the sandbox does what seems likely. */
  unverified?: boolean;
  /** Needs something that only the sandbox has; the reason. */
  onlyInSandbox?: string;
};
type Claim = Options & { title: string; check(shop: Shop): Promise<void> };

const written: Claim[] = [];

/**
 * Something that the sandbox does because Stripe does it. It uses only what both offer: the API and test
 * clocks.
 */
export function claim(title: string, check: Claim["check"], options: Options = {}): void {
  written.push({ title, check, ...options });
}

/** Makes a test of each claim of the file at each available Stripe. Call it at the end of the file. */
export function holdThem(): void {
  for (const target of targets()) {
    describe(target.name, () => {
      let opened: Opened;
      beforeAll(async () => {
        opened = await target.open();
      });
      afterAll(() => opened?.close());
      for (const { title, check, unverified, onlyInSandbox } of written) {
        if (onlyInSandbox && target.name !== "sandbox") continue;
        test(unverified || onlyInSandbox ? `${title} [unverified]` : title, {
          timeout: target.timeoutMs,
        }, async () => {
          const shop = new Shop(opened);
          try {
            await check(shop);
          } finally {
            await shop.close();
          }
        });
      }
    });
  }
}
