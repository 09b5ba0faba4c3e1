import { BUSINESS_RULES } from "./default-business";
import { HOST_RULES } from "./default-host";
import type { DefaultRule } from "./default-rule";
import { SAFETY_RULES } from "./default-safety";
import { SERVICE_RULES } from "./default-service";

/** Every rule the house ships (requirements R1, R9 and H3), those of the first requirement first. Names are unique. */
export const DEFAULT_RULES: readonly DefaultRule[] = [
  ...BUSINESS_RULES,
  ...SERVICE_RULES,
  ...SAFETY_RULES,
  ...HOST_RULES,
];
