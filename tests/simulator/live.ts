import { addDays, type Day } from "@/lib/domain/time/day-span";
import type { Acts } from "./acts/act";
import { atStripe } from "./acts/at-stripe";
import { payer } from "./acts/payer";
import { rep } from "./acts/rep";
import { servers } from "./acts/servers";
import { staff } from "./acts/staff";
import { Company } from "./company";
import { invariants } from "./invariants/all";
import type { Random } from "./random";
import type { Tenant } from "./tenant";

const people: [name: string, acts: Acts][] = [
  ["payer", payer],
  ["rep", rep],
  ["staff", staff],
  ["servers", servers],
  ["at Stripe", atStripe],
];
export type Life = { tenants: number; stops: number };

/** Lets a company live through bad days and calm down. Gives what happened, and what is not as it must be. */
export async function live(seed: number, life: Life): Promise<{ story: string[]; broken: string[] }> {
  const company = await Company.open(seed, life.tenants);
  try {
    let day: Day = "2026-11-10";
    for (let stop = 0; stop < life.stops; stop++) {
      for (const tenant of company.tenants) await act(company, tenant, day);
      day = addDays(day, 1 + company.random(20));
      await company.moveTo(new Date(`${day}T0${company.random(10)}:00:00Z`), 8);
    }
    await calmDown(company);
    const broken: string[] = [];
    for (const { name, broken: find } of invariants)
      broken.push(...(await find(company)).map((said) => `${name}: ${company.named(said)}`));
    return { story: company.story, broken };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error([said, "What happened:", ...company.story].join("\n"), { cause: error });
  } finally {
    await company.close();
  }
}

async function act(company: Company, tenant: Tenant, day: Day): Promise<void> {
  const { story, random } = company;
  // Of what is drawn, some is nothing for this tenant.
  for (let times = 1 + random(4), tries = 16; times > 0 && tries > 0; tries--) {
    const { who, act: chosen } = draw(random);
    const { fault, ...done } = await company.inStorm(() => chosen(tenant));
    const outcome = "error" in done ? `no answer (${String(done.error).slice(0, 80)})` : done.value;
    if (!outcome) continue;
    story.push(`${day} tenant ${tenant.number}, ${who}: ${outcome}${fault && ` [${fault}]`}`);
    times--;
  }
}

const all = people.flatMap(([who, acts]) => Object.values(acts).map((each) => ({ who, ...each })));
const often = all.reduce((sum, each) => sum + each.often, 0);

function draw(random: Random) {
  let left = random(often);
  for (const each of all) {
    left -= each.often;
    if (left < 0) return each;
  }
  throw new Error("one of them is drawn");
}

/**
 * Nothing fails any more, and everything has the time that it may need: an order a day to be paid, a hold three, a close
 * two days before an invoice of its own takes the place of a draft.
 */
async function calmDown(company: Company): Promise<void> {
  company.storm.end();
  await company.buryTheDead();
  for (const { usage } of company.tenants) {
    await usage.sendAgain();
    await usage.takeBackAgain();
  }
  const { now } = await company.world.asSystem();
  for (const hours of [1, 26, 74, 75]) await company.moveTo(new Date(now.getTime() + hours * 3_600_000), 3);
  // A comparison rests while it waits for events that were lost; now it ends.
  await company.world.settle();
}
