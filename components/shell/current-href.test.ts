import { expect, test } from "vitest";
import { currentHref } from "./current-href";

const item = (href: string) => ({ href, label: href, icon: null });
const groups = [{ items: [item("/t/acme"), item("/t/acme/billing")] }, { items: [item("/t/acme/settings")] }];

test("the most exact item is the current one", () => {
  expect(currentHref(groups, "/t/acme")).toBe("/t/acme");
  expect(currentHref(groups, "/t/acme/billing")).toBe("/t/acme/billing");
  expect(currentHref(groups, "/t/acme/billing/plans")).toBe("/t/acme/billing");
});

test("a page without an item of its own belongs to the item above it", () => {
  expect(currentHref(groups, "/t/acme/unknown")).toBe("/t/acme");
});

test("a longer name is not a page below", () => {
  expect(currentHref(groups, "/t/acme/billing-details")).toBe("/t/acme");
  expect(currentHref(groups, "/t/acme2")).toBeUndefined();
});
