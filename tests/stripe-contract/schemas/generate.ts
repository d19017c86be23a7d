import { readdirSync } from "node:fs";
import path from "node:path";
import { ts } from "ts-morph";
import { Converter, type Schema } from "./convert";
import { type Endpoint, endpointsOf } from "./endpoints";

/** The API as the `stripe` package declares it, as data. */
export type Generated = {
  endpoints: Endpoint[];
  /** By encoding and name, as `json Customers.Customer`. */
  schemas: { [name: string]: Schema };
  /** Any event. */
  event: Schema;
  /** What is under `error` in the body of a refusal. */
  error: Schema;
};

/** Areas of Stripe whose endpoints Choba does not use. Their types are read if others need them. */
const ELSEWHERE =
  /^(V2|Issuing|Treasury|Terminal|Climate|Identity|FinancialConnections|Forwarding|Radar|Reporting|Sigma|Apps|Tax)\//;

/** Reads the declarations in `folder`, the package's `esm`. Takes some seconds. */
export function generate(folder: string): Generated {
  const resources = path.join(folder, "resources");
  const files = readdirSync(resources, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".d.ts") && !file.endsWith("index.d.ts") && !ELSEWHERE.test(file));
  const program = programOf(files.map((file) => path.join(resources, file)));
  const source = (file: string): ts.SourceFile => {
    const found = program.getSourceFile(path.join(resources, file));
    if (!found) throw new Error(`the stripe package has no ${file}`);
    return found;
  };
  const converter = new Converter(program.getTypeChecker());
  const endpoints = files.flatMap((file) => endpointsOf(source(file), converter));
  return {
    // A fixed path such as `/customers/search` must be found before `/customers/:id`.
    endpoints: endpoints.sort((a, b) => variables(a) - variables(b)),
    event: converter.named(source("Events.d.ts"), "Event"),
    // The package does not declare the body of an error, but a payment's last error is one.
    error: converter.named(source("PaymentIntents.d.ts"), "PaymentIntent", "LastPaymentError"),
    schemas: converter.schemas,
  };
}

function programOf(rootNames: string[]): ts.Program {
  const options: ts.CompilerOptions = {
    noLib: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  // The comments are most of the text; without them it takes half the time.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  return ts.createProgram({ rootNames, options, host });
}

const variables = ({ path: pattern }: Endpoint) => pattern.split(":id").length;
