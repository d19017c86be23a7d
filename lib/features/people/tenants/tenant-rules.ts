import { z } from "zod";
import { slugLength, slugProblem } from "@/lib/domain/tenant/slug";
import { isTimeZone } from "@/lib/domain/time/calendar";
import { organisationName } from "@/lib/features/foundation/input/input-rules";
import { locales } from "@/lib/i18n/locales";

/** What may be said of a tenant, each rule named for the reader. */
export const tenantName = organisationName(120).min(1);

export const tenantSlug = z
  .string()
  .trim()
  .min(1)
  .max(slugLength.maximum)
  .superRefine((slug, issue) => {
    if (slug.length === 0) return;
    const rule = slug.length < slugLength.minimum ? "slug_form" : slugProblem(slug);
    if (rule) issue.addIssue({ code: "custom", params: { rule } });
  });

export const tenantLocale = z.enum(locales);

/** By name: an offset such as "+09:00" means the other direction to Postgres, and knows no summer time. */
export const timeZoneName = z
  .string()
  .max(60)
  .refine((name) => /^[a-z]/i.test(name) && isTimeZone(name), { params: { rule: "unknown_time_zone" } });
