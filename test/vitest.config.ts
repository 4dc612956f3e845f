/** How the tests run: every file under test/, in processes of their own. */
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { root: '.', include: ['test/**/*.test.ts'], pool: 'forks', testTimeout: 30_000, hookTimeout: 60_000 } })
