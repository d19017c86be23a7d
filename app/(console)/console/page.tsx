import { redirect } from "next/navigation";

/** Staff land on the list of tenants. */
export default function ConsolePage(): never {
  redirect("/console/tenants");
}
