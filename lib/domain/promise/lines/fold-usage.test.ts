import { expect, test } from "vitest";
import type { PromisedLine } from "../charge-promise";
import { foldUsage, type InvoicedLine } from "./fold-usage";

const both = (text: string) => ({ en: text, ja: text });
const rate = { key: "jp", name: both("Tax"), percent: "10", inclusive: false };
const used = (month: number, component: string, amountMinor: bigint, version = "pv_1"): PromisedLine => {
  const span = { from: `2027-0${month}-01`, until: `2027-0${month + 1}-01` };
  return {
    kind: "usage",
    usage: {
      kind: "correction",
      component,
      taxCategory: "standard",
      planVersionId: version,
      planName: both("Plan"),
      currency: "JPY",
      name: both(component),
      period: span,
      span,
      part: null,
      billedMinor: 0n,
      expectedMinor: amountMinor,
      amountMinor,
    },
    span,
    part: null,
    amountMinor,
    discounts: [],
    treatment: "taxed",
    taxes: [{ ...rate, amountMinor: amountMinor / 10n }],
  };
};
const discount: PromisedLine = {
  kind: "discount",
  coupon: "c",
  name: both("Coupon"),
  span: { from: "2027-01-01", until: "2027-02-01" },
  part: null,
  amountMinor: -5n,
  treatment: "taxed",
  taxes: [],
};
const sum = (lines: InvoicedLine[]) => {
  const taxes = lines.flatMap((line) => line.taxes);
  const add = (all: readonly { amountMinor: bigint }[]) =>
    all.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return [add(lines), add(taxes)];
};

test("up to 200 lines stay as they are", () => {
  const lines = Array.from({ length: 200 }, () => used(1, "calls", 10n));
  expect(foldUsage(lines)).toEqual(lines);
});

test("of more, usage is one line for each component of a version, and the sums stay", () => {
  const lines = [
    ...Array.from({ length: 120 }, (_, index) => used(1 + (index % 3), "calls", 10n)),
    ...Array.from({ length: 90 }, () => used(2, "bytes", 30n)),
    used(2, "seats", 70n),
    discount,
  ];
  const folded = foldUsage(lines);
  expect(folded).toMatchObject([
    {
      kind: "folded",
      name: both("calls"),
      count: 120,
      amountMinor: 1200n,
      taxes: [{ ...rate, amountMinor: 120n }],
      span: { from: "2027-01-01", until: "2027-04-01" },
    },
    { kind: "folded", name: both("bytes"), count: 90, amountMinor: 2700n },
    { kind: "usage", amountMinor: 70n },
    { kind: "discount" },
  ]);
  expect(sum(folded)).toEqual(sum(lines));
});

test("of very many versions it is one line for each name", () => {
  const lines = Array.from({ length: 250 }, (_, index) => used(1, "calls", 1n, `pv_${index}`));
  expect(foldUsage(lines)).toMatchObject([{ kind: "folded", count: 250, amountMinor: 250n }]);
});
