import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { acrossTenants } from "@/lib/db/transaction";
import { backOffice } from "@/lib/features/foundation/context/back-office";
import { systemContext } from "@/lib/features/foundation/context/context";
import { enqueueMail } from "@/lib/features/foundation/mail/enqueue-mail";
import type { Person } from "@/lib/features/people/tenants/queries";

/** Mails a link that signs in. The worker sends it, so the response takes as long as for an unknown address. */
export async function mailSignInLink(person: Person, url: string): Promise<void> {
  const ctx = systemContext("sign-in", await readClock(), newId("audit"));
  const { email: to, locale } = person;
  const mail = { to, locale, template: "sign_in" as const, values: {}, path: url };
  await acrossTenants((tx) => enqueueMail(tx, ctx, backOffice, mail));
}
