import { redirect } from "next/navigation";
import { type LinkParams, linkQuery } from "@/components/catalog/pricing/link-query";
import { requirePerson } from "@/lib/auth/guard";
import { tenantsOfUser } from "@/lib/features/people/tenants/queries";

/** Where links of estimates lead: after signing in, to the prices that the reader may see. */
export default async function SharedEstimatePage({ searchParams }: { searchParams: Promise<LinkParams> }) {
  const { person } = await requirePerson();
  const query = linkQuery(await searchParams);
  const behind = query.size > 0 ? `?${query}` : "";
  if (person.staffRole) redirect(`/console/prices${behind}`);
  const [first] = await tenantsOfUser(person.id);
  // The home page handles people who belong to no tenant.
  redirect(first ? `/t/${first.slug}/prices${behind}` : "/");
}
