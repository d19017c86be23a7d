import type { Currency } from "./currency";

/**
 * The smallest amounts that Stripe charges, in minor units (docs.stripe.com/currencies, "Minimum and maximum charge
 * amounts"). A smaller invoice counts as paid, and its amount is carried on the customer's balance.
 */
const minimums: Readonly<Record<Currency, bigint>> = {
  AED: 200n,
  AUD: 50n,
  BGN: 100n,
  BRL: 50n,
  CAD: 50n,
  CHF: 50n,
  CZK: 1500n,
  DKK: 250n,
  EUR: 50n,
  GBP: 30n,
  HKD: 400n,
  HUF: 17500n,
  INR: 50n,
  JPY: 50n,
  MXN: 1000n,
  MYR: 200n,
  NOK: 300n,
  NZD: 50n,
  PLN: 200n,
  RON: 200n,
  SEK: 300n,
  SGD: 50n,
  THB: 1000n,
  USD: 50n,
};

/** 0 where no minimum is known: every amount is collected then. */
export const minimumCharge = (currency: Currency): bigint => minimums[currency] ?? 0n;
