import type { Row } from "../store/kinds";
import type { Unit } from "../store/unit";

export async function expireSession(unit: Unit, session: Row<"checkout.session">): Promise<void> {
  session.data.status = "expired";
  session.data.url = null;
  await unit.save(session);
  const setup = session.data.setup_intent ? await unit.find("setup_intent", session.data.setup_intent) : null;
  if (setup && setup.data.status !== "succeeded" && setup.data.status !== "canceled") {
    setup.data.status = "canceled";
    setup.data.cancellation_reason = "abandoned";
    setup.data.next_action = null;
    await unit.save(setup);
    await unit.emit("setup_intent.canceled", setup);
  }
  await unit.emit("checkout.session.expired", session);
}

export async function completeSession(unit: Unit, session: Row<"checkout.session">): Promise<void> {
  session.data.status = "complete";
  session.data.url = null;
  await unit.save(session);
  await unit.emit("checkout.session.completed", session);
}
