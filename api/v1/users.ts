import { registrationRoutes } from "./registrations";

/** The end users that a tenant has registered. */
export const users = registrationRoutes("user", "users");
