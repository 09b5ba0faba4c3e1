// Imported first by every command.
import { loadEnv } from "./house/load-env.mjs";

loadEnv();
