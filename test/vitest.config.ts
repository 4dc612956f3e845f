/** How the tests run: every file under test/, in processes of their own, four at a time: many of them wait for clocks and sockets more than they compute. */
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { root: '.', include: ['test/**/*.test.ts'], pool: 'forks', maxWorkers: 4, testTimeout: 60_000, hookTimeout: 120_000 } })
