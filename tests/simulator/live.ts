import { addDays, type Day } from "@/lib/domain/time/day-span";
import type { Acts } from "./acts/act";
import { atStripe } from "./acts/at-stripe";
import { payer } from "./acts/payer";
import { Company } from "./company";
import type { Invariant } from "./invariants/invariant";
import { nothingStuck } from "./invariants/nothing-stuck";
import { oneInvoice } from "./invariants/one-invoice";
import type { Random } from "./random";
import type { Tenant } from "./tenant";

const people: [name: string, acts: Acts][] = [
  ["payer", payer],
  ["at Stripe", atStripe],
];
export const invariants: Invariant[] = [nothingStuck, oneInvoice];

export type Life = { tenants: number; stops: number };

/** Lets a company live through bad days and calm down. Gives what happened, and what is not as it must be. */
export async function live(seed: number, life: Life): Promise<{ story: string[]; broken: string[] }> {
  const company = await Company.open(seed, life.tenants);
  try {
    let day: Day = "2026-11-10";
    for (let stop = 0; stop < life.stops; stop++) {
      for (const tenant of company.tenants) await act(company, tenant, day);
      day = addDays(day, 1 + company.random(20));
      await company.moveTo(new Date(`${day}T0${company.random(10)}:00:00Z`));
    }
    await calmDown(company);
    const broken: string[] = [];
    for (const { name, broken: find } of invariants)
      broken.push(...(await find(company)).map((said) => `${name}: ${said}`));
    return { story: company.story, broken };
  } finally {
    await company.close();
  }
}

async function act({ storm, story, random }: Company, tenant: Tenant, day: Day): Promise<void> {
  for (let times = random(3); times > 0; times--) {
    const { who, act: chosen } = draw(random);
    const { fault, ...done } = await storm.around(() => chosen(tenant));
    const outcome = "error" in done ? `no answer (${String(done.error).slice(0, 80)})` : done.value;
    if (outcome) story.push(`${day} tenant ${tenant.number}, ${who}: ${outcome}${fault && ` [${fault}]`}`);
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

/** Nothing fails any more, and everything has the time that it may need. */
async function calmDown(company: Company): Promise<void> {
  company.storm.end();
  await company.buryTheDead();
  const { now } = await company.world.asSystem();
  await company.world.advanceTo(new Date(now.getTime() + 3 * 86_400_000), 1);
}
