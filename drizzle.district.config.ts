import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/district/schema/*.ts',
  out: './db/district/migrations',
})
