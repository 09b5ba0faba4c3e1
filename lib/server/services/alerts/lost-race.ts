import "server-only";

/** Ends a unit whose compare-and-set found another's work, so that what it wrote is rolled back. */
export class LostRace extends Error {}
