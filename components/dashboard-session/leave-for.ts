/** Whether this page stands in a frame of the SaaS. */
export const isInFrame = (): boolean => typeof window !== "undefined" && window.self !== window.top;

/** The address by which the page goes on outside its frame, still signed in; null if Choba did not answer. */
async function addressOutside(to: string): Promise<string | null> {
  const tenant = /^\/t\/[^/]+/.exec(window.location.pathname)?.[0];
  const response = await fetch(`${tenant}/leave-frame`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to: tenant && to.startsWith(`${tenant}/`) ? to.slice(tenant.length) : to }),
  }).catch(() => null);
  return response?.ok ? ((await response.json()) as { url: string }).url : null;
}

/** Leaves for a page of Stripe: no frame may show it, so the whole window goes there. */
export async function leaveFor(url: string): Promise<void> {
  if (!isInFrame()) window.location.assign(url);
  else window.open((await addressOutside(url)) ?? url, "_top");
}

/** Opens a page of ours in a tab of its own. The tab is opened at once, as browsers let only a click open one. */
export async function openTab(path: string): Promise<void> {
  const tab = window.open("about:blank", "_blank");
  const address = await addressOutside(path);
  if (!tab) return;
  tab.opener = null;
  if (address) tab.location.replace(address);
  else tab.close();
}
