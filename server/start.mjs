// `npm start` and `npm run dev`. Plain Node without dependencies: nothing may be installed yet.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Choba needs Node 20.9 or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

// Imported late, so that an old Node fails with the message above and not with a syntax error.
const { main } = await import("./bootstrap/choba.mjs");
await main({ dev: process.argv.includes("--dev") });
