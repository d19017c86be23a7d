"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState, useTransition } from "react";

export type ClockStepName = "day" | "period" | "month";
export type ClockMoveProblem = "busy" | "unreachable" | "failed" | "unauthenticated";
export type MoveClock = (
  step: ClockStepName,
  tenantSlug: string | null,
) => Promise<{ ok: true; now: string } | { ok: false; problem: ClockMoveProblem }>;

type Progress = { now: string; moving: { from: string; to: string } | null };

/** Moves time and shows it passing; when it has arrived, everything on the page is read again. */
export function useClockMove(
  move: MoveClock,
  tenantSlug: string | null,
  onEnd: (answer: Awaited<ReturnType<MoveClock>>) => void,
) {
  const router = useRouter();
  const queries = useQueryClient();
  const [step, setStep] = useState<ClockStepName>();
  const [progress, setProgress] = useState<Progress>();
  const [refreshing, startRefresh] = useTransition();

  const look = useEffectEvent(async (signal: AbortSignal) => {
    // The move may end while its answer is on the way, or half read.
    const seen: Progress | null = await fetch("/demo/clock", { signal, cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null);
    if (seen && !signal.aborted) setProgress(seen);
  });
  useEffect(() => {
    if (!step) return;
    const ended = new AbortController();
    const timer = setInterval(() => look(ended.signal), 300);
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  }, [step]);

  async function start(wanted: ClockStepName) {
    if (step) return;
    setStep(wanted);
    const answer = await move(wanted, tenantSlug).catch(() => ({
      ok: false as const,
      problem: "failed" as const,
    }));
    setStep(undefined);
    setProgress(undefined);
    onEnd(answer);
    startRefresh(() => router.refresh());
    await queries.invalidateQueries();
  }

  return { start, step, refreshing, progress: step ? progress : undefined };
}

/** The progress in percent. */
export function percentOf({ now, moving }: Progress): number | undefined {
  if (!moving) return undefined;
  const [from, at, to] = [moving.from, now, moving.to].map((text) => Date.parse(text)) as [
    number,
    number,
    number,
  ];
  return to > from ? Math.max(0, Math.min(100, Math.round(((at - from) / (to - from)) * 100))) : 100;
}
