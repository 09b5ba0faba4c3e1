import { startEngine } from "@/inngest/start";

/** The console's background work in a process of its own, to be killed: engine, relay and every function there is. */
startEngine();
process.send?.("started");
