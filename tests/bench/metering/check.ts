import { eventName, type Installation } from "./installation";

/**
 * A round is void unless distinct ids = rows, what the rollups have counted are the events of the unit's name with their
 * sum, and at least what was acknowledged is there.
 */
export async function checkCounts({ sql }: Installation, acknowledged: number): Promise<void> {
  const [events] = await sql`
    select count(distinct (tenant_id, event_key)) as ids, count(*) as rows,
      count(*) filter (where event_name = ${eventName}) as counted,
      coalesce(sum((properties->>'bytes')::numeric) filter (where event_name = ${eventName}), 0) as bytes
    from usage_events`;
  const [rollups] =
    await sql`select coalesce(sum(events), 0) as events, coalesce(sum(sum), 0) as bytes from usage_days`;
  const isRight =
    events?.ids === events?.rows &&
    events?.counted === rollups?.events &&
    events?.bytes === rollups?.bytes &&
    Number(events?.rows) >= acknowledged;
  if (!isRight)
    throw new Error(
      `The round is void: ${acknowledged} acknowledged, ${JSON.stringify(events)} events, ${JSON.stringify(rollups)} in rollups.`,
    );
}
