import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { RuleBody } from "./body";

/** The path of one rule, and of one of its versions. */
export const RuleParams = z.object({ id: IntegerId });
export const VersionParams = RuleParams.extend({ version: IntegerId });

/** A rule in part or whole: it is read once what is left out has been filled in. */
export const SentRule = z.record(z.string(), z.unknown(), 'expected a rule, such as {"threshold_value": 5}');

/** The version the caller read, for what changes a rule without a body of it. */
export const ExpectedVersion = RuleBody.pick({ version: true });

/** The same as a query of DELETE, which carries no body everywhere. */
export const ExpectedVersionQuery = z.object({ version: IntegerId.optional() });
