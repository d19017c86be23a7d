import { redirect } from "next/navigation";

/** The list of tenants is the console's first page. */
export default function TenantsPage(): never {
  redirect("/console");
}
