"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { textOfBytes } from "@/lib/domain/text/text-encoding";

type TextFileButtonProps = {
  /** Which files are offered, as the `accept` of a file input. */
  accept: string;
  /** Names the choice for screen readers. */
  label: string;
  icon: ReactNode;
  onRead: (text: string, fileName: string) => void;
  disabled?: boolean;
  children: ReactNode;
};

/** Lets somebody choose a file of text and reads it in the browser. */
export function TextFileButton({ accept, label, icon, onRead, disabled, children }: TextFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        tabIndex={-1}
        className="sr-only"
        onChange={async (event) => {
          const file = event.target.files?.[0];
          if (file) onRead(textOfBytes(await file.arrayBuffer()), file.name);
          // Lets the reader choose the same file again after correcting it.
          event.target.value = "";
        }}
      />
      <Button icon={icon} disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </div>
  );
}
