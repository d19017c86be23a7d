import { ts } from "ts-morph";

/**
 * A JSON Schema with two keywords of our own: `oneOfTypes` and `keysOf` name interfaces that are looked up
 * when needed.
 */
export type Schema = { [keyword: string]: unknown };

/** The encoding of values: `json` in responses and events; `form` in requests, where every value is text. */
export type Encoding = "json" | "form";

const NUMBER_TEXT = "^-?\\d+(\\.\\d+)?$";
const DECIMAL_TEXT = "^-?\\d+(\\.\\d{1,12})?$";

/**
 * Converts the type declarations of the `stripe` package to JSON Schemas: one per interface, with additional
 * properties forbidden. Open enums (`"a" | "b" | OtherString`) are closed, because a value that the package
 * does not name is a mistake of ours.
 */
export class Converter {
  /** Finished schemas by encoding and name, as `json Customers.Customer`. */
  readonly schemas: { [name: string]: Schema } = {};

  constructor(private readonly checker: ts.TypeChecker) {}

  type(node: ts.TypeNode, encoding: Encoding): Schema {
    const { SyntaxKind } = ts;
    if (ts.isParenthesizedTypeNode(node)) return this.type(node.type, encoding);
    if (ts.isUnionTypeNode(node)) return this.union([...node.types], encoding);
    if (ts.isArrayTypeNode(node)) return { type: "array", items: this.type(node.elementType, encoding) };
    if (ts.isTypeLiteralNode(node)) return this.members(node.members, [], encoding);
    if (ts.isTypeReferenceNode(node)) return this.reference(node, encoding);
    if (ts.isLiteralTypeNode(node)) return literal(node, encoding);
    switch (node.kind) {
      case SyntaxKind.StringKeyword:
        return { type: "string" };
      case SyntaxKind.NumberKeyword:
        return encoding === "json" ? { type: "number" } : { type: "string", pattern: NUMBER_TEXT };
      case SyntaxKind.BooleanKeyword:
        return encoding === "json" ? { type: "boolean" } : { enum: ["true", "false"] };
      case SyntaxKind.AnyKeyword:
      case SyntaxKind.UnknownKeyword:
        return {};
      case SyntaxKind.ObjectKeyword:
        return { type: "object" };
    }
    throw new Error(`no schema is known for the type ${node.getText()}`);
  }

  private union(nodes: ts.TypeNode[], encoding: Encoding): Schema {
    const isOpen = (node: ts.TypeNode) =>
      ts.isTypeReferenceNode(node) && node.typeName.getText() === "OtherString";
    const closed = nodes.some(isOpen) && nodes.length > 1 ? nodes.filter((node) => !isOpen(node)) : nodes;
    const schemas = closed.map((node) => this.type(node, encoding)).flatMap((one) => anyOf(one) ?? [one]);
    const values = schemas.flatMap((one) => one.enum ?? []);
    const types = schemas.flatMap((one) => one.oneOfTypes ?? []);
    const rest = schemas.filter((one) => !one.enum && !one.oneOfTypes);
    const parts: Schema[] = [
      ...(values.length > 0 ? [{ enum: values }] : []),
      ...(types.length > 0 ? [{ oneOfTypes: types }] : []),
      ...rest,
    ];
    return parts.length === 1 && parts[0] ? parts[0] : { anyOf: parts };
  }

  private reference(node: ts.TypeReferenceNode, encoding: Encoding): Schema {
    const name = node.typeName.getText();
    const [argument] = node.typeArguments ?? [];
    switch (name) {
      case "OtherString":
        return { type: "string" };
      case "Decimal":
      case "Stripe.Decimal":
        return { type: "string", pattern: DECIMAL_TEXT };
    }
    if (argument) return this.generic(name, argument, encoding);
    return this.declared(this.symbolOf(node.typeName), encoding);
  }

