import { variables } from "@/lib/env-variables";

const all = Object.entries(variables);

const otherwiseOf = ({ otherwise }: (typeof all)[number][1]) =>
  "value" in otherwise ? `\`${otherwise.value}\`` : otherwise.words;

/** Markdown as plain text, for a comment in an environment file. */
const plain = (markdown: string) =>
  markdown
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, "$2")
    .replaceAll("`", "")
    .replaceAll("\\|", "|");

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** The text of `.env.example`. Every line is a comment, so a copy of it changes nothing. */
export function exampleFile(): string {
  const entries = all.map(([name, variable]) => {
    const otherwise = plain(otherwiseOf(variable));
    const value = "value" in variable.otherwise ? quoted(variable.otherwise.value) : "";
    return [
      `# ${sentence(plain(variable.meaning))}`,
      ...(otherwise ? [`# Without it: ${otherwise}`] : []),
      `# ${name}=${value}`,
    ].join("\n");
  });
  const head = [
    "# Copy this file to .env, and take the # away from what you set. The environment wins over the file.",
    "# Made from lib/env-variables.ts by `npm run env:write`; do not edit it by hand.",
  ].join("\n");
  return `${[head, ...entries].join("\n\n")}\n`;
}

const quoted = (value: string) => (/\s/.test(value) ? `"${value}"` : value);

/** The rows of the README's table of variables. */
export function readmeRows(): string {
  return all
    .map(([name, variable]) =>
      `| \`${name}\` | ${otherwiseOf(variable)} | ${variable.meaning} |\n`.replace("|  |", "| |"),
    )
    .join("");
}

const tableHead = "| variable | default | meaning |\n|---|---|---|\n";

/** The README with these rows in its table of variables. */
export function readmeWithRows(readme: string): string {
  const start = readme.indexOf(tableHead);
  if (start < 0) throw new Error("README.md has no table of variables.");
  const from = start + tableHead.length;
  const end = readme.indexOf("\n\n", from);
  return `${readme.slice(0, from)}${readmeRows()}${readme.slice(end + 1)}`;
}
