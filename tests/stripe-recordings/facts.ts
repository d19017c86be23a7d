/** What is told of one object: values by path; null where the field is null. */
export type Facts = Map<string, string | null>;

export interface Told {
  /** Where in the answer the object is; "" is the answer itself. */
  path: string;
  facts: Facts;
  /** Fields that the object no longer has. */
  unsaid: string[];
}

/** Reads `path: field value | field value | null field field | unsaid field`. A line that begins deeper goes on with the one before. */
export function readFacts(text: string): Told[] {
  return joined(text).map((line) => {
    const colon = line.indexOf(": ");
    const facts: Facts = new Map();
    const unsaid: string[] = [];
    for (const part of line.slice(colon + 2).split(" | ")) {
      const [word = "", ...rest] = part.split(" ");
      if (word === "null") for (const field of rest) facts.set(field, null);
      else if (word === "unsaid") unsaid.push(...rest);
      else facts.set(word, rest.join(" "));
    }
    const path = line.slice(0, colon);
    return { path: path === "answer" ? "" : path, facts, unsaid };
  });
}

function joined(text: string): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const margin = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  const whole: string[] = [];
  for (const line of lines) {
    if (line[margin] === " ") whole[whole.length - 1] += ` ${line.trim()}`;
    else whole.push(line.trim());
  }
  return whole;
}
