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
  const typed = names.map((name) => `nullif("${name}", '')::${columns[name]} as "${name}"`).join(', ')
  const parts: SQL[] = [sql.raw(`(select ${typed} from rows from (`)]
  for (const [place, name] of names.entries()) {
    const column = rows.map((row) => row[name]).join(SEPARATOR)
    parts.push(
      sql`${sql.raw(place === 0 ? '' : ', ')}string_to_table(${column}::text, ${sql.raw("E'\\x1e'")})`,
    )
  }
  parts.push(sql.raw(`) as t(${names.map((name) => `"${name}"`).join(', ')}))`))
  return sql.join(parts)
}
