import { expect, test } from "vitest";
import { readImportFile } from "./read-import-file";

const problemsOf = async (text: string) =>
  (await readImportFile(text)).problems.map(({ line, field, rule }) => [line, field, rule]);

test.each([
  [
    "semicolons, with several values in a cell",
    'slug;name;cc_emails;\r\nasahi;"Asahi";"a@b.example;c@d.example";\r\n;;;\r\n',
  ],
  ["tabs, as copied", "slug\tname\tcc_emails\nasahi\tAsahi\ta@b.example;c@d.example\n\t\t"],
  ["an empty column between others", "slug,,name,cc_emails\nasahi,,Asahi,a@b.example;c@d.example"],
])("%s are understood", async (_, text) => {
  const { rows, problems } = await readImportFile(text);
  expect(problems).toEqual([]);
  expect(rows).toMatchObject([
    { tenant: { slug: "asahi", name: "Asahi" }, details: { ccEmails: ["a@b.example", "c@d.example"] } },
  ]);
});

test("what cannot be understood is told by its row", async () => {
  expect(await problemsOf("slug,,name\nasahi,x,Asahi")).toEqual([[2, "", "cell_without_column"]]);
  expect(await problemsOf("slug,name\nasahi\nb,B,x")).toEqual([
    [2, "", "wrong_number_of_cells"],
    [3, "", "wrong_number_of_cells"],
  ]);
  expect(await problemsOf("slug|name\nasahi|A")).toContainEqual([1, "slug|name", "unknown_column"]);
  expect(await problemsOf(",,\n,,\n")).toEqual([[1, "", "no_rows"]]);
  expect(await problemsOf("PK\u0003\u0004…")).toEqual([[1, "", "workbook"]]);
});
