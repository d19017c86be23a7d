import { notFound, redirect } from "next/navigation";
import { readClock } from "@/lib/clock";
import { newId } from "@/lib/db/ids";
import { visitorContext } from "@/lib/features/foundation/context/context";
import { openPayPage } from "@/lib/features/license/orders/open-pay-page";

type Props = { params: Promise<{ token: string }> };

/** Our own address of the page that waits for the payer of an order which the SaaS placed. */
export async function GET(_request: Request, { params }: Props) {
  const { token } = await params;
  const result = await openPayPage(visitorContext(await readClock(), newId("audit")), { token });
  if (!result.ok) notFound();
  redirect(result.value.url);
}
