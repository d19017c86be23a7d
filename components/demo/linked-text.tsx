import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";

/** Plain text with its addresses as links; nothing else in it is taken for markup. */
export function linkedText(text: string): ReactNode[] {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      // A link that signs in must not be followed by a prefetch, so it is a plain one.
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
      <TextLink key={`${index} ${part}`} href={part} external>
        {part}
      </TextLink>
    ) : (
      part
    ),
  );
}
