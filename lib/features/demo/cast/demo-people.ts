import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { readCast } from "./cast";

/** One line of the list that the start command prints. */
export type DemoPerson = { name: string; email: string; role: string; note: string };

/** Everybody one can be in the demo, each once, in words: staff first, then the tenants by what is to be seen there. */
export async function demoPeople(locale: Locale = "en"): Promise<DemoPerson[]> {
  const t = translator(locale, "demo");
  const { staff, tenants } = await readCast();
  const people = new Map<string, DemoPerson>();
  for (const { name, email, role } of staff)
    people.set(email, { name, email, role: t(`staff.${role}.role`), note: t(`staff.${role}.sees`) });
  for (const tenant of tenants)
    for (const { name, email, role, isPaymentAdministrator } of tenant.people) {
      const known = people.get(email);
      const place = t("at", { tenant: tenant.name, situation: t(`situations.${tenant.situation}.short`) });
      if (known) known.note = `${known.note}; ${place}`;
      else
        people.set(email, {
          name,
          email,
          role: t(`members.${isPaymentAdministrator && role !== "owner" ? "payer" : role}.role`),
          note: place,
        });
    }
  return [...people.values()];
}
