import { redirect } from "next/navigation";
import { requirePerson } from "@/lib/auth/guard";
import { tenantsOfUser } from "@/lib/features/people/tenants/queries";

/** Sends people to their first page. A person without tenant or role has no session. */
export default async function HomePage() {
  const { person } = await requirePerson();
  if (person.staffRole) redirect("/console");
  const [first] = await tenantsOfUser(person.id);
  redirect(first ? `/t/${first.slug}` : "/sign-in");
}
