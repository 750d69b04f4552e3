import { type SQL, sql } from 'drizzle-orm'

/** Cannot stand in any value that goes this way: not in ids, dates or numbers, nor unescaped in JSON. */
const SEPARATOR = '\u001e'

/**
 * Rows as a table expression with one text parameter a column, which both engines read several times faster than
 * arrays or JSON. `null` and the empty text are both null.
 * @param columns name and type of each column; the keys of the rows
 */
export function columnRows<Name extends string>(
  rows: readonly { readonly [K in Name]: string | number | null }[],
  columns: Readonly<Record<Name, string>>,
): SQL {
  const names = Object.keys(columns) as Name[]
  const values = names.map((name) => {
    const column = rows.map((row) => row[name] ?? '').join(SEPARATOR)
    return sql`string_to_table(${column}::text, ${sql.raw("E'\\x1e'")})`
  })
  const typed = names.map(
    (name) => sql`nullif(${sql.identifier(name)}, '')::${sql.raw(columns[name])} as ${sql.identifier(name)}`,
  )
  const named = names.map((name) => sql.identifier(name))
  return sql`(select ${sql.join(typed, sql`, `)} from rows from (${sql.join(values, sql`, `)}) as t(${sql.join(named, sql`, `)}))`
}
