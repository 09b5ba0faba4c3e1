// Stands in for the package `server-only` in tests, which throws wherever React's server condition is not set.
export {};