  private declared(symbol: ts.Symbol, encoding: Encoding): Schema {
    const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration);
    return alias ? this.type(alias.type, encoding) : { oneOfTypes: [this.define(symbol, encoding)] };
  }

  /** The JSON schema of what a file exports under this name, or under a name within that namespace. */
  named(file: ts.SourceFile, ...names: string[]): Schema {
    let symbol = this.checker.getSymbolAtLocation(file);
    for (const name of names) symbol = symbol?.exports?.get(ts.escapeLeadingUnderscores(name));
    if (!symbol) throw new Error(`${file.fileName} does not declare ${names.join(".")}`);
    return this.declared(symbol, "json");
  }

  private generic(name: string, argument: ts.TypeNode, encoding: Encoding): Schema {
    const inner = () => this.type(argument, encoding);
    switch (name) {
      case "Array":
        return { type: "array", items: inner() };
      case "Emptyable":
        // In a form, null and "" are the same: "unset this".
        return { anyOf: [{ enum: [""] }, inner()] };
      case "Response":
        return inner();
      case "Partial":
        return { keysOf: inner().oneOfTypes };
      case "ApiList":
        return page("list", inner());
      case "ApiSearchResult":
        return page("search_result", inner());
    }
    throw new Error(`no schema is known for the generic type ${name}<…>`);
  }

  /** Makes the schema of an interface, unless it exists or is being made, and returns its name. */
  private define(symbol: ts.Symbol, encoding: Encoding): string {
    const name = `${encoding} ${nameOf(this.checker, symbol)}`;
    if (this.schemas[name]) return name;
    this.schemas[name] = {};
    const declarations = symbol.declarations?.filter(ts.isInterfaceDeclaration) ?? [];
    if (declarations.length === 0) throw new Error(`${name} is no interface`);
    const heritage = declarations.flatMap(
      (one) => one.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [],
    );
    const members = declarations.flatMap((one) => [...one.members]);
    this.schemas[name] = this.members(members, heritage, encoding);
    return name;
  }

  private members(
    members: readonly ts.TypeElement[],
    heritage: ts.ExpressionWithTypeArguments[],
    encoding: Encoding,
  ): Schema {
    const properties: { [key: string]: Schema } = {};
    const required = new Set<string>();
    let others: Schema | false = false;
    for (const base of heritage) {
      const inherited = this.schemas[this.define(this.symbolOf(base.expression), encoding)];
      Object.assign(properties, inherited?.properties);
      for (const key of (inherited?.required as string[] | undefined) ?? []) required.add(key);
    }
    for (const member of members) {
      if (ts.isIndexSignatureDeclaration(member)) others = this.indexed(member.type, encoding);
      if (!ts.isPropertySignature(member) || !member.type) continue;
      // `deleted?: void` distinguishes an object from its deleted variant, which has the property.
      if (member.type.kind === ts.SyntaxKind.VoidKeyword) continue;
      const key = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : "";
      properties[key] = this.type(member.type, encoding);
      if (member.questionToken) required.delete(key);
      else required.add(key);
    }
    return { type: "object", properties, required: [...required], additionalProperties: others };
  }

  /** The values of a map such as metadata: in a form a number is text, and null is the empty text. */
  private indexed(node: ts.TypeNode, encoding: Encoding): Schema {
    return encoding === "form" && ts.isUnionTypeNode(node) ? { type: "string" } : this.type(node, encoding);
  }

  private symbolOf(node: ts.Node): ts.Symbol {
    const symbol = this.checker.getSymbolAtLocation(node);
    if (!symbol) throw new Error(`${node.getText()} is not declared (${node.getSourceFile().fileName})`);
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }
}

function anyOf(schema: Schema): Schema[] | undefined {
  return schema.anyOf as Schema[] | undefined;
}

function literal(node: ts.LiteralTypeNode, encoding: Encoding): Schema {
  const text = node.literal.getText();
  if (text === "null") return encoding === "json" ? { type: "null" } : { enum: [""] };
  if (ts.isStringLiteral(node.literal)) return { enum: [node.literal.text] };
  return { enum: [encoding === "json" ? JSON.parse(text) : text] };
}

/** One page of a list, as the API returns it. */
export function page(object: "list" | "search_result", items: Schema): Schema {
  const extra = object === "search_result" ? { next_page: {}, total_count: {} } : {};
  return {
    type: "object",
    properties: {
      object: { enum: [object] },
      data: { type: "array", items },
      has_more: { type: "boolean" },
      url: { type: "string" },
      ...extra,
    },
    required: ["object", "data", "has_more", "url"],
    additionalProperties: false,
  };
}

/** `Subscriptions.Subscription.Status`: the file within `resources`, then the name in it. */
function nameOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  return checker
    .getFullyQualifiedName(symbol)
    .replace(/^".*?\/esm\/(?:resources\/)?/, "")
    .replace('"', "");
}
