import { defineConfig } from "vitest/config";

// a page on a busy machine takes its time
export default defineConfig({
  test: { maxConcurrency: 3, testTimeout: 180_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } } },
});
