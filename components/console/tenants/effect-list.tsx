import { Dot } from "lucide-react";

/** What an action will do, a sentence each. */
export function EffectList({ title, effects }: { title: string; effects: readonly string[] }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 font-medium">{title}</h3>
      <ul className="grid gap-2 text-ink-soft">
        {effects.map((effect) => (
          <li key={effect} className="flex gap-1">
            <Dot aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ink-quiet" />
            <span className="min-w-0">{effect}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
