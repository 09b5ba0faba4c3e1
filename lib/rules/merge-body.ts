type Body = Readonly<Record<string, unknown>>;

/**
 * What a PUT means that sends only some fields: the others stay. `levels` sent alone speak for `threshold_value` and
 * `severity` too, which are the mildest level's; `version` is never taken from what was there.
 */
export function mergeBody(present: Body, sent: Body): Body {
  const { version: _version, threshold_value, severity, ...kept } = present;
  const hasLevels = Array.isArray(sent.levels) && sent.levels.length > 0;
  return hasLevels ? { ...kept, ...sent } : { ...kept, threshold_value, severity, ...sent };
}
