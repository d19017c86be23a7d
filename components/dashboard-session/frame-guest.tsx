"use client";

import { useEffect } from "react";
import { isInFrame, leaveFor, openTab } from "./leave-for";

/**
 * What a page does in a frame of the SaaS: it tells its height, and opens links in tabs of their own so that the reader
 * stays signed in there. `origin` is the only site that is told.
 */
export function FrameGuest({ origin }: { origin: string }) {
  useEffect(() => {
    const content = document.getElementById("content");
    // A frame of our own site shares its cookie with our tabs. There the page has its head again.
    if (!isInFrame()) document.documentElement.dataset.unframed = "";
    if (!isInFrame() || !content) return;
    // The page itself is never lower than its window, so the height is that of what stands on it.
    const tell = () => {
      const height = Math.ceil(content.getBoundingClientRect().bottom + window.scrollY);
      window.parent.postMessage({ type: "choba:height", height }, origin);
    };
    const observer = new ResizeObserver(tell);
    observer.observe(content);
    document.addEventListener("click", follow, true);
    tell();
    return () => {
      observer.disconnect();
      document.removeEventListener("click", follow, true);
    };
  }, [origin]);
  return null;
}

/** Our own addresses that lead on to a page of Stripe. */
const leadsToStripe = /^\/t\/[^/]+\/(invoices\/[^/]+\/pay|billing\/portal)$/;

function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target === "_top") return;
  const isOwn = link.origin === window.location.origin;
  const leaves = isOwn ? leadsToStripe.test(link.pathname) : link.target !== "_blank";
  const opensTab = isOwn && link.target === "_blank" && link.pathname.startsWith("/t/");
  if (!leaves && !opensTab) return;
  event.preventDefault();
  const path = `${link.pathname}${link.search}`;
  if (opensTab) void openTab(path);
  else void leaveFor(isOwn ? path : link.href);
}
