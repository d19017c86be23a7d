import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { matchRoute, type Route } from "@/sandbox/http/route";
import { routes } from "@/sandbox/resources/routes";
import { clientOf, type Harness, startHarness } from "@/sandbox/testing/harness";
import { at } from "@/sandbox/testing/instants";
import { recordStripe, type StripeRecorder } from "../support/stripe-recorder";
import { Contract } from "./contract";
import * as adjustments from "./tours/adjustments";
import * as catalog from "./tours/catalog";
import * as customers from "./tours/customers";
import * as hosted from "./tours/hosted";
import * as invoices from "./tours/invoices";
import * as ownInvoices from "./tours/own-invoices";
import * as subscriptions from "./tours/subscriptions";
import * as system from "./tours/system";
import * as taxes from "./tours/taxes";

/*
 * All responses and events of the sandbox have the shape that the `stripe` package declares: no field
 * missing, none in excess, no value outside its enum. Our own requests on the way are checked too.
 */
const tours = [
  customers,
  catalog,
  subscriptions,
  invoices,
  ownInvoices,
  adjustments,
  taxes,
  hosted,
  system,
].flatMap((area) => Object.entries(area));
/** Endpoints that have responded with success. */
const reached = new Set<Route>();

let harness: Harness;
let recorder: StripeRecorder;
let stripe: Stripe;
beforeAll(async () => {
  await Contract.load();
  harness = await startHarness({ frozenNow: at("2026-09-16T12:00:00Z") });
  recorder = await recordStripe(() => harness.sandbox.url);
  stripe = clientOf(recorder.url);
});
afterAll(async () => {
  await recorder?.close();
  await harness?.close();
});

afterEach(() => {
  for (const { status, method, path } of recorder.exchanges.splice(0)) {
    const match = status === 200 ? matchRoute(routes, method, path) : null;
    if (match) reached.add(match.route);
  }
});

test.each(tours)("%s", async (_name, tour) => {
  await tour(stripe, harness);
  expect(await recorder.violations()).toEqual([]);
});

test("every endpoint of the sandbox was called", () => {
  const leftOut = routes.filter((route) => !reached.has(route));
  expect(leftOut).toEqual([]);
});
