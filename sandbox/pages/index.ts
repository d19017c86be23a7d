import { Hono } from "hono";
import type { PagesContext } from "../server";

/** The hosted pages: checkout, challenge, portal, invoice, receipt. */
export const pages = (_context: PagesContext): Hono => new Hono();
