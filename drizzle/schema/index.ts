export * from "./access";
export * from "./catalog";
export * from "./effects";
export * from "./licenses";
export * from "./metering";
export * from "./payment-account";
export * from "./people";
export * from "./usage";
