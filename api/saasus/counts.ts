import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { jsonResponse } from "@/api/v1/responses";
import { wholeCount } from "@/lib/domain/metering/whole-count";
import { type Counts, type Period, readCounts } from "@/lib/features/usage/metering/counts/counts";
import type { ApiEnvironment } from "../environment";
import { granted } from "../granted";
import { exactJson, problems, security, tags, unitsOfTenant } from "./responses";

const tenant = { tenant_id: z.string().openapi({ description: "The tenant's id or slug", example: "acme" }) };
export const unitOfTenant = {
  ...tenant,
  metering_unit_name: z.string().openapi({ example: "storage_unit" }),
};
const date = {
  date: z.string().openapi({ example: "2026-11-20", description: "In the tenant's time zone" }),
};
const month = { month: z.string().openapi({ example: "2026-11", description: "In the tenant's time zone" }) };

export const wholeNumber = z.int().openapi({ description: "Rounded half up where a part was recorded" });
const onDate = { metering_unit_name: "storage_unit", date: "2026-11-20", count: 12 };
const inMonth = { metering_unit_name: "storage_unit", month: "2026-11", count: 240 };
const dateCount = z
  .object({ metering_unit_name: z.string(), date: date.date, count: wholeNumber })
  .openapi("MeteringUnitDateCount", { example: onDate });
const monthCount = z
  .object({ metering_unit_name: z.string(), month: month.month, count: wholeNumber })
  .openapi("MeteringUnitMonthCount", { example: inMonth });
const dateCounts = z
  .object({ counts: z.array(dateCount) })
  .openapi("MeteringUnitDateCounts", { example: { counts: [onDate] } });
const monthCounts = z
  .object({ counts: z.array(monthCount) })
  .openapi("MeteringUnitMonthCounts", { example: { counts: [inMonth] } });

export const counts = new OpenAPIHono<ApiEnvironment>();

const periodNames: Readonly<Record<string, string>> = {
  today: "Today",
  thismonth: "ThisMonth",
  date: "OfDate",
  month: "OfMonth",
};

/** A unit's count, or all units' (`units` for the whole list), over the period that the address names. */
function route(
  address: string,
  params: z.ZodObject,
  summary: string,
  schema: z.ZodType,
  bodyOf: (counts: Counts) => unknown,
  period: (named: Record<string, string>) => Period,
): void {
  const named = address.includes("{metering_unit_name}") ? "UnitCount" : "AllCounts";
  const [, last = ""] = /\/(\w+)(?:\/\{(?:date|month)\})?$/.exec(address) ?? [];
  const described = createRoute({
    method: "get",
    operationId: `saasusRead${named}${periodNames[last]}`,
    path: `${unitsOfTenant}${address}`,
    tags,
    security,
    summary,
    request: { params },
    responses: { 200: jsonResponse("Zero where nothing was recorded", schema), ...problems },
  });
  counts.openapi(described, async (c) => {
    const named = c.req.param() as Record<string, string>;
    const unitName = named.metering_unit_name;
    const read = await readCounts(c.get("ctx"), c.get("tenantId"), { unitName, period: period(named) });
    return exactJson(c, bodyOf(granted(read)));
  });
}

const dayOf = ({ range, counts: each }: Counts) =>
  each.map(({ unitName, count }) => ({
    metering_unit_name: unitName,
    date: range.from,
    count: wholeCount(count),
  }));
const monthOf = ({ range, counts: each }: Counts) =>
  each.map(({ unitName, count }) => ({
    metering_unit_name: unitName,
    month: range.from.slice(0, 7),
    count: wholeCount(count),
  }));
const oneDay = (read: Counts) => dayOf(read)[0];
const oneMonth = (read: Counts) => monthOf(read)[0];
const allDay = (read: Counts) => ({ counts: dayOf(read) });
const allMonth = (read: Counts) => ({ counts: monthOf(read) });

const thatDay = (named: Record<string, string>): Period => ({ type: "day", day: named.date ?? "" });
const thatMonth = (named: Record<string, string>): Period => ({ type: "month", month: named.month ?? "" });
const today = (): Period => ({ type: "today" });
const thisMonth = (): Period => ({ type: "this_month" });

const one = z.object(unitOfTenant);
const oneOn = z.object({ ...unitOfTenant, ...date });
const oneIn = z.object({ ...unitOfTenant, ...month });
// A unit may be called `date` or `month`, so routes that name a unit come first.
route("/{metering_unit_name}/today", one, "A unit's count of today", dateCount, oneDay, today);
route(
  "/{metering_unit_name}/thismonth",
  one,
  "A unit's count of this month",
  monthCount,
  oneMonth,
  thisMonth,
);
route("/{metering_unit_name}/date/{date}", oneOn, "A unit's count of a date", dateCount, oneDay, thatDay);
route(
  "/{metering_unit_name}/month/{month}",
  oneIn,
  "A unit's count of a month",
  monthCount,
  oneMonth,
  thatMonth,
);
const all = z.object(tenant);
const allOn = z.object({ ...tenant, ...date });
const allIn = z.object({ ...tenant, ...month });
route("/today", all, "All units' counts of today (not in SaaSus)", dateCounts, allDay, today);
route("/thismonth", all, "All units' counts of this month (not in SaaSus)", monthCounts, allMonth, thisMonth);
route("/date/{date}", allOn, "All units' counts of a date", dateCounts, allDay, thatDay);
route("/month/{month}", allIn, "All units' counts of a month", monthCounts, allMonth, thatMonth);
