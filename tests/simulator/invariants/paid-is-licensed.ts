import { sql } from "drizzle-orm";
import type { Invariant } from "./invariant";
import { said } from "./queries";

/**
 * Every day on which a plan was held and not tried out, with how many lines bill its base fee for that day and plan. Lines
 * count as far as nothing was given back of them, whether they are paid yet or owed. What is owed for a period stays owed
 * when the license ends in it because nobody paid. An invoice that people voided, or of which the money is lost, pays for
 * what was held then, and need not pay for what is held now.
 */
const days = sql`
  with moments as (select (select frozen_at from demo_clock) as now),
  held as (
    select term.tenant_id, term.plan_version_id, day::date as day
      from license_terms as term cross join moments
      cross join lateral generate_series(
        (term.starts_at at time zone 'Asia/Tokyo')::date,
        (coalesce(term.ends_at, moments.now) at time zone 'Asia/Tokyo')::date
          - case when term.ends_at is null then 0 else 1 end, interval '1 day') as day
      where term.interval is not null and term.trial_end is null
  ),
  billed as (
    select billed_lines.tenant_id, line ->> 'planVersionId' as plan_version_id, day::date as day,
        charges.state <> 'void' and lost_at is null as is_firm, charges.created_at as billed_at
      from billed_lines cross join moments
      join charges on (charges.tenant_id, charges.id) = (billed_lines.tenant_id, charge_id)
      cross join lateral generate_series(
        (line -> 'span' ->> 'from')::date,
        least(coalesce(given_back_from, until_day)::date, until_day::date,
          (moments.now at time zone 'Asia/Tokyo')::date + 1) - 1, interval '1 day') as day
      where line ->> 'component' = 'base'
  ),
  sums as (
    select tenant_id, day,
      (select count(*) from held where (held.tenant_id, held.day) = (all_days.tenant_id, all_days.day)) as held,
      (select count(*) from billed where (billed.tenant_id, billed.day) = (all_days.tenant_id, all_days.day)) as billed,
      (select count(*) from billed where is_firm and (billed.tenant_id, billed.day) = (all_days.tenant_id, all_days.day))
        as firm,
      (select max(plan_version_id) from held where (held.tenant_id, held.day) = (all_days.tenant_id, all_days.day))
        as held_plan,
      (select max(plan_version_id) from billed where (billed.tenant_id, billed.day) = (all_days.tenant_id, all_days.day))
        as billed_plan,
      (select max(billed_at) from billed where (billed.tenant_id, billed.day) = (all_days.tenant_id, all_days.day))
        as billed_at
      from (select tenant_id, day from held union select tenant_id, day from billed) as all_days
  ),
  -- What staff adopt from Stripe is a version of the tenant's own. It holds at once, and costs from the next period on.
  adopted as (
    select own.negotiated_for as tenant_id, own.id as held_plan, base.id as billed_plan, own.published_at as adopted_at
      from plan_versions as own join plan_versions as base on base.plan_id = own.plan_id
      where exists (select from audit_log as log where log.tenant_id = own.negotiated_for
        and action = 'stripe_difference.adopt' and log.at = own.published_at)
  )
  select tenant_id || ': ' || min(day) || ' to ' || max(day) || ' is held ' || held || ' times and billed ' || billed
      || case when held_plan <> billed_plan then ', as another plan' else '' end as said
    from sums where (held < firm or held > billed or (billed = 1 and held_plan <> billed_plan))
      and not exists (select from adopted where held = 1 and billed = 1 and adopted_at >= billed_at
        and (adopted.tenant_id, adopted.held_plan, adopted.billed_plan)
          = (sums.tenant_id, sums.held_plan, sums.billed_plan))
      and not (held = 0 and exists (select from audit_log as log where log.tenant_id = sums.tenant_id
        and action = 'license.ended_unpaid' and (at at time zone 'Asia/Tokyo')::date <= sums.day))
    group by tenant_id, held, billed, held_plan, billed_plan`;

export const paidIsLicensed: Invariant = {
  name: "paid is licensed",
  says: "Each day of a plan that is held is billed once, as that plan or as what it was before staff adopted something, and no day is billed that is not held.",
  broken: () => said(days),
};
